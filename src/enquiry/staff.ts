/** Whom of the officers an enquiry goes to. Ties are broken by name, so that every node chooses the same. */
import type { Programme } from '../programme/schema.ts'
import type { Grant, Officer } from './policy.ts'

/** An officer as far as sharing out the work goes. */
export interface Colleague extends Officer {
  /** away from … until (not included); the deputy also stands in when a promise runs out */
  leave: { from: Date; until: Date; deputyId: string | null } | null
  /** open enquiries held */
  open: number
}

/** What decides who may be chosen. */
export interface Line {
  programmeId: string
  contact: string | null
}

/** Who holds it, and who may answer for the holder. */
export interface Placement {
  holderId: string | null
  deputyId: string | null
}

/**
 * Chooses who of the line takes it on: whoever is there and has the fewest open ones; when all are away, one with a
 * deputy who is there; else nobody.
 */
export function place(
  staff: readonly Colleague[],
  line: Line,
  now: Date,
  except: string | null = null,
): Placement {
  const team = teamOf(staff, line).filter(({ id }) => id !== except)
  const there = team.find((officer) => !isAway(officer, now))
  if (there) return { holderId: there.id, deputyId: null }
  const covered = team.map((officer) => ({
    holderId: officer.id,
    deputyId: standInOf(staff, officer, line.programmeId, now),
  }))
  return covered.find(({ deputyId }) => deputyId !== null) ?? { holderId: null, deputyId: null }
}

/** The holder stays where that can be; else it is placed afresh. */
export function keepOrPlace(
  staff: readonly Colleague[],
  line: Line & { holderId: string | null },
  now: Date,
): Placement {
  const holder = staff.find(({ id }) => id === line.holderId)
  if (!holder || !canHold(holder, line.programmeId)) return place(staff, line, now)
  if (!isAway(holder, now)) return { holderId: holder.id, deputyId: null }
  const deputyId = standInOf(staff, holder, line.programmeId, now)
  return deputyId ? { holderId: holder.id, deputyId } : place(staff, line, now, holder.id)
}

/** True while the officer has rights by which an enquiry of the programme can be held and answered. */
export function canHold(officer: Officer, programmeId: string): boolean {
  const works = ({ role }: Grant) => role === 'contact' || role === 'lead'
  return officer.active && officer.grants.some((grant) => works(grant) && covers(grant, programmeId))
}

/** Who of a programme's officers may hold and answer, and who of these is there. Ids. */
export interface Attendance {
  programmeId: string
  able: string[]
  there: string[]
  /** steps of the ladder after which a deputy stays beside a holder who is there; null: never */
  deputyFrom: number | null
}

export function attendanceOf(
  { id: programmeId, enquiries: { ladder } }: Pick<Programme, 'id' | 'enquiries'>,
  staff: readonly Colleague[],
  now: Date,
): Attendance {
  const able = staff.filter((officer) => canHold(officer, programmeId))
  const there = able.filter((officer) => !isAway(officer, now))
  const rung = ladder.findIndex((one) => one.do === 'deputy')
  const idsOf = (officers: Colleague[]) => officers.map(({ id }) => id)
  return { programmeId, able: idsOf(able), there: idsOf(there), deputyFrom: rung < 0 ? null : rung + 1 }
}

export const isAway = ({ leave }: Colleague, now: Date): boolean =>
  leave !== null && leave.from <= now && now < leave.until

/** The deputy an officer named, as long as the deputy is there and may answer. */
export function standInOf(
  staff: readonly Colleague[],
  { leave }: Colleague,
  programmeId: string,
  now: Date,
): string | null {
  const deputy = staff.find(({ id }) => id === leave?.deputyId)
  return deputy && canHold(deputy, programmeId) && !isAway(deputy, now) ? deputy.id : null
}

/** Active officers of a line, the one with the fewest open ones first. */
export function teamOf(staff: readonly Colleague[], { programmeId, contact }: Line): Colleague[] {
  const answers = (grant: Grant) =>
    grant.role === 'contact' &&
    covers(grant, programmeId) &&
    (grant.contact === null || grant.contact === contact)
  return staff
    .filter(({ active, grants }) => active && grants.some(answers))
    .sort((a, b) => a.open - b.open || compare(a.name, b.name) || compare(a.id, b.id))
}

/** Ids of the active leads of a programme. */
export function leadsOf(staff: readonly Colleague[], programmeId: string): string[] {
  const leads = (grant: Grant) => grant.role === 'lead' && covers(grant, programmeId)
  return staff.filter(({ active, grants }) => active && grants.some(leads)).map(({ id }) => id)
}

const covers = (grant: Grant, programmeId: string): boolean =>
  grant.programmeId === null || grant.programmeId === programmeId
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
