/** `enquiries.yaml`: what the desk promises about questions put to a person. Its own word, never the notice's. */
import { z } from 'zod'
import { clauseId, id, scalar } from './parts.ts'

/** Times of one day, such as 09:00-11:30. */
const hours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'check.shape.hours')

/** Working time: d is one working day of the office hours, h an hour of them, m a minute. */
const promise = z.string().regex(/^[1-9]\d{0,3}[dhm]$/, 'check.shape.promise')
const offset = z.string().regex(/^(0|[+-][1-9]\d{0,3})[dhm]$/, 'check.shape.offset')

/** The value of a field by which an enquiry is routed, besides the area of the chosen topics. */
const typeSchema = z
  .strictObject({
    field: id,
    value: scalar,
    /** its own line, or `none`: the notice gives none, so that of the area is taken and said to be that */
    contact: z.union([z.literal('none'), id]).optional(),
    /** the areas it may belong to: one of them is asked for while it is unclear which */
    areas: z.array(id).nonempty().optional(),
    clause: clauseId,
  })
  .refine(({ contact, areas }) => (contact === undefined) !== (areas === undefined), 'check.shape.one-route')
export type EnquiryType = z.infer<typeof typeSchema>

export const enquiriesSchema = z.strictObject({
  /** {seq:4} is the running number padded to 4 digits; left out, `ZX-` and the pattern of applications */
  numbering: z
    .string()
    .regex(/\{seq(:\d+)?\}/, 'check.shape.numbering')
    .optional(),
  /** in order of the day */
  officeHours: z.array(hours).nonempty().default(['09:00-11:30', '13:30-17:00']),
  promise: promise.default('2d'),
  /** what happens around the promised instant, in order of time; `at` is working time before (-) or after (+) it */
  ladder: z.array(z.strictObject({ at: offset, do: z.enum(['remind', 'deputy', 'escalate']) })).default([
    { at: '-4h', do: 'remind' },
    { at: '0m', do: 'deputy' },
    { at: '+1d', do: 'escalate' },
  ]),
  /** the first that the draft has is taken */
  types: z.array(typeSchema).default([]),
})
export type Enquiries = z.infer<typeof enquiriesSchema> & { numbering: string }
