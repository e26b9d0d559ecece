/** `shenbao serve`: the production start; `--now` makes a demonstration of it. */
import { assemble } from '../main.ts'
import { UnsoundFolder } from '../read-programmes.ts'
import { printProblems } from './check.ts'
import { configFrom, type Overrides } from './options.ts'
import { cliPhrases } from './words.ts'

export async function serve(options: Overrides): Promise<void> {
  const words = await cliPhrases()
  const server = await assemble(configFrom(options)).catch((error: unknown) => {
    if (!(error instanceof UnsoundFolder)) throw error
    printProblems(words, error.folder, error.problems)
    process.exitCode = 1
  })
  if (!server) return
  const address = await server.listen().catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  console.log(words.say('cli.listening', { address }))
  const stop = (): void => void server.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
