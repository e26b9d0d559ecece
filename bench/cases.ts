/** The office's queues and its board with ten thousand applications, through the services, in both homes. */
import { caseQuerySchema } from '../src/contract/cases.ts'
import type { Store } from '../src/ports/store.ts'
import { readLocales } from '../src/read-locales.ts'
import { readBoard } from '../src/service/cases/board.ts'
import { listApplications, listProjects } from '../src/service/cases/list-cases.ts'
import { readApplication } from '../src/service/cases/read-application.ts'
import type { ReadDeps, Reader } from '../src/service/cases/seen-case.ts'
import { Libraries } from '../src/service/libraries.ts'
import { MANY_AT, manyCases, officerWith, WORDS } from '../test/rigs/many-cases.ts'
import { pilot } from '../test/rigs/office.ts'
import { inBothHomes } from './homes.ts'
import { medianOf, slowestOf } from './statistics.ts'
import type { Figure } from './table.ts'

const COUNT = 10_000
const BAR = { atMost: 300 }
const BODY = 'district-huangpu'

const QUERIES: Record<string, Record<string, string>> = {
  'no filter': {},
  'my turn': { holder: 'me' },
  'one state': { state: 'deciding' },
  'one body': { body: BODY },
  'one area': { area: 'public-services' },
  'one word in every title': { q: WORDS.common },
  'one word in few titles': { q: WORDS.rare },
  'no such word': { q: '量子纠缠' },
  'end of a number': { q: '07777' },
  overdue: { overdue: 'true' },
}

/** Medians of each, and the slowest of them. */
export const benchCases = (): Promise<Figure[]> => inBothHomes(measured)

async function measured(home: string, store: Store): Promise<Figure[]> {
  const began = performance.now()
  await manyCases(store, pilot, COUNT)
  console.log(`${home}: ${COUNT} applications in ${Math.round((performance.now() - began) / 1000)} s`)
  const libraries = new Libraries(await readLocales(), store.programmes)
  libraries.add(pilot)
  const sealer = { checkCode: () => 'CODE', hash: (text: string) => text }
  const deps: ReadDeps = { store, libraries, sealer, clock: { now: () => MANY_AT } }
  const readers: Record<string, Reader> = {
    bureau: await officerWith(store, { role: 'authority' }),
    'one body': await officerWith(store, { role: 'recommender', body: BODY }),
    'one area': await officerWith(store, { role: 'authority', area: 'public-services' }),
  }
  const figures: Figure[] = []
  for (const [who, reader] of Object.entries(readers))
    figures.push(...(await figuresOf(`${home}, ${who}`, reader, deps)))
  await store.close()
  return [...figures, slowestOf(home, figures, BAR)]
}

async function figuresOf(who: string, reader: Reader, deps: ReadDeps): Promise<Figure[]> {
  const figures: Figure[] = []
  const measure = async (what: string, work: () => Promise<unknown>) =>
    void figures.push({ what: `${who}, ${what}`, value: await medianOf(work), unit: 'ms', bar: BAR })
  for (const [what, query] of Object.entries(QUERIES)) {
    const asked = caseQuerySchema.parse({ programme: pilot.id, ...query })
    await measure(`${what}: page and counts`, () => listApplications(reader, asked, deps))
  }
  const first = caseQuerySchema.parse({ programme: pilot.id })
  const deep = { ...first, after: await hundredthPage(reader, deps) }
  if (deep.after) await measure('100th page', () => listApplications(reader, deep, deps))
  await measure('projects', () => listProjects(reader, first, deps))
  const ending = { ...first, endsWithin: 90 }
  await measure('projects that end soon', () => listProjects(reader, ending, deps))
  const [one] = (await listApplications(reader, first, deps)).items
  await measure('one application', () => readApplication(reader, one?.id ?? '', undefined, deps))
  if (reader.grants.some(({ role }) => role === 'authority'))
    await measure('board', () => readBoard(reader, pilot.id, deps))
  return figures
}

/** Where the hundredth page begins; undefined where there are fewer. */
async function hundredthPage(reader: Reader, deps: ReadDeps): Promise<string | undefined> {
  let after: string | undefined
  for (let page = 1; page < 100; page++) {
    const asked = caseQuerySchema.parse({ programme: pilot.id, ...(after ? { after } : {}) })
    const { next } = await listApplications(reader, asked, deps)
    if (next === null) return undefined
    after = next
  }
  return after
}
