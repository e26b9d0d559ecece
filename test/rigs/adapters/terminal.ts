/** The terminal, line by line as `shenbao chat` does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { TerminalTalk } from '../../../src/cli/terminal-talk.ts'
import type { Reply } from '../../../src/conversation/types.ts'
import { type House, openHouse } from '../house.ts'
import { type Adapter, ANY_PDF, deliverPast, typed } from './adapter.ts'

/** On a house that is open already, which is then not closed with it, or on one of its own. */
export async function terminalAdapter(shared?: House): Promise<Adapter> {
  const house = shared ?? (await openHouse())
  const dir = await mkdtemp(path.join(os.tmpdir(), 'shenbao-terminal-'))
  const talks: TerminalTalk[] = []
  return {
    name: 'terminal',
    house,
    async close() {
      for (const talk of talks) await talk.close()
      if (!shared) await house.close()
      await rm(dir, { recursive: true })
    },
    async open(opening) {
      const conversation = await house.conversations.open({ channel: 'terminal', ...opening })
      let written: string[] = []
      const talk = new TerminalTalk(house, conversation, (text) => void written.push(text))
      talks.push(talk)
      await talk.begin()
      const hand = async (name: string, content: Buffer) => {
        const file = path.join(dir, name)
        await writeFile(file, content)
        await talk.hear(`:file ${file}`)
      }
      const press = async (value: string, lastReplies: readonly Reply[]) => {
        const at = (lastReplies.at(-1)?.choices ?? []).findIndex((choice) => choice.value === value)
        if (at >= 0) return talk.hear(`[${at + 1}]`)
        // it has scrolled away, or never was there
        await deliverPast(house, conversation, value)
        await talk.flush()
      }
      return {
        conversation,
        async act(step, { lastReplies }) {
          written = []
          if (step.you !== undefined) await talk.hear(step.you)
          else if (step.press !== undefined) await press(step.press, lastReplies)
          else if (step.fill)
            await talk.hear(typed(step.fill, lastReplies.findLast(({ form }) => form)?.form))
          for (const name of step.send ?? []) await hand(name, ANY_PDF)
          return written.join('\n')
        },
        async hand(name, content) {
          written = []
          await hand(name, content)
          return written.join('\n')
        },
        async hear(happens) {
          written = []
          await happens()
          await house.inbox.sweep()
          await talk.flush()
          return written.join('\n')
        },
        async document() {
          const href = /→ .*: (\/documents\/\S+)/.exec(written.join('\n'))?.[1]
          return href ? (await house.app.inject({ url: href })).rawPayload : null
        },
      }
    },
  }
}
