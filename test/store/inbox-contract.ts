/** What every home of the store promises of the officers' lists, their search and their report. */

import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { Filter, Scope } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import { listEnquiries } from '../../src/store/enquiry-lists.ts'
import { ask, changeOf, enrol, entryOf, later, next } from '../rigs/kept-enquiries.ts'
import { manyEnquiries, WORDS } from '../rigs/many-enquiries.ts'
import { AT } from '../rigs/turns.ts'

const PAGE = { limit: 100 }
const ALL_TIME = { from: later(-10_000), until: later(10_000), timezone: 'Asia/Shanghai' }

/** Declares the promises for the store that `open` opens. */
export function inboxContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  const leadOf = (...ids: string[]): Scope => ({
    officerId: v7(),
    programmes: ids.map((id) => ({ id, lines: null })),
  })
  const listed = async (scope: Scope, filter: Filter = {}) =>
    (await store.enquiries.list(scope, filter, PAGE)).map(({ id }) => id)

  test('shows an officer the own lines, what is held or stood in for, and nothing else', async () => {
    const [p, q] = [v7(), v7()]
    const [me, other] = [await enrol(store), await enrol(store)]
    const north = await ask(store, { programmeId: p, contact: 'north', lastAt: later(1) })
    const held = await ask(store, { programmeId: p, contact: 'south', holderId: me, lastAt: later(2) })
    const helped = await ask(store, { programmeId: p, contact: null, deputyId: me, lastAt: later(3) })
    const south = await ask(store, { programmeId: p, contact: 'south', holderId: other, lastAt: later(4) })
    const nowhere = await ask(store, { programmeId: p, contact: null, lastAt: later(5) })
    const elsewhere = await ask(store, { programmeId: q, contact: 'north', holderId: me, lastAt: later(6) })
    const seen = (programmes: Scope['programmes'], filter?: Filter) =>
      listed({ officerId: me, programmes }, filter)
    const everythingOfP = [nowhere, south, helped, held, north].map(({ id }) => id)
    expect(await seen([{ id: p, lines: ['north'] }])).toEqual([helped, held, north].map(({ id }) => id))
    expect(await seen([{ id: p, lines: [] }])).toEqual([helped, held].map(({ id }) => id))
    expect(await seen([{ id: p, lines: null }])).toEqual(everythingOfP)
    expect(await seen([])).toEqual([])
    expect(
      await seen([
        { id: q, lines: [] },
        { id: p, lines: ['south'] },
      ]),
    ).toEqual([elsewhere, south, helped, held].map(({ id }) => id))
    expect(await seen([{ id: '*', lines: null }], { programmeId: p })).toEqual(everythingOfP)
    expect(await seen([{ id: '*', lines: ['north'] }], { programmeId: q })).toEqual([elsewhere.id])
    expect(await seen([{ id: p, lines: null }], { programmeId: q })).toEqual([])
    const counts = await store.enquiries.counts(
      { officerId: me, programmes: [{ id: p, lines: ['north'] }] },
      {},
      AT,
    )
    expect(counts).toEqual({ open: 3, late: 0, mine: 1, unheld: 2, answered: 0, closed: 0 })
    expect(await store.enquiries.counts({ officerId: me, programmes: [] }, {}, AT)).toMatchObject({ open: 0 })
  })

  test('filters by status, line, holder, lateness and date, and counts whatever of these is chosen', async () => {
    const programmeId = v7()
    const holderId = await enrol(store)
    const at = (hours: number) => ({ programmeId, askedAt: later(hours), lastAt: later(hours) })
    const late = await ask(store, { ...at(0), dueAt: later(2), holderId })
    const open = await ask(store, { ...at(1), dueAt: later(9), contact: 'south' })
    const answered = await ask(store, { ...at(2), status: 'answered', dueAt: null, holderId })
    const closed = await ask(store, { ...at(3), status: 'closed', dueAt: null })
    const scope = { ...leadOf(programmeId), officerId: holderId }
    const names = new Map(
      [late, open, answered, closed].map(({ id }, at) => [id, 'late open answered closed'.split(' ')[at]]),
    )
    const shown = async (filter: Filter) => (await listed(scope, filter)).map((id) => names.get(id))
    expect(await shown({ status: ['answered', 'closed'] })).toEqual(['closed', 'answered'])
    expect(await shown({ contact: 'south' })).toEqual(['open'])
    expect(await shown({ holder: holderId })).toEqual(['answered', 'late'])
    expect(await shown({ holder: 'none' })).toEqual(['closed', 'open'])
    expect(await shown({ holder: "' OR true --" })).toEqual([])
    expect(await shown({ lateAt: later(3) })).toEqual(['late'])
    expect(await shown({ lateAt: later(2) })).toEqual([])
    expect(await shown({ askedFrom: later(1), askedUntil: later(3) })).toEqual(['answered', 'open'])
    const counts = { open: 2, late: 1, mine: 1, unheld: 1, answered: 1, closed: 1 }
    expect(await store.enquiries.counts(scope, { status: ['closed'], holder: 'none' }, later(3))).toEqual(
      counts,
    )
    expect(await store.enquiries.counts(scope, { contact: 'south' }, later(3))).toMatchObject({
      open: 1,
      closed: 0,
    })
    expect((await store.enquiries.heldBy(holderId, 10)).map(({ id }) => id)).toEqual([late.id])
    const questions = await store.enquiries.openQuestions(programmeId, 10)
    expect(questions.map(({ id }) => id)).toEqual([open.id, late.id])
  })

  test('pages on where it stopped while new ones come and old ones move to the top', async () => {
    const programmeId = v7()
    const scope = leadOf(programmeId)
    const made: Enquiry[] = []
    // four of each instant, so that a page ends between equals
    for (let n = 0; n < 24; n++)
      made.push(await ask(store, { programmeId, lastAt: later(Math.floor(n / 4)) }))
    const seen: string[] = []
    let after: { lastAt: Date; id: string } | undefined
    for (let round = 0; round < 20; round++) {
      const page = await store.enquiries.list(scope, {}, { limit: 5, ...(after ? { after } : {}) })
      seen.push(...page.map(({ id }) => id))
      after = page.at(-1)
      if (!after) break
      await ask(store, { programmeId, lastAt: later(100 + round) })
      // a row that was seen already is answered, and moves to the top
      const first = made.at(-1) as Enquiry
      if (round === 0) await store.enquiries.write(changeOf([next(first, { lastAt: later(200) })]))
    }
    expect(new Set(seen).size).toBe(24)
    expect(seen.toSorted()).toEqual(made.map(({ id }) => id).toSorted())
  })

  test('finds words anywhere in number, question and thread, notes too, as the thread grows', async () => {
    const programmeId = v7()
    const scope = leadOf(programmeId)
    const number = `ZX-2021-0007-${programmeId.slice(-6)}`
    const enquiry = await ask(store, { programmeId, number, question: '研發費用怎麼算？' })
    await ask(store, { programmeId, question: 'What is %_ for?' })
    const found = async (words: string) => (await listed(scope, { words })).length
    for (const words of ['研发', '研發', '费', '0007', number, '研发 0007', '２０２１'])
      expect(await found(words), words).toBe(1)
    for (const words of ['发研', '0008', '研%用', '研发 审计', "'", '\\', '\0'])
      expect(await found(words), words).toBe(0)
    expect([await found('%'), await found('_'), await found('%_'), await found('')]).toEqual([1, 1, 1, 2])
    const note = entryOf(enquiry, { kind: 'note', by: 'officer', text: '见审计报告 Annex B' })
    await store.enquiries.write(changeOf([next(enquiry)], { entries: [note] }))
    for (const words of ['审计', 'annex b', '研发 审计报告']) expect(await found(words), words).toBe(1)
    expect(await store.enquiries.counts(scope, { words: '审计' }, AT)).toMatchObject({ open: 1 })
  })

  test('tallies what was asked, answered, kept and how fast, by line, month and day of the zone', async () => {
    const programmeId = v7()
    const minutes = (n: number) => new Date(AT.getTime() + n * 60_000)
    const answeredAt = (at: number, more: Partial<Enquiry> = {}) =>
      ask(store, { programmeId, status: 'answered', firstAnswerAt: minutes(at), firstAnswerIn: at, ...more })
    await answeredAt(60, { stars: 5 })
    await answeredAt(120, { stars: 2 })
    // eight hours were promised
    await answeredAt(500)
    const open = await ask(store, { programmeId, contact: 'south' })
    // late at night in London is the next month in Shanghai
    const midnight = new Date('2021-04-30T16:30:00Z')
    await ask(store, { programmeId, contact: null, askedAt: midnight })
    // asked again in time, and answered within the second promise
    const again = await ask(store, { programmeId, contact: 'west' })
    const line = (kind: 'followed-up' | 'answered', at: number, dueAt?: Date) =>
      entryOf(again, { kind, at: minutes(at), data: dueAt ? { dueAt: dueAt.toISOString() } : {} })
    const answer = { status: 'answered' as const, firstAnswerAt: minutes(600), firstAnswerIn: 600 }
    await store.enquiries.write(
      changeOf([next(again, answer)], {
        entries: [line('followed-up', 300, minutes(900)), line('answered', 600)],
      }),
    )
    // asked again after the promise was broken: that does not heal it
    const broken = await ask(store, { programmeId, contact: 'west' })
    const more = { ...line('followed-up', 481, minutes(900)), id: v7(), enquiryId: broken.id }
    await store.enquiries.write(changeOf([next(broken, answer)], { entries: [more] }))
    const span = { ...ALL_TIME, programmeId }
    const { lines, months, days } = await store.enquiries.tallies(leadOf(programmeId), span)
    expect(lines).toEqual([
      { key: '', asked: 1, answered: 0, kept: 0, medianMinutes: null, stars: null },
      { key: 'north', asked: 3, answered: 3, kept: 2, medianMinutes: 120, stars: 3.5 },
      { key: 'south', asked: 1, answered: 0, kept: 0, medianMinutes: null, stars: null },
      { key: 'west', asked: 2, answered: 2, kept: 1, medianMinutes: 600, stars: null },
    ])
    expect(months.map(({ key, asked, kept }) => [key, asked, kept])).toEqual([
      ['2021-04', 6, 3],
      ['2021-05', 1, 0],
    ])
    expect(months[0]?.medianMinutes).toBe(500)
    expect(days.map(({ key }) => key)).toEqual(['2021-04-12', '2021-05-01'])
    const south = { officerId: v7(), programmes: [{ id: programmeId, lines: ['south'] }] }
    expect((await store.enquiries.tallies(south, span)).lines.map(({ key }) => key)).toEqual(['south'])
    const earlier = { ...span, until: AT }
    expect((await store.enquiries.tallies(leadOf(programmeId), earlier)).lines).toEqual([])
    expect(open.status).toBe('open')
  })

  describe('with thousands of them', () => {
    let lead: Scope
    beforeAll(async () => {
      const { lead: officerId } = await manyEnquiries(store, 4_203)
      lead = { officerId, programmes: [{ id: 'busy', lines: null }] }
    }, 60_000)

    test('reads the rows of a report oldest first, each once, a batch at a time', async () => {
      const sizes: number[] = []
      const read: Enquiry[] = []
      for await (const batch of store.enquiries.rows(lead, ALL_TIME)) {
        sizes.push(batch.length)
        read.push(...batch)
      }
      expect(sizes).toEqual([500, 500, 500, 500, 500, 500, 500, 500, 203])
      expect(new Set(read.map(({ id }) => id)).size).toBe(4_203)
      const times = read.map(({ askedAt }) => askedAt.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    })

    test.each([
      ['the newest', {}, 'enquiry_programme_id_last_at_id_idx'],
      ['the newest of a common word', { words: WORDS.common }, 'enquiry_programme_id_last_at_id_idx'],
      ['those of a rare word', { words: WORDS.rare }, 'enquiry_grams_grams_idx'],
      ['the one of a number', { words: '000777' }, 'enquiry_grams_grams_idx'],
      ['those of one line', { contact: 'green' }, 'enquiry_programme_id_contact_last_at_id_idx'],
    ] as [string, Filter, string][])('goes to %s by an index', async (_what, filter, index) => {
      const plan = await planOf((pool) => listEnquiries(pool, lead, filter, { limit: 20 }))
      expect(plan).toContain(index)
      expect(plan).not.toContain('Seq Scan')
    })

    /** How the database goes about the one query of this work. */
    async function planOf(work: (pool: pg.Pool) => Promise<unknown>): Promise<string> {
      const plans: string[] = []
      const query = async (sql: string, values: unknown[]) => {
        const { rows } = await store.queue.executeSql(`EXPLAIN ${sql}`, values)
        plans.push(rows.map((row) => (row as Record<string, string>)['QUERY PLAN']).join('\n'))
        return { rows: [] }
      }
      await work({ query } as unknown as pg.Pool)
      return plans.join('\n')
    }
  })
}
