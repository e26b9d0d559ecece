/** `shenbao serve`: the production start; `--now` makes a demonstration of it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { openDoor } from '../http/door.ts'
import { startingPage } from '../http/pages/starting-page.ts'
import { preferredIn } from '../http/plugins/errors.ts'
import { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import { readLocales } from '../read-locales.ts'
import { UnsoundFolder } from '../read-programmes.ts'
import { printProblems } from './check.ts'
import { configFrom, type Overrides } from './options.ts'
import { cliPhrases } from './words.ts'

/** npm hands on what the terminal has sent already: that is one signal, not two. */
const SAME_SIGNAL_MS = 500

type Server = Awaited<ReturnType<typeof assemble>>

export async function serve(options: Overrides): Promise<void> {
  const words = await cliPhrases()
  const config = configFrom(options)
  // nobody can be waiting at a port that is still to be found
  const door = config.port === 0 ? null : await openDoor(config.host, config.port, await doorPage())
  const server = await assemble(config).catch(async (error: unknown) => {
    await door?.close()
    if (!(error instanceof UnsoundFolder)) throw error
    printProblems(words, error.folder, error.problems)
    process.exitCode = 1
  })
  if (!server) return
  stopOnSignals(server, config.operating)
  const address = await server.listen(door).catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  console.log(words.say('cli.listening', { address }))
}

/** What a browser is shown until then, in its language. */
async function doorPage(): Promise<(language?: string) => string> {
  const locales = [...(await readLocales()).values()].map((locale) => new Phrases(locale))
  return (header) => {
    const wanted = preferredIn(header)
    const words = locales.find(({ language }) => language === wanted) ?? locales[0]
    return words ? startingPage(words) : ''
  }
}

/** The first signal stops it in order, a second one at once. */
function stopOnSignals(server: Server, settings: Config['operating']): void {
  let since = 0
  const heard = (): void => {
    const now = performance.now()
    if (since === 0) void stop(server, settings)
    else if (now - since > SAME_SIGNAL_MS) process.exit(1)
    since ||= now
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
}

async function stop(server: Server, { stopGraceMs, stopDeadlineMs }: Config['operating']): Promise<void> {
  // balancers look every few seconds: until then they send more
  server.leave()
  await pause(stopGraceMs)
  setTimeout(() => {
    server.logger.error('stopping took too long')
    process.exit(1)
  }, stopDeadlineMs).unref()
  await server.close()
  process.exit(0)
}
