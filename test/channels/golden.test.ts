import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { pressed, replay } from '../../src/conversation/replay.ts'
import { compareStep, parseTranscript, type Transcript } from '../../src/conversation/transcript.ts'
import type { Reply } from '../../src/conversation/types.ts'
import { publishProgramme } from '../../src/service/publish-programme.ts'
import type { Adapter, Talker } from '../rigs/adapters/adapter.ts'
import { teamsAdapter } from '../rigs/adapters/teams.ts'
import { telegramAdapter } from '../rigs/adapters/telegram.ts'
import { terminalAdapter } from '../rigs/adapters/terminal.ts'
import { webAdapter } from '../rigs/adapters/web.ts'
import { folderOf, goldenFiles, libraryOf } from '../rigs/golden.ts'
import { actOnCase } from '../rigs/golden-casework.ts'
import { turnOf } from '../rigs/turns.ts'

const golden = [...(await goldenFiles())].flatMap(([folder, files]) =>
  // scans are held with real ones in test/service/paper-match.test.ts
  files.filter(({ hasScan }) => !hasScan).map((file) => ({ folder, ...file })),
)
const adapters = {
  web: webAdapter,
  terminal: terminalAdapter,
  telegram: telegramAdapter,
  teams: teamsAdapter,
}

/** Holds the conversation natively; what is wrong with it, step by step. */
async function hold(adapter: Adapter, transcript: Transcript, folder: string): Promise<string[]> {
  const library = await libraryOf(folder)
  setClock(adapter, transcript.clock)
  await publish(adapter, folder, [])
  const talker = await adapter.open({ programme: library.programme.id, locale: transcript.locale })
  await give(adapter, talker, transcript, folder)
  await staff(adapter, transcript.officers)
  const problems: string[] = []
  let seq = (await adapter.house.store.load(talker.conversation))?.seq ?? 0
  let lastReplies: Reply[] = []
  for (const [index, step] of transcript.talk.entries()) {
    const elsewhere = happeningElsewhere(adapter, talker, step)
    if (step.clock && !elsewhere) setClock(adapter, step.clock)
    if (step.publish) await publish(adapter, folder, step.publish === 'amended' ? transcript.amendment : [])
    const before = await adapter.house.store.load(talker.conversation)
    if (!before) throw new Error('The conversation is gone')
    const openField = (before.state.snapshot as { context: { field: string | null } }).context.field
    const offered = lastReplies.flatMap(({ choices = [] }) => choices)
    const done = await asHere(adapter, talker, {
      ...step,
      ...(step.press ? { press: pressed(step.press, offered) } : {}),
    })
    const seen = elsewhere ? await talker.hear(elsewhere) : await talker.act(done, { openField, lastReplies })
    const messages = await adapter.house.store.transcript(talker.conversation, seq)
    const replies = messages.flatMap(({ reply }) => (reply ? [reply] : []))
    seq = messages.at(-1)?.seq ?? seq
    if (replies.length > 0) lastReplies = replies
    const wrong = [
      ...compareStep(step, await asWritten(adapter, talker, replies)),
      ...replies.flatMap((reply) => unseen(reply, seen)),
    ]
    problems.push(...wrong.map((problem) => `step ${index + 1}: ${problem}`))
  }
  return [...problems, ...(await endingOf(adapter, talker, transcript))]
}

/** What officers or the clock do in this step; the clock moves with it, so that no timer of the house comes before. */
function happeningElsewhere(
  adapter: Adapter,
  talker: Talker,
  { clock, officer, case: casework }: Transcript['talk'][number],
): (() => Promise<void>) | null {
  if (!officer && !casework) return null
  return async () => {
    if (clock) setClock(adapter, clock)
    if (officer) await answer(adapter, talker, officer)
    if (casework) await actOnCase(adapter.house, talker.conversation, casework)
  }
}

/** Puts the folder in force, with or without an amendment, unless it is. */
async function publish(
  { house }: Adapter,
  folder: string,
  changes: Transcript['amendment'] | [],
): Promise<void> {
  const read = await folderOf(folder, changes)
  if (house.libraries.find(read.programme.id)?.programme.hash === read.hash) return
  const { store, libraries, clock } = house
  await publishProgramme(read, { programmes: store.programmes, libraries, clock })
}

function setClock({ house }: Adapter, instant: string): void {
  house.clock.now = () => new Date(instant)
}

const EMAIL = 'golden@desk.test'

