/** Working time as a folder writes it, in minutes. */

/** Part of a day, in minutes after midnight. */
export interface Span {
  from: number
  to: number
}

/** `09:00-11:30` → { from: 540, to: 690 } */
export function spanOf(hours: string): Span {
  const [from = 0, to = 0] = hours.split('-').map(minutesAfterMidnight)
  return { from, to }
}

const minutesAfterMidnight = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** `2d`, `-4h`, `30m` in working minutes: a day is as long as these office hours together. */
export function workingMinutes(time: string, officeHours: readonly string[]): number {
  const unit = { d: minutesOfDay(officeHours), h: 60, m: 1 }[time.at(-1) ?? ''] ?? 0
  return Number(time.slice(0, -1)) * unit
}

/** Minutes that are worked on one working day. */
export function minutesOfDay(officeHours: readonly string[]): number {
  return officeHours.map(spanOf).reduce((sum, { from, to }) => sum + to - from, 0)
}
