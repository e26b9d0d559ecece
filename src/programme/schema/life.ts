/** Parts of `programme.yaml` about what follows filing: review by the tiers, the term of a project, what ends it. */
import { z } from 'zod'
import { clauseId, duration, id } from './parts.ts'

const onOff = z.enum(['on', 'off'])

/** Acts that may be made to need a second officer of the same tier. */
const SECONDED = [
  'recommend',
  'decline',
  'approve',
  'reject',
  'grant',
  'evaluate',
  'cancel',
  'reinstate',
] as const

/** What the office adds to the columns of the summary sheet. */
const SHEET = [
  '$number',
  '$title',
  '$applicant',
  '$areas',
  '$body',
  '$received',
  '$state',
  '$opinion',
  '$document',
] as const

/** How the tiers work; the authority's own rules, as a notice hardly ever has them. */
export const reviewSchema = z.strictObject({
  /** working days that a returned application is given, unless the return names a day: 5d */
  returnDue: z
    .string()
    .regex(/^[1-9]\d{0,2}d$/, 'check.shape.working-days')
    .default('5d'),
  fourEyes: z.array(z.enum(SECONDED)).default([]),
  /** whether an officer can be recorded as having to keep out of a case */
  recusal: onOff.default('off'),
  /** fields of the form that lists and letters name an application by; left out: its number has to do */
  title: id.optional(),
  applicant: id.optional(),
  /** columns of the summary sheet in their order: fields of the form, or what the office adds, with $ before it */
  sheet: z.array(z.union([id, z.enum(SHEET)])).default([...SHEET]),
})

export const projectSchema = z.strictObject({
  /** from the day of approval, which does not count */
  runs: duration,
  extension: z
    .strictObject({
      /** at most, from the last day of the term */
      upTo: duration,
      times: z.number().int().min(1),
      needs: z.string(),
      /** how long before the last day it must be asked for; left out: until the last day itself */
      askBefore: duration.optional(),
    })
    .optional(),
  overdue: z.enum(['terminated', 'none']),
  clause: clauseId,
  /** calendar days before the last day on which the project is warned, most first */
  warnings: z.array(z.number().int().min(1).max(999)).default([90, 30, 7]),
  /** a last day that is not worked: it stays, or the next working day is the last */
  endsOnHoliday: z.enum(['stays', 'next-working-day']).default('stays'),
  /** what a project that passes is given; {seq:4} is the running number padded to 4 digits */
  certificate: z
    .strictObject({
      numbering: z.string().regex(/\{seq(:\d+)?\}/, 'check.shape.numbering'),
      clause: clauseId.optional(),
    })
    .optional(),
  /** passed projects may be put forward to the national level */
  national: z.strictObject({ clause: clauseId.optional() }).optional(),
})

/** Steps that a notice may not have: off unless switched on. */
export const optionalStepsSchema = z.strictObject({
  'mid-term': onOff.default('off'),
  change: onOff.default('off'),
  rectify: onOff.default('off'),
})
