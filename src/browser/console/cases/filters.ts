import { query } from '../data/client.ts'

/** What the list of applications shows, as it stands in the address. */
export interface Filters {
  view: View
  programme: string
  q: string
  body: string
  area: string
  /** states that no pile holds alone, comma-separated; of all */
  state: string
  overdue: boolean
}

/** The piles: what waits for this officer, then one of each state, then all. */
export const VIEWS = [
  'mine',
  'recommending',
  'returned',
  'deciding',
  'approved',
  'declined',
  'rejected',
  'withdrawn',
  'all',
] as const
export type View = (typeof VIEWS)[number]

export function filtersOf(search: URLSearchParams, programme: string): Filters {
  const of = (key: string) => search.get(key) ?? ''
  return {
    view: VIEWS.find((one) => one === of('view')) ?? 'mine',
    programme: of('programme') || programme,
    q: of('q'),
    body: of('body'),
    area: of('area'),
    state: of('state'),
    overdue: of('overdue') === 'true',
  }
}

const asked = ({ view, overdue, ...others }: Filters): Record<string, string | undefined> => ({
  ...others,
  overdue: overdue ? 'true' : undefined,
  ...(view === 'mine' ? { holder: 'me' } : view === 'all' ? {} : { state: view }),
})

/** The address of the list with these filters; the first programme needs no mention. */
export const addressOf = ({ view, overdue, programme, ...others }: Filters, first: string) =>
  `/applications${query({
    view: view === 'mine' ? undefined : view,
    ...others,
    programme: programme === first ? undefined : programme,
    overdue: overdue ? 'true' : undefined,
  })}`

/** What is asked of the server. */
export const listPath = (filters: Filters, after?: string) =>
  `/applications${query({ ...asked(filters), limit: '50', after })}`

/** Where what the list shows, or the chosen ones of it, can be fetched as a file. */
export const downloadAddress = (kind: 'zip' | 'xlsx', filters: Filters, chosen: string[] = []) =>
  `/api/desk/applications.${kind}${query(
    chosen.length > 0 ? { programme: filters.programme, ids: chosen.join(',') } : asked(filters),
  )}`

/** How many filters are set besides view and search. */
export const setOnes = ({ body, area, overdue }: Filters) => [body, area, overdue].filter(Boolean).length
