/** Wire shapes of the check page: what a print is worth, without anything that the applicant answered. */
import { z } from 'zod'

const versionSchema = z.object({
  number: z.string(),
  /** 1 for the first submission of an application, 2 for the one that replaced it, … */
  version: z.int(),
  submittedAt: z.iso.datetime(),
})
export const checkResponseSchema = z.object({
  /** in its printed form */
  checkCode: z.string(),
  /** `damaged`: what is stored is not what the code was made for, so nothing can be said for the print */
  state: z.enum(['current', 'replaced', 'recalled', 'damaged']),
  /** the same in words, and what to do */
  message: z.string(),
  hint: z.string(),
  programme: z.object({ id: z.string(), title: z.string(), timezone: z.string() }),
  /** the version that this code is printed on */
  printed: versionSchema,
  /** the version that counts instead, when this one was replaced */
  current: versionSchema.optional(),
  /** when it was taken back, if nothing counts since */
  recalledAt: z.iso.datetime().optional(),
})
export type CheckResponse = z.infer<typeof checkResponseSchema>
