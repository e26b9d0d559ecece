import { query } from '../data/client.ts'
import { addressOf } from '../projects/filters.ts'
import type { Phase } from '../projects/stages.ts'

export type Kind = 'application' | 'project'
/** What narrows a list beside its stages. */
export interface Narrow {
  body?: string
  area?: string
  overdue?: string
}

/** The list of those applications, or projects, that a figure counts. */
export function listOf(kind: Kind, programme: string, states: string[], narrow: Narrow = {}): string {
  const [first, ...others] = states
  const pile =
    first !== undefined && others.length === 0 ? { view: first } : { view: 'all', state: states.join(',') }
  if (kind === 'application') return `/applications${query({ ...pile, programme, ...narrow })}`
  const { body = '', area = '' } = narrow
  return addressOf({ programme, state: states.join(','), body, area })
}

/** How many of a bar are in one phase; projects are counted apart in the same bar. */
export const countIn = (counts: Record<string, number>, kind: Kind, { states }: Phase): number =>
  states.reduce((sum, state) => sum + (counts[kind === 'project' ? `project:${state}` : state] ?? 0), 0)
