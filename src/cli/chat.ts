/** `shenbao chat`: the terminal channel, on the same store and with the same guarantees as every other. */
import { createInterface } from 'node:readline/promises'
import { assemble } from '../main.ts'
import { Failure } from '../service/failure.ts'
import { configFrom } from './options.ts'
import { TerminalTalk } from './terminal-talk.ts'

export async function chat(options: {
  programme?: string
  locale?: string
  code?: string
  now?: string
  data?: string
}): Promise<void> {
  const house = await assemble({ ...configFrom(options), log: 'silent', telegram: null })
  const { programme, locale, code } = options
  const id = await house.conversations.open({
    channel: 'terminal',
    ...(programme ? { programme } : {}),
    ...(locale ? { locale } : {}),
    ...(code ? { code } : {}),
  })
  const talk = new TerminalTalk(house, id, (text) => console.log(`\n${text}`))
  await talk.begin()
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
  // input from a file ends while there is still much to answer
  let ended = false
  lines.once('close', () => {
    ended = true
  })
  lines.prompt()
  for await (const line of lines) {
    await talk.hear(line).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error
      console.log(`\n${house.phrases(locale ?? '').say(`failures.${error.code}.message`)}`)
    })
    if (!ended) lines.prompt()
  }
  await talk.close()
  await house.close()
}
