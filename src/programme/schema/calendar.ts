/** `calendar/<year>.yaml`: the days of one year that are not worked, and those that are worked instead. */
import { z } from 'zod'
import { isoDate } from './parts.ts'

export const calendarSchema = z.strictObject({
  /** the document that says so */
  source: z.string().min(1),
  /** in order of time */
  holidays: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        from: isoDate,
        /** the last day */
        to: isoDate,
        /** Saturdays and Sundays that are worked in exchange */
        work: z.array(isoDate).default([]),
      }),
    )
    .default([]),
})
export type CalendarYear = z.infer<typeof calendarSchema>
