/** Who may see and do what with applications and projects: the one place that decides it. Pure; tested for every role and row. */

/** A right, as far as cases go; other roles give none. */
interface Grant {
  role: string
  /** null: every programme */
  programmeId: string | null
  /** of a recommender: the body that it stands for */
  body?: string | null | undefined
  /** of the authority: only cases of this area; null: every area */
  area?: string | null | undefined
}

/** An officer as far as rights go. */
export interface CaseOfficer {
  id: string
  active: boolean
  grants: readonly Grant[]
}

/** A case as far as rights go. */
export interface CaseRow {
  programmeId: string
  body: string | null
  areas: readonly string[]
  state: string
}

/** What is done with many cases at once, or with none. */
export type CaseworkAction =
  /** lists, the bundle and the summary sheet, as far as one sees the rows */
  | 'export'
  | 'pre-screen'
  /** board, register, lists of the approved and of those put forward, archive */
  | 'oversee'

/**
 * The role in which this officer meets a case; null: it is as if it were not there. Whoever has both is the authority.
 * What the applicant took back is nobody's to read.
 */
export function roleOn(officer: CaseOfficer, row: CaseRow): 'recommender' | 'authority' | null {
  if (!officer.active || row.state === 'recalled' || row.state === 'draft') return null
  const held = officer.grants.filter((grant) => covers(grant, row.programmeId))
  if (held.some((grant) => isAuthority(grant) && (grant.area == null || row.areas.includes(grant.area))))
    return 'authority'
  const stands = held.some(({ role, body }) => role === 'recommender' && body != null && body === row.body)
  return stands ? 'recommender' : null
}

/** True where one of the officer's grants covers it in this programme. */
export function mayOversee(officer: CaseOfficer, action: CaseworkAction, programmeId: string): boolean {
  if (!officer.active) return false
  return officer.grants.some(
    (grant) =>
      covers(grant, programmeId) &&
      (isAuthority(grant) || (action !== 'oversee' && grant.role === 'recommender' && grant.body != null)),
  )
}

/** The tier as which an officer acts: the authority as the last, a recommender as the one whose turn it is, else the first. */
export function tierOn(
  role: 'recommender' | 'authority',
  tiers: readonly string[],
  turn: number,
): string | null {
  if (role === 'authority') return tiers.at(-1) ?? null
  const own = turn < tiers.length - 1 ? turn : 0
  return tiers.length > 1 ? (tiers[own] ?? null) : null
}

const isAuthority = ({ role }: Grant): boolean => role === 'authority'
const covers = (grant: Grant, programmeId: string): boolean =>
  grant.programmeId === null || grant.programmeId === programmeId
