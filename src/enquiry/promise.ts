/** The promise that an enquiry gets, and what happens when its instant comes near or has passed. */
import type { Programme } from '../programme/schema.ts'
import { workingMinutes } from '../programme/working-time.ts'
import { addWorking } from './calendar.ts'

type Desk = Pick<Programme, 'timezone' | 'calendar' | 'enquiries'>

/** One step of the ladder: the number of the step, from 1, when it is due, and what is then done. */
export interface LadderStep {
  step: number
  at: Date
  do: Programme['enquiries']['ladder'][number]['do']
}

/** By when an enquiry is answered. `certain` is false where a calendar is missing: the date may then move. */
export function promiseFor(programme: Desk, askedAt: Date): { dueAt: Date; certain: boolean } {
  const { promise, officeHours } = programme.enquiries
  const { at, certain } = addWorking(programme, askedAt, workingMinutes(promise, officeHours))
  return { dueAt: at, certain }
}

/** All steps around a promised instant, in order. */
export function ladderOf(programme: Desk, dueAt: Date): LadderStep[] {
  const { ladder, officeHours } = programme.enquiries
  return ladder.map((rung, index) => ({
    step: index + 1,
    at: addWorking(programme, dueAt, workingMinutes(rung.at, officeHours)).at,
    do: rung.do,
  }))
}

/**
 * The steps that are due by `now` and were not taken, in order: several after the server was down. `next` is the one to
 * come after them, null at the end of the ladder.
 * @param stepsTaken how many were taken, from the first
 */
export function nextStep(
  programme: Desk,
  dueAt: Date,
  stepsTaken: number,
  now: Date,
): { due: LadderStep[]; next: LadderStep | null } {
  const open = ladderOf(programme, dueAt).slice(stepsTaken)
  return {
    due: open.filter(({ at }) => at <= now),
    next: open.find(({ at }) => at > now) ?? null,
  }
}
