/** Thousands of applications: every list is whole, the board adds up, and a page is read along an index. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { roleOn } from '../../../src/casework/policy.ts'
import { caseQuerySchema } from '../../../src/contract/cases.ts'
import type { Store } from '../../../src/ports/store.ts'
import { readLocales } from '../../../src/read-locales.ts'
import { readBoard } from '../../../src/service/cases/board.ts'
import { caseScopeOf } from '../../../src/service/cases/case-scope.ts'
import { listApplications, listProjects } from '../../../src/service/cases/list-cases.ts'
import { readApplication } from '../../../src/service/cases/read-application.ts'
import type { ReadDeps, Reader } from '../../../src/service/cases/seen-case.ts'
import { Libraries } from '../../../src/service/libraries.ts'
import { statementOf, TABLES } from '../../../src/store/case-lists.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { dataDirs } from '../../rigs/data-dir.ts'
import { MANY_AT, manyCases, officerWith, WORDS } from '../../rigs/many-cases.ts'
import { pilot } from '../../rigs/office.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-many-'))
const COUNT = 3_000
const BODY = 'district-huangpu'
let store: Store
let deps: ReadDeps
let bureau: Reader
let body: Reader
let area: Reader

beforeAll(async () => {
  store = await openStore({ dataDir: (await dataDirs(root))('many') })
  await manyCases(store, pilot, COUNT)
  const libraries = new Libraries(await readLocales(), store.programmes)
  libraries.add(pilot)
  const sealer = { checkCode: () => 'CODE', hash: (text: string) => text }
  deps = { store, libraries, sealer, clock: { now: () => MANY_AT } }
  bureau = await officerWith(store, { role: 'authority' })
  body = await officerWith(store, { role: 'recommender', body: BODY })
  area = await officerWith(store, { role: 'authority', area: 'public-services' })
})
afterAll(async () => {
  await store?.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const asked = (query: Record<string, string> = {}) => caseQuerySchema.parse({ programme: pilot.id, ...query })

/** Every row of a list, page by page. */
async function walk(reader: Reader, query: Record<string, string>) {
  const rows: Awaited<ReturnType<typeof listApplications>>['items'] = []
  let after: string | null = null
  do {
    const page = await listApplications(
      reader,
      asked({ limit: '100', ...query, ...(after ? { after } : {}) }),
      deps,
    )
    rows.push(...page.items)
    after = page.next
  } while (after !== null)
  return rows
}

describe('with thousands of applications', () => {
  test('pages hold every application once, newest first, as many as the tabs say', async () => {
    for (const reader of [bureau, body, area]) {
      const rows = await walk(reader, {})
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
      const times = rows.map(({ lastAt }) => lastAt)
      expect(times).toEqual(times.toSorted().toReversed())
      const { counts } = await listApplications(reader, asked(), deps)
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
      for (const { state, programmeId, body: of, areas } of rows) {
        const row = { programmeId, state, body: of?.id ?? null, areas: areas.map(({ id }) => id) }
        expect(roleOn(reader, row)).not.toBeNull()
      }
    }
    expect((await walk(bureau, {})).length).toBe(COUNT - (COUNT * 5) / 100)
  })

  test('my turn is what this officer may act on, beside what is nobody’s turn', async () => {
    const rows = await walk(body, { holder: 'me' })
    expect(rows.length).toBeGreaterThan(0)
    for (const { state, may } of rows)
      expect([state, may.includes('recommend')]).toEqual(['recommending', true])
    const waiting = await walk(bureau, { holder: 'me' })
    for (const { state, may } of waiting) expect([state, may.includes('approve')]).toEqual(['deciding', true])
    const { counts } = await listApplications(bureau, asked(), deps)
    expect(waiting).toHaveLength(counts.find(({ state }) => state === 'deciding')?.count ?? 0)
  })

  test('search finds what is said, and nothing else', async () => {
    expect(await walk(bureau, { q: '量子纠缠' })).toEqual([])
    expect((await walk(bureau, { q: WORDS.once })).map(({ title }) => title)).toEqual([
      expect.stringContaining(WORDS.once),
    ])
    const rare = await walk(bureau, { q: `${WORDS.rare} ${WORDS.common}` })
    expect(rare.length).toBeGreaterThan(10)
    for (const { title } of rare) expect(title).toContain(WORDS.rare)
    expect((await walk(bureau, { q: 'shbz-2021-00778' })).map(({ number }) => number)).toEqual([
      'SHBZ-2021-00778',
    ])
  })

  test('the board adds up to the lists', async () => {
    for (const reader of [bureau, area]) {
      const board = await readBoard(reader, pilot.id, deps)
      const { counts } = await listApplications(reader, asked(), deps)
      expect(board.applications).toEqual(counts)
      expect(board.projects).toEqual((await listProjects(reader, asked(), deps)).counts)
      const overdue = await walk(reader, { overdue: 'true' })
      expect(board.overdueReturns).toBe(overdue.length)
      expect(overdue.length).toBeGreaterThan(0)
      for (const { due, state } of overdue) expect([state, due?.over]).toEqual(['returned', true])
      const since = board.waiting.map((one) => one.since)
      expect(since).toEqual(since.toSorted())
      const ends = board.ending.map(({ endsOn }) => endsOn)
      expect(ends).toEqual(ends.toSorted())
      expect(ends).toHaveLength(10)
    }
    const whole = await readBoard(bureau, pilot.id, deps)
    const filed = whole.bodies.flatMap(({ counts }) =>
      Object.entries(counts).flatMap(([state, count]) => (state.startsWith('project:') ? [] : [count])),
    )
    expect(filed.reduce((sum, count) => sum + count, 0)).toBe(
      whole.applications.reduce((sum, { count }) => sum + count, 0),
    )
  })

  test('one of them reads as if it were the only one', async () => {
    const [row] = await walk(body, { holder: 'me' })
    const view = await readApplication(body, row?.id ?? '', undefined, deps)
    const answers = view.sections.flatMap((section) => section.answers)
    expect(answers.find(({ field }) => field === 'org_name')?.value).toBe(row?.applicant)
    expect(view.checks.filter(({ found }) => found === 'unmet')).toEqual([])
    expect(view.checks.find(({ item }) => item === 'paper:copies')?.found).toBe('unknown')
  })

  test('a page of every officer is read along an index, and no further than the page', async () => {
    const [last] = await store.cases.applications(
      caseScopeOf(bureau),
      { programmeId: pilot.id },
      { limit: 1 },
    )
    const pages = [
      { reader: bureau, filter: {} },
      { reader: bureau, filter: { states: ['deciding'] } },
      { reader: body, filter: {} },
    ]
    for (const { reader, filter } of pages) {
      const sought = { scope: caseScopeOf(reader), filter: { programmeId: pilot.id, ...filter } }
      const page = { limit: 51, ...(last ? { after: { lastAt: last.lastAt, id: last.id } } : {}) }
      const { text, values } = statementOf(TABLES.application, sought, page)
      const { rows } = await store.queue.executeSql(`EXPLAIN ${text}`, values)
      const plan = rows.map((row) => Object.values(row as object)[0]).join('\n')
      expect(plan).toContain('application_programme_id_')
      expect(plan).not.toContain('Seq Scan')
    }
  })
})
