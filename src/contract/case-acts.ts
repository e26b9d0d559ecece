/** Wire shapes of what officers do with applications and projects. */
import { z } from 'zod'
import { MAX_OPINION } from './cases.ts'

const day = z.iso.date()
const text = (max: number) => z.string().trim().min(1).max(max)
const reason = text(MAX_OPINION)
/** What an officer does with an application; see casework/application-acts.ts. */
export const applicationActSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('return'),
    /** remarks pinned to fields that go out with it, and others */
    fields: z
      .array(z.strictObject({ field: z.string().max(80), comment: text(MAX_OPINION) }))
      .min(1)
      .max(100),
    due: day,
  }),
  z.strictObject({ type: z.literal('allow-longer'), due: day, reason }),
  z.strictObject({ type: z.literal('recommend'), opinion: reason }),
  z.strictObject({ type: z.literal('decline'), reason }),
  z.strictObject({ type: z.literal('approve'), document: text(60) }),
  z.strictObject({ type: z.literal('reject'), reason }),
  z.strictObject({ type: z.literal('paper-received'), copies: z.number().int().min(0).max(9) }),
  z.strictObject({ type: z.literal('confirm') }),
  z.strictObject({ type: z.literal('object'), reason }),
  z.strictObject({ type: z.literal('recuse'), reason }),
])
export type WireApplicationAct = z.infer<typeof applicationActSchema>
export const projectActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('begin-mid-term') }),
  z.strictObject({ type: z.literal('finish-mid-term'), opinion: reason }),
  z.strictObject({ type: z.literal('allow') }),
  z.strictObject({ type: z.literal('refuse'), reason }),
  z.strictObject({ type: z.literal('grant'), until: day }),
  z.strictObject({ type: z.literal('evaluate'), passed: z.boolean(), opinion: reason }),
  /** the number is the next one of the programme */
  z.strictObject({ type: z.literal('certify') }),
  z.strictObject({ type: z.literal('put-forward'), reason }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('cancel'), reason }),
  z.strictObject({ type: z.literal('reinstate'), until: day, reason, document: text(60) }),
  z.strictObject({ type: z.literal('confirm') }),
  z.strictObject({ type: z.literal('object'), reason }),
  z.strictObject({ type: z.literal('recuse'), reason }),
])
export type WireProjectAct = z.infer<typeof projectActSchema>

/**
 * `POST /api/desk/applications/:id/acts` → applicationView, `POST /api/desk/projects/:id/acts` → projectView. `id` is the
 * client's dedupe key. 409 `case-changed` when `version` is not the stored one; 422 `case-refused` with the reason.
 */
export const applicationActRequestSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  act: applicationActSchema,
})
export const projectActRequestSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  act: projectActSchema,
})
/** `POST /api/desk/applications/acts`: the same act on many, such as approving with one document; each done or refused. */
export const bulkCaseRequestSchema = z.strictObject({
  id: z.uuid(),
  applications: z.array(z.string().max(40)).min(1).max(500),
  act: applicationActSchema,
})
export const bulkCaseResponseSchema = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), number: z.string(), message: z.string() })),
  /** the printable list, when something was approved */
  list: z.string().nullable(),
})
