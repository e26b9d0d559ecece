/** The checker of the kill rounds finds what it is there to find: a true history with something broken on purpose. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Transcript } from '../../src/contract/conversation.ts'
import type { Library } from '../../src/conversation/world.ts'
import { openEmbedded } from '../../src/store/database.ts'
import { inside } from '../rigs/applicant.ts'
import { fileBusily } from '../rigs/busy-applicant.ts'
import { type Fault, type History, judgeTranscript } from '../rigs/history.ts'
import { openHouse } from '../rigs/house.ts'
import { judgeStored, readStored, type Stored } from '../rigs/stored.ts'
import { fairWeather, stubbornApplicant } from '../rigs/stubborn-line.ts'

type Entry = Transcript['entries'][number]

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-consistency-'))
let library: Library
let history: History
let entries: Entry[]
let stored: Stored

beforeAll(async () => {
  const house = await openHouse({ dataDir })
  library = house.libraries.find() as Library
  const talk = await stubbornApplicant(fairWeather(inside(house)))
  // no asides; handed in, taken back and handed in again
  await fileBusily(talk.applicant, () => 0.6)
  history = talk.history
  entries = (await talk.applicant.transcript()).entries
  await house.close()
  const database = await openEmbedded(path.join(dataDir, 'db'))
  stored = (await readStored(database, history.id)) as Stored
  await database.close()
}, 60_000)
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))

const kinds = (faults: Fault[]) => [...new Set(faults.map(({ kind }) => kind))]

describe('a transcript', () => {
  const numbered = (lines: Entry[]): Entry[] => lines.map((entry, at) => ({ ...entry, seq: at + 1 }))
  const judge = (lines: Entry[], known = history) => kinds(judgeTranscript(known, lines))
  /** the lines of the turn that begins with the nth line of the applicant, and what is before and behind */
  function around(nth: number): [Entry[], Entry[], Entry[]] {
    const starts = entries.flatMap(({ from }, at) => (from === 'you' ? [at] : []))
    const [first = 0, next = entries.length] = starts.slice(nth)
    return [entries.slice(0, first), entries.slice(first, next), entries.slice(next)]
  }
  const renamed = (lines: Entry[]): Entry[] =>
    lines.map(({ reply, ...rest }) => ({ ...rest, ...(reply ? { reply: { ...reply, id: 'another' } } : {}) }))

  test('is without fault as it is', () => {
    expect(history.sent.length).toBeGreaterThan(40)
    expect(judge(entries)).toEqual([])
  })
  test('that lost an activity is found out', () => {
    const [before, , after] = around(10)
    expect(judge(numbered([...before, ...after]))).toContain('lost')
  })
  test('that lost the last activity is found out', () => {
    const [before] = around(history.sent.length - 1)
    expect(judge(before)).toContain('lost')
  })
  test('that took an activity twice is found out', () => {
    const [before, turn, after] = around(10)
    expect(judge(numbered([...before, ...turn, ...renamed(turn), ...after]))).toEqual(['doubled'])
  })
  test('that took the last activity twice is found out', () => {
    const [before, turn] = around(history.sent.length - 1)
    expect(judge(numbered([...before, ...turn, ...renamed(turn)]))).toEqual(['doubled'])
  })
  test('in another order is found out', () => {
    const [before, turn, after] = around(10)
    const more = after.findIndex(({ from }, at) => at > 0 && from === 'you')
    const swapped = [...before, ...after.slice(0, more), ...turn, ...after.slice(more)]
    expect(judge(numbered(swapped))).toContain('reordered')
  })
  test('with a hole in its numbers is found out', () => {
    expect(judge(entries.map((entry) => (entry.seq > 9 ? { ...entry, seq: entry.seq + 1 } : entry)))).toEqual(
      ['hole'],
    )
  })
  test('with other words than those acknowledged is found out', () => {
    const said = entries.map((entry) => (entry.seq === 2 ? { ...entry, text: 'other' } : entry))
    expect(judge(said)).toContain('altered')
  })
  test('may show what is still on its way, once or not at all', () => {
    const sent = history.sent.map((one, at) =>
      at === history.sent.length - 1 ? { ...one, replies: null } : one,
    )
    const [before, turn] = around(sent.length - 1)
    expect(judge(entries, { ...history, sent })).toEqual([])
    expect(judge(before, { ...history, sent })).toEqual([])
    expect(judge(numbered([...before, ...turn, ...turn]), { ...history, sent })).toEqual(['doubled'])
  })
})

describe('a database', () => {
  const judge = async (change: (rows: Stored) => void = () => {}) => {
    const rows = structuredClone(stored)
    change(rows)
    return kinds(await judgeStored(history, rows, library))
  }
  const draftOf = ({ draft }: Stored) => draft as NonNullable<Stored['draft']>

  test('is without fault as it is', async () => {
    expect(draftOf(stored).submissions).toHaveLength(2)
    expect(await judgeStored(history, stored, library)).toEqual([])
  })
  test('without the conversation is found out', async () => {
    expect(kinds(await judgeStored(history, null, library))).toEqual(['lost'])
  })
  test('that lost an activity is found out', async () => {
    expect(await judge(({ activities }) => void activities.splice(10, 1))).toContain('lost')
  })
  test('that received an activity and never took it is found out', async () => {
    expect(
      await judge(({ activities }) => void Object.assign(activities[10] ?? {}, { takenAt: null })),
    ).toContain('lost')
  })
  test('that took an activity twice is found out', async () => {
    expect(await judge(({ activities }) => void activities.push({ ...activities[10] } as never))).toContain(
      'doubled',
    )
  })
  test('with activities in another order is found out', async () => {
    const swapped = await judge(
      ({ activities }) => void activities.splice(10, 2, ...activities.slice(10, 12).reverse()),
    )
    expect(swapped).toContain('reordered')
  })
  test('with a line too many is found out', async () => {
    expect(await judge(({ messages }) => void messages.push({ ...messages[3] } as never))).toContain('hole')
  })
  test('whose draft lost an answer, or holds another one, is found out', async () => {
    expect(await judge((rows) => delete (draftOf(rows).entries as Record<string, unknown>).staff)).toEqual([
      'altered',
    ])
    const other = await judge((rows) =>
      Object.assign(draftOf(rows).entries as object, { staff: { value: 4 } }),
    )
    expect(other).toEqual(['altered'])
  })
  test('whose draft skipped a revision is found out', async () => {
    expect(await judge((rows) => void draftOf(rows).revision++)).toEqual(['altered'])
  })
  test('with a change of the draft lost, doubled or out of order is found out', async () => {
    expect(await judge((rows) => void draftOf(rows).events.splice(5, 1))).toEqual(['altered'])
    expect(
      await judge((rows) => void draftOf(rows).events.splice(5, 0, draftOf(rows).events[5] as never)),
    ).toEqual(['altered'])
    expect(await judge((rows) => void draftOf(rows).events.reverse())).toEqual(['altered'])
  })
  test('with a submission doubled, lost or never taken back is found out', async () => {
    expect(
      await judge((rows) => void draftOf(rows).submissions.push(draftOf(rows).submissions[1] as never)),
    ).toEqual(['altered'])
    expect(await judge((rows) => void draftOf(rows).submissions.pop())).toEqual(['altered'])
    expect(
      await judge((rows) => Object.assign(draftOf(rows).submissions[0] ?? {}, { recalledAt: null })),
    ).toEqual(['altered'])
  })
  test('where the conversation stands elsewhere is found out', async () => {
    expect(
      await judge(({ conversation }) => void Object.assign(conversation.state as object, { locale: 'en' })),
    ).toEqual(['altered'])
  })
})
