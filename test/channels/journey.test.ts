/** One application, begun on one channel and continued on each of the others, with the print handed over natively. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareStep, parseTranscript, type TranscriptStep } from '../../src/conversation/transcript.ts'
import type { Reply } from '../../src/conversation/types.ts'
import type { Adapter, Talker } from '../rigs/adapters/adapter.ts'
import { teamsAdapter } from '../rigs/adapters/teams.ts'
import { telegramAdapter } from '../rigs/adapters/telegram.ts'
import { terminalAdapter } from '../rigs/adapters/terminal.ts'
import { webAdapter } from '../rigs/adapters/web.ts'
import { specimenDir } from '../rigs/specimen.ts'
import { StrictConnector } from '../rigs/teams/connector.ts'
import { teamsAt } from '../rigs/teams/teams-house.ts'
import { openTelegramHouse, type TelegramHouse } from '../rigs/telegram/telegram-house.ts'

const source = await readFile(path.join(specimenDir, 'transcripts/filing.yaml'), 'utf8')
const transcript = parseTranscript(source)

let bot: TelegramHouse
let connector: StrictConnector
let adapters: Adapter[]
beforeAll(async () => {
  connector = await StrictConnector.start()
  bot = await openTelegramHouse('webhook', { teams: teamsAt(connector) }, { unpaced: true })
  bot.house.clock.now = () => new Date(transcript.clock)
  adapters = [
    await webAdapter(bot.house),
    await telegramAdapter(bot),
    await terminalAdapter(bot.house),
    await teamsAdapter({ house: bot.house, connector, close: async () => {} }),
  ]
}, 60_000)
afterAll(async () => {
  for (const adapter of adapters) await adapter.close()
  await bot.close()
  await connector.close()
})

/** The filing cut where a new question has just been asked, into so many parts of about the same length. */
function partsOf(talk: readonly TranscriptStep[], count: number): TranscriptStep[][] {
  const parts: TranscriptStep[][] = [[]]
  for (const [index, step] of talk.entries()) {
    parts.at(-1)?.push(step)
    const asks = step.bot?.at(-1)?.startsWith('filing.ask.') && !step.send
    if (asks && parts.length < count && index + 1 >= (parts.length * talk.length) / count) parts.push([])
  }
  return parts
}

/** Does the steps on one channel. @returns what went otherwise than written */
async function goOn(talker: Talker, steps: readonly TranscriptStep[]): Promise<string[]> {
  const { store } = bot.house
  const problems: string[] = []
  for (const step of steps) {
    const before = await store.load(talker.conversation)
    if (!before) throw new Error('The conversation is gone')
    const field = (before.state.snapshot as { context: { field: string | null } }).context.field
    const said = await store.transcript(talker.conversation, 0)
    const lastReplies = said.flatMap(({ reply }) => (reply ? [reply] : []))
    await talker.act(step, { openField: field, lastReplies })
    const fresh = await store.transcript(talker.conversation, before.seq)
    problems.push(
      ...compareStep(
        step,
        fresh.flatMap(({ reply }): Reply[] => (reply ? [reply] : [])),
      ),
    )
  }
  return problems
}

describe('an application', () => {
  it.each([0, 1, 2, 3])(
    'begun on channel %i goes on and ends on each of the others',
    async (first) => {
      const order = adapters.map((_, i) => adapters[(first + i) % adapters.length] as Adapter)
      const parts = partsOf(transcript.talk, order.length)
      expect(parts).toHaveLength(order.length)
      let code = ''
      let last: Talker | null = null
      for (const [i, adapter] of order.entries()) {
        const opening = i === 0 ? { programme: 'specimen', locale: 'zh-CN' } : { code }
        last = await adapter.open(opening)
        expect(await goOn(last, parts[i] ?? []), adapter.name).toEqual([])
        const stored = await bot.house.store.load(last.conversation)
        code = stored?.draftCode ?? ''
      }
      const found = await bot.house.store.drafts.findByCode(code)
      expect(found?.draft.submission).toBeDefined()
      const events = await bot.house.store.drafts.events(found?.draft.id ?? '')
      expect(new Set(events.map(({ channel }) => channel))).toEqual(new Set(order.map(({ name }) => name)))
      expect((await last?.document())?.subarray(0, 5).toString()).toBe('%PDF-')
    },
    60_000,
  )
})
