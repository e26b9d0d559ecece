/** `programme.yaml`: what the call is. */
import { z } from 'zod'
import { formSettingSchema } from './forms.ts'
import { optionalStepsSchema, projectSchema, reviewSchema } from './life.ts'
import { clauseId, duration, id, isoDate } from './parts.ts'

export const programmeSchema = z.strictObject({
  id,
  /** number of the document, where the call has one */
  document: z.string().optional(),
  signed: isoDate,
  timezone: z.string().refine(isTimeZone, 'check.shape.timezone'),
  languages: z.array(z.string()).nonempty(),
  window: z
    .strictObject({ opens: isoDate.optional(), closes: isoDate.optional(), clause: clauseId })
    .optional(),
  /** what an application is classified by: dimension id → the field that holds it */
  dimensions: z.record(id, z.strictObject({ field: id, clauses: z.array(clauseId) })).default({}),
  tiers: z.array(id).nonempty(),
  /** {seq:4} is the running number padded to 4 digits */
  numbering: z.strictObject({ application: z.string().includes('{seq', 'check.shape.numbering') }),
  print: z.strictObject({
    template: z.string(),
    copies: z.number().int().min(1).max(9),
    /** none: the call says nothing of a seal */
    seal: z.enum(['wet', 'electronic', 'none']),
    clause: clauseId.optional(),
  }),
  review: reviewSchema.prefault({}),
  project: projectSchema.optional(),
  /** lifecycle steps that the notice does not have: off unless switched on */
  optionalSteps: optionalStepsSchema.prefault({}),
  /** forms that follow, in the order in which they are offered */
  forms: z.array(formSettingSchema).default([]),
  /** whether a draft that was begun before an amendment must be moved to the amended call before it is handed in */
  versions: z.strictObject({ move: z.enum(['offered', 'required']).default('offered') }).prefault({}),
  /** how long things are kept that led to no application; what is left out is kept for ever */
  retention: z
    .strictObject({ unfinished: duration.optional(), unanswered: duration.optional() })
    .prefault({}),
  privacyVersion: z.string(),
})
export type ProgrammeHead = z.infer<typeof programmeSchema>

/** True for a name of the IANA list. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
