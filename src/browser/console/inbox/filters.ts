import { query } from '../data/client.ts'

/** What the inbox shows, as it stands in the address. */
export interface Filters {
  view: View
  q: string
  programme: string
  contact: string
  holder: string
  from: string
  until: string
}

export const VIEWS = ['mine', 'open', 'late', 'unheld', 'answered', 'closed', 'all'] as const
export type View = (typeof VIEWS)[number]

/** view → what the server is asked for */
const ASKED: Record<View, Record<string, string>> = {
  mine: { status: 'open', holder: 'me' },
  open: { status: 'open' },
  late: { status: 'open', late: 'true' },
  unheld: { status: 'open', holder: 'none' },
  answered: { status: 'answered' },
  closed: { status: 'closed' },
  all: {},
}

const OTHERS = ['q', 'programme', 'contact', 'holder', 'from', 'until'] as const

export function filtersOf(search: URLSearchParams): Filters {
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'mine'
  const others = Object.fromEntries(OTHERS.map((key) => [key, search.get(key) ?? '']))
  return { view, ...others } as Filters
}

/** The address of the inbox with these filters. */
export const addressOf = ({ view, ...others }: Filters) =>
  `/${query({ view: view === 'mine' ? undefined : view, ...others })}`.replace(/^\/$/, '')

/** What is asked of the server; whose they are is the view's to say, unless somebody is chosen. */
export const listPath = ({ view, holder, ...others }: Filters, after?: string) =>
  `/enquiries${query({ ...ASKED[view], ...(holder ? { holder } : {}), ...others, limit: '50', after })}`

/** How many filters are set besides view and search. */
export const setOnes = (filters: Filters) =>
  [filters.programme, filters.contact, filters.holder, filters.from, filters.until].filter(Boolean).length
