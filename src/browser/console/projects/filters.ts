import { query } from '../data/client.ts'
import { PROJECT_PHASES } from './stages.ts'

/** What the register shows, as it stands in the address. */
export interface Filters {
  view: View
  programme: string
  /** one state alone, within any view */
  state: string
  body: string
  area: string
  /** ends within so many days */
  within: string
  q: string
}

export const VIEWS = ['all', 'mine', 'going', 'asking', 'accepting', 'accepted', 'stopped'] as const
export type View = (typeof VIEWS)[number]

const statesOf = (view: View): string[] => PROJECT_PHASES.find(({ name }) => name === view)?.states ?? []

/** Spans that one looks ahead by, in days. */
export const SPANS = ['7', '30', '90', '180']

const OTHERS = ['programme', 'state', 'body', 'area', 'within', 'q'] as const

export function filtersOf(search: URLSearchParams): Filters {
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'all'
  const others = Object.fromEntries(OTHERS.map((key) => [key, search.get(key) ?? '']))
  return { view, ...others } as Filters
}

/** The address of the register with these filters. */
export const addressOf = ({ view, ...others }: Partial<Filters>) =>
  `/projects${query({ view: view === 'all' ? undefined : view, ...others })}`

/** What the lists and the workbooks are asked for. */
export const askedOf = (programme: string, { view, state, body, area, within, q }: Filters) =>
  query({
    programme,
    state: state || statesOf(view).join(','),
    holder: view === 'mine' ? 'me' : '',
    endsWithin: within,
    ...{ body, area, q },
  })

/** How many of a view there are; unknown for what counts by whoever looks. */
export function countOf(view: View, counts: { state: string; count: number }[] | undefined) {
  if (view === 'mine' || !counts) return undefined
  const states = statesOf(view)
  return counts
    .filter(({ state }) => states.length === 0 || states.includes(state))
    .reduce((sum, { count }) => sum + count, 0)
}

/** How many filters are set besides view and search. */
export const setOnes = ({ state, body, area, within }: Filters) =>
  [state, body, area, within].filter(Boolean).length
