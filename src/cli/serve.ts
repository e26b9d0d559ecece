/** `shenbao serve`: the production start; `--now` makes a demonstration of it. */
import { assemble, UnsoundFolder } from '../main.ts'
import { printProblems } from './check.ts'
import { configFrom, type Overrides } from './options.ts'
import { cliPhrases } from './words.ts'

export async function serve(options: Overrides): Promise<void> {
  const words = await cliPhrases()
  try {
    const server = await assemble(configFrom(options))
    const address = await server.listen()
    console.log(words.say('cli.listening', { address }))
    const stop = (): void => void server.close().then(() => process.exit(0))
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    if (!(error instanceof UnsoundFolder)) throw error
    printProblems(words, error.folder, error.problems)
    process.exitCode = 1
  }
}
