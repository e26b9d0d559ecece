/** Which applications and projects an officer may see, for lists: the same as casework/policy.ts says row by row. */
import type { CaseOfficer } from '../../casework/policy.ts'
import type { CaseScope } from '../../ports/cases.ts'

type Part = CaseScope['programmes'][number]

/** Everything the officer's grants open. */
export function caseScopeOf({ active, grants }: CaseOfficer): CaseScope {
  const programmes = (active ? grants : []).flatMap(({ role, programmeId, body, area }): Part[] => {
    const id = programmeId ?? '*'
    if (role === 'authority') return [{ id, bodies: null, areas: area == null ? null : [area] }]
    if (role === 'recommender' && body != null) return [{ id, bodies: [body], areas: null }]
    return []
  })
  return { programmes }
}

/** Of these, what waits for this officer to act: as a body in every tier but the last, as the authority in the last. */
export function ownTurnsOf(officer: CaseOfficer, tiers: readonly string[]): CaseScope {
  const last = tiers.slice(-1)
  const programmes = caseScopeOf(officer).programmes.map((part) => ({
    ...part,
    holders: part.bodies ? tiers.slice(0, -1) : last,
  }))
  return { programmes }
}
