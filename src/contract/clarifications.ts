/** Wire shapes of what is answered once for everybody, and of canned answers. */
import { z } from 'zod'
import { MAX_ANSWER, MAX_REASON } from './desk.ts'

const instant = z.iso.datetime()
const text = (max: number) => z.string().trim().min(1).max(max)

const wordsSchema = z.record(z.string().max(20), z.strictObject({ question: text(500), answer: text(4_000) }))
export const clarificationSchema = z.object({
  id: z.string(),
  programmeId: z.string(),
  number: z.number().int().nullable(),
  status: z.enum(['proposed', 'published', 'declined', 'withdrawn']),
  words: z.record(z.string(), z.object({ question: z.string(), answer: z.string() })),
  clauses: z.array(z.string()),
  asked: z.array(z.string()),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  /** numbers of the enquiries whose askers are told */
  enquiries: z.array(z.string()),
  version: z.number().int(),
  /** what the signed-in officer may do with it; nobody decides on the own proposal */
  may: z.array(z.enum(['decide', 'withdraw', 'edit'])),
})
export type WireClarification = z.infer<typeof clarificationSchema>
/** `GET /api/desk/clarifications?programme=` → `{items}`; `POST` the same path proposes one, `PUT …/:id` changes a proposal. */
export const proposalSchema = z.strictObject({
  programme: z.string().max(100),
  words: wordsSchema,
  clauses: z.array(z.string().max(40)).max(20),
  asked: z.array(text(300)).max(30),
  /** ids */
  enquiries: z.array(z.string().max(40)).max(200),
})
/** `PUT /api/desk/clarifications/:id`: 409 when it is not the stored version any more. */
export const changedProposalSchema = proposalSchema.extend({ version: z.number().int() })
/** `POST /api/desk/clarifications/:id/decision`; `withdraw` takes back what was published. */
export const decisionSchema = z.strictObject({
  version: z.number().int(),
  decision: z.enum(['publish', 'decline', 'withdraw']),
  reason: z.string().trim().max(MAX_REASON).optional(),
})

/** `GET /api/desk/canned?programme=` → `{items}`; `POST`, `PUT …/:id`, `DELETE …/:id`. */
export const cannedSchema = z.object({
  id: z.string(),
  programmeId: z.string(),
  title: z.string(),
  locale: z.string(),
  text: z.string(),
  changedBy: z.string(),
  changedAt: instant,
})
export const cannedRequestSchema = z.strictObject({
  programme: z.string().max(100),
  title: text(100),
  locale: z.string().max(20),
  text: text(MAX_ANSWER),
})

/** `GET /api/programmes/:id/clarifications` (public). */
export const publicClarificationsSchema = z.object({
  items: z.array(
    z.object({
      number: z.number().int(),
      on: z.string(),
      clauses: z.array(z.string()),
      question: z.string(),
      answer: z.string(),
      /** it holds no more */
      withdrawn: z.object({ on: z.string(), reason: z.string() }).optional(),
    }),
  ),
})