/** One officer answers whatever is asked of any programme; without `officers` nobody does. */
async function staff({ house }: Adapter, officers: boolean): Promise<void> {
  const { accounts } = house.desk
  const known = await house.store.officers.findByEmail(EMAIL)
  if (known) return void (await accounts.change(known.id, { active: officers }, OPERATOR))
  if (!officers) return
  const grants = [{ role: 'contact' as const, programmeId: null, contact: null }]
  await accounts.add({ name: 'TEST', email: EMAIL, locale: 'zh-CN', grants }, OPERATOR)
}

/** What is said with the numbers that enquiries have here instead of those of a transcript, `TEST-1` being the first. */
async function asHere(
  { house }: Adapter,
  { conversation }: Talker,
  step: Transcript['talk'][number],
): Promise<Transcript['talk'][number]> {
  if (!step.you?.includes('TEST-')) return step
  const asked = (await house.store.enquiries.ofConversations([conversation])).reverse()
  const you = step.you.replace(/TEST-(\d+)/g, (written, place) => asked[place - 1]?.number ?? written)
  return { ...step, you }
}

/** The officer answers what was asked here last. */
async function answer({ house }: Adapter, { conversation }: Talker, text: string): Promise<void> {
  const officer = await house.store.officers.findByEmail(EMAIL)
  const [newest] = await house.store.enquiries.ofConversations([conversation])
  if (!officer || !newest) throw new Error('nobody asked, or nobody answers')
  await house.enquiries.act(
    officer,
    newest.id,
    { type: 'answer', text, files: [] },
    { key: house.ids.next() },
  )
}

/** The draft as the transcript has it before the talk. */
async function give(
  { house }: Adapter,
  { conversation }: Talker,
  transcript: Transcript,
  folder: string,
): Promise<void> {
  if (Object.keys(transcript.given).length === 0) return
  const library = await libraryOf(folder)
  const { draft } = replay(library, { ...transcript, talk: [{ clock: transcript.clock }], ends: undefined })
  const { version = 0, state } = (await house.store.load(conversation)) ?? {}
  const id = house.ids.next()
  const given = {
    draft: { ...draft, id },
    code: house.ids.code(),
    isNew: true,
    revisionBefore: 0,
    events: [],
  }
  const turn = turnOf(conversation, version, 'given', {
    draft: given,
    replies: [],
    said: null,
    ...(state ? { state } : {}),
  })
  expect(await house.store.commit(turn)).toEqual({ type: 'committed' })
}

/** What of a reply cannot be seen on the channel. */
function unseen({ text, choices = [] }: Reply, seen: string): string[] {
  const bare = (words: string) => words.replace(/\s/g, '')
  const all = bare(seen)
  const wanted = [text, ...choices.map(({ label }) => label)]
  return wanted.filter((words) => !all.includes(bare(words))).map((words) => `cannot be seen: ${words}`)
}

/** The replies with the codes and numbers that a transcript is written with. */
async function asWritten({ house }: Adapter, { conversation }: Talker, replies: Reply[]): Promise<Reply[]> {
  const stored = await house.store.load(conversation)
  const submissions = stored?.draft ? await house.store.submissions.history(stored.draft.id) : []
  const names = new Map(submissions.map(({ number }, i) => [number, String(i + 1)]))
  if (stored?.draft) names.set(stored.draft.code, 'TEST-CODE')
  const written = (text: string) =>
    [...names].reduce((words, [real, name]) => words.replaceAll(real, name), text)
  return replies.map((reply) => ({ ...reply, text: written(reply.text) }))
}

async function endingOf(
  { house }: Adapter,
  { conversation }: Talker,
  { ends }: Transcript,
): Promise<string[]> {
  const stored = await house.store.load(conversation)
  const problems = Object.entries(ends?.draft ?? {})
    .filter(([field, value]) => !isDeepStrictEqual(stored?.draft?.entries[field]?.value ?? null, value))
    .map(([field]) => `ends with ${field} = ${JSON.stringify(stored?.draft?.entries[field] ?? null)}`)
  const submitted = stored?.draft?.submission !== undefined
  if (ends?.submitted !== undefined && ends.submitted !== submitted)
    problems.push(`ends submitted: ${submitted}`)
  return problems
}

describe.each(Object.entries(adapters))('golden conversations on %s', (_name, open) => {
  let adapter: Adapter
  beforeAll(async () => {
    adapter = await open()
  }, 60_000)
  afterAll(() => adapter.close())

  it.each(golden)('$folder: $title', async ({ file, folder }) => {
    const transcript = parseTranscript(await readFile(file, 'utf8'))
    expect(await hold(adapter, transcript, folder)).toEqual([])
  })
})
