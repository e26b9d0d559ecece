/** Whether anybody takes enquiries of a programme: without an officer no answer is promised. */
import { canHold } from '../../enquiry/staff.ts'
import { OFFICERS } from '../../ports/desk.ts'
import type { Store } from '../../ports/store.ts'

/** As it is in the database now. */
export async function isStaffed(
  { officers }: Pick<Store, 'officers'>,
  programmeId: string,
): Promise<boolean> {
  return (await officers.all()).some((officer) => canHold(officer, programmeId))
}

/** A change that another process did not announce is seen after so long. */
const KEPT_MS = 10_000

/** The same for every turn, without asking the database every time. */
export class Staffed {
  private readonly known = new Map<string, { is: Promise<boolean>; until: number }>()
  private readonly store: Store

  constructor(store: Store) {
    this.store = store
    const forget = () => this.known.clear()
    store.changes.listen((id) => id === OFFICERS && forget(), forget)
  }

  has(programmeId: string): Promise<boolean> {
    const known = this.known.get(programmeId)
    if (known && performance.now() < known.until) return known.is
    const is = isStaffed(this.store, programmeId)
    this.known.set(programmeId, { is, until: performance.now() + KEPT_MS })
    is.catch(() => this.known.delete(programmeId))
    return is
  }
}
