/** Which rights can be given at all. */
import type { Grant } from '../../enquiry/policy.ts'
import type { Programme } from '../../programme/schema.ts'
import type { Libraries } from '../libraries.ts'

/**
 * True for a right of programmes, lines, bodies and areas that there are. Whoever recommends stands for one body of one
 * programme; the authority is that of one programme, of all of it or of one area.
 */
export function isPossible(grant: Grant, libraries: Pick<Libraries, 'ids' | 'find'>): boolean {
  const { role, programmeId } = grant
  const ids = programmeId === null ? libraries.ids() : [programmeId]
  const programmes = ids.flatMap((id) => libraries.find(id)?.programme ?? [])
  if (programmes.length < ids.length) return false
  if ((role === 'recommender' || role === 'authority') && programmeId === null) return false
  return (
    isLine(grant, programmes) &&
    isKnown(grant.body, role === 'recommender', () => bodiesOf(programmes)) &&
    isKnown(grant.area, role === 'authority', () => areasOf(programmes)) &&
    (role !== 'recommender' || grant.body != null)
  )
}

const isLine = ({ role, contact }: Grant, programmes: readonly Programme[]): boolean =>
  isKnown(contact, role === 'contact', () =>
    programmes.flatMap(({ contacts }) => contacts.contacts.map(({ id }) => id)),
  )

/** Nothing is named, or something that this role can have and that there is. */
const isKnown = (named: string | null | undefined, may: boolean, known: () => string[]): boolean =>
  named == null || (may && known().includes(named))

const bodiesOf = (programmes: readonly Programme[]): string[] =>
  // with one tier only, nobody recommends
  programmes.flatMap(({ recommenders, tiers }) => (tiers.length > 1 ? recommenders.map(({ id }) => id) : []))

const areasOf = (programmes: readonly Programme[]): string[] =>
  programmes.flatMap(({ areas }) => areas.map(({ id }) => id))
