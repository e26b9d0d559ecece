/** Wire shapes of the stateless public API about a programme. */
import { z } from 'zod'
import { citationSchema, partSchema } from './conversation.ts'

export const contactSchema = z.object({
  label: z.string(),
  person: z.string().optional(),
  /** absent while it is still to be confirmed */
  phone: z.string().optional(),
  asOf: z.iso.date(),
})
export const askRequestSchema = z.object({ text: z.string().min(1).max(5000), locale: z.string().optional() })
export const askResponseSchema = z.object({
  answer: z.string(),
  /** ids of the answers given */
  answers: z.array(z.string()),
  citations: z.array(citationSchema),
  parts: z.array(partSchema),
  contact: contactSchema.optional(),
  /** 0 … 1, how sure the match is */
  confidence: z.number(),
  outcome: z.enum(['answered', 'silent', 'clarify', 'out-of-scope']),
  choices: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
})
export const factsSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
)
export const eligibilityRequestSchema = z.object({ facts: factsSchema, locale: z.string().optional() })
/** A verdict as it was: the version of the programme by its content hash, and the answers that decided. */
export const traceQuerySchema = z
  .object({ version: z.string().regex(/^[0-9a-f]{64}$/) })
  .catchall(z.union([z.string().max(200), z.array(z.string().max(200)).max(50)]))
export const eligibilityResponseSchema = z.object({
  verdict: z.enum(['eligible', 'ineligible', 'needs-confirmation']),
  conditions: z.array(
    z.object({
      id: z.string(),
      clause: z.string(),
      outcome: z.enum(['meets', 'does-not-meet', 'needs-confirmation', 'not-applicable']),
      label: z.string(),
      reason: z.string(),
      todo: z.string().optional(),
      /** our reading of the clause, where the condition is not plainly met */
      reading: z.string().optional(),
    }),
  ),
  /** the fewest different answers that would meet every condition, in words */
  changes: z.array(z.string()),
  trace: z.object({
    programme: z.string(),
    hash: z.string(),
    facts: factsSchema,
    rules: z.array(
      z.object({ condition: z.string(), rule: z.unknown(), value: z.enum(['yes', 'no', 'unknown']) }),
    ),
  }),
})
export const topicsRequestSchema = z.object({
  text: z.string().min(1).max(5000),
  locale: z.string().optional(),
})
export const topicsResponseSchema = z.object({
  topics: z.array(
    z.object({
      area: z.object({ id: z.string(), label: z.string() }),
      topic: z.object({ id: z.string(), label: z.string() }),
      words: z.array(z.string()),
      contact: contactSchema,
    }),
  ),
})
export const programmeResponseSchema = z.object({
  id: z.string(),
  title: z.string(),
  document: z.string().optional(),
  /** the version in force: its number, its content hash, and the day it was put in force */
  version: z.object({ number: z.number().int(), hash: z.string(), since: z.iso.date() }).optional(),
  issuer: z.string(),
  languages: z.array(z.string()),
  window: z.object({ opens: z.string().optional(), closes: z.string().optional(), open: z.boolean() }),
  areas: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      clause: z.string(),
      topics: z.array(z.object({ id: z.string(), label: z.string(), words: z.array(z.string()) })),
    }),
  ),
})
