/** Wire shapes of the check page: what a print or a paper is worth, without anything that the applicant answered. */
import { z } from 'zod'

const versionSchema = z.object({
  number: z.string(),
  /** 1 for the first submission of an application, 2 for the one that replaced it, … */
  version: z.int(),
  submittedAt: z.iso.datetime(),
})
const checkedSchema = z.object({
  /** in its printed form */
  checkCode: z.string(),
  /** the state in words, and what to do */
  message: z.string(),
  hint: z.string(),
  programme: z.object({ id: z.string(), title: z.string(), timezone: z.string() }),
})
const checkedPrintSchema = checkedSchema.extend({
  of: z.literal('submission'),
  /** `damaged`: what is stored is not what the code was made for, so nothing can be said for the print */
  state: z.enum(['current', 'replaced', 'recalled', 'damaged']),
  /** the version that this code is printed on */
  printed: versionSchema,
  /** the version that counts instead, when this one was replaced */
  current: versionSchema.optional(),
  /** when it was taken back, if nothing counts since */
  recalledAt: z.iso.datetime().optional(),
})
const checkedPaperSchema = checkedSchema.extend({
  of: z.literal('paper'),
  /** `withdrawn`: it holds no more; `damaged`: as above, and then it is not told what it says */
  state: z.enum(['valid', 'withdrawn', 'damaged']),
  paper: z.object({
    kind: z.enum(['certificate', 'termination', 'reinstatement', 'approval']),
    /** what it is called */
    name: z.string(),
    /** of the certificate, of the project, or of the document of approval */
    number: z.string().optional(),
    issuedAt: z.iso.datetime(),
    /** only of a certificate: what it is for, and whose it is */
    title: z.string().optional(),
    applicant: z.string().optional(),
    withdrawnAt: z.iso.datetime().optional(),
  }),
})
export const checkResponseSchema = z.discriminatedUnion('of', [checkedPrintSchema, checkedPaperSchema])
export type CheckResponse = z.infer<typeof checkResponseSchema>
