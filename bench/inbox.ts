/** The officers' inbox with fifty thousand enquiries: lists, counts and search, in both homes. */
import type { Filter, Page, Scope } from '../src/ports/desk.ts'
import type { Store } from '../src/ports/store.ts'
import { MANY_AT, manyEnquiries, WORDS } from '../test/rigs/many-enquiries.ts'
import { inBothHomes } from './homes.ts'
import { medianOf, slowestOf } from './statistics.ts'
import type { Figure } from './table.ts'

const COUNT = 50_000
const BAR = { atMost: 300 }
const FILTERS: Record<string, Filter> = {
  'no words': {},
  'open ones': { status: ['open'] },
  'a common word': { words: WORDS.common },
  'two common words': { words: `${WORDS.common} 审计报告` },
  'a rare word': { words: WORDS.rare },
  'a number': { words: WORDS.once },
  'end of a number': { words: '000777' },
  'one character': { words: '章' },
  'no such word': { words: '量子纠缠' },
}

/** Medians of a page and of the counts, and the slowest of them. */
export const benchInbox = (): Promise<Figure[]> => inBothHomes(measured)

async function measured(home: string, store: Store): Promise<Figure[]> {
  const began = performance.now()
  const { contact, lead } = await manyEnquiries(store, COUNT)
  console.log(`${home}: ${COUNT} enquiries in ${Math.round((performance.now() - began) / 1000)} s`)
  const scopes: Record<string, Scope> = {
    'contact of one line': { officerId: contact, programmes: [{ id: 'busy', lines: ['green'] }] },
    'contact, nothing held': {
      officerId: '00000000-0000-7000-8000-000000000000',
      programmes: [{ id: 'busy', lines: ['green'] }],
    },
    lead: { officerId: lead, programmes: [{ id: 'busy', lines: null }] },
  }
  const figures: Figure[] = []
  for (const [who, scope] of Object.entries(scopes))
    for (const [what, filter] of Object.entries(FILTERS))
      figures.push(...(await figuresOf(`${home}, ${who}, ${what}`, store, scope, filter)))
  await store.close()
  return [...figures, slowestOf(home, figures, BAR)]
}

/** What one look at the inbox takes: a page and the counts beside it. */
async function figuresOf(what: string, store: Store, scope: Scope, filter: Filter): Promise<Figure[]> {
  const first: Page = { limit: 50 }
  const deep: Page = {
    ...first,
    after: {
      lastAt: new Date(MANY_AT.getTime() - 300 * 86_400_000),
      id: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
    },
  }
  const list = await medianOf(() => store.enquiries.list(scope, filter, first))
  const later = await medianOf(() => store.enquiries.list(scope, filter, deep))
  const counts = await medianOf(() => store.enquiries.counts(scope, filter, MANY_AT))
  return [
    { what: `${what}: first page`, value: list, unit: 'ms', bar: BAR },
    { what: `… a deep page`, value: later, unit: 'ms', bar: BAR },
    { what: `… counts`, value: counts, unit: 'ms', bar: BAR },
  ]
}
