/** Wire shapes of a conversation, shared by server, widget and public API. */
import { z } from 'zod'

export const choiceSchema = z.object({
  /** opaque; send it back as it is */
  value: z.string().max(200),
  label: z.string(),
})
export type Choice = z.infer<typeof choiceSchema>

export const citationSchema = z.object({ clause: z.string(), quote: z.string() })
export type Citation = z.infer<typeof citationSchema>

/** One input of a form card. `kind` tells which native input fits; `text` of the reply alone is always enough. */
export const inputSchema = z.object({
  name: z.string(),
  kind: z.enum([
    'text',
    'longtext',
    'choice',
    'choices',
    'yes-no',
    'date',
    'integer',
    'decimal',
    'percent',
    'tel',
    'email',
    'code',
    'files',
    'acknowledge',
  ]),
  label: z.string(),
  hint: z.string().optional(),
  required: z.boolean(),
  max: z.number().optional(),
  options: z.array(choiceSchema).optional(),
  /** value so far, as the applicant typed it */
  value: z.union([z.string(), z.array(z.string())]).optional(),
  error: z.string().optional(),
  accept: z.array(z.string()).optional(),
  maxBytes: z.number().optional(),
})
export type Input = z.infer<typeof inputSchema>

export const formCardSchema = z.object({
  /** the field (or field + row) this card answers */
  step: z.string(),
  title: z.string(),
  /** what stands above the card; hints, options and errors are the card's own to show */
  lead: z.string(),
  inputs: z.array(inputSchema),
  submit: z.string(),
})
export type FormCard = z.infer<typeof formCardSchema>

/** Parts of an answer a reader must be able to tell apart at a glance. */
export const partSchema = z.object({
  kind: z.enum(['says', 'quote', 'reading', 'silence', 'aside', 'contact', 'condition', 'clarification']),
  /** the kind in words, such as “通知未说明” */
  label: z.string().optional(),
  text: z.string(),
  clause: z.string().optional(),
  /** how a condition came out; the part's label is its name, its text the reason */
  condition: z
    .object({
      outcome: z.enum(['meets', 'does-not-meet', 'needs-confirmation']),
      /** the outcome in words */
      said: z.string(),
      /** wording of the clause */
      quote: z.string(),
      todo: z.string().optional(),
      /** what we read into the clause, with its name in words */
      reading: z.object({ label: z.string(), text: z.string() }).optional(),
    })
    .optional(),
})
export type Part = z.infer<typeof partSchema>

export const documentSchema = z.object({
  kind: z.enum(['application-form', 'eligibility-trace', 'attachment']),
  title: z.string(),
  /** path below the public URL */
  href: z.string(),
  mediaType: z.string(),
})

export const replySchema = z.object({
  id: z.string(),
  /** the phrase this reply was made of, such as `filing.ask.uscc`; stable, for tests and styling */
  key: z.string(),
  text: z.string(),
  choices: z.array(choiceSchema).optional(),
  form: formCardSchema.optional(),
  citations: z.array(citationSchema).optional(),
  parts: z.array(partSchema).optional(),
  document: documentSchema.optional(),
  pending: z.object({ field: z.string() }).optional(),
})
export type WireReply = z.infer<typeof replySchema>

export const MAX_TEXT = 20_000

/**
 * What a person did: exactly one of text, choice, form, file. `id` is the client's dedupe key. A field that is not
 * known is refused rather than dropped: the sender would believe that it was taken.
 */
export const activitySchema = z
  .strictObject({
    id: z
      .string()
      .min(8)
      .max(64)
      .regex(/^[\w-]+$/),
    text: z.string().min(1).max(MAX_TEXT).optional(),
    choice: z.string().max(200).optional(),
    form: z
      .strictObject({
        step: z.string().max(200),
        values: z.record(
          z.string().max(80),
          z.union([z.string().max(MAX_TEXT), z.array(z.string().max(200)).max(50)]),
        ),
      })
      .optional(),
    /** ids of files uploaded before */
    file: z.array(z.string().max(64)).min(1).max(10).optional(),
  })
  .refine((a) => [a.text, a.choice, a.form, a.file].filter((v) => v !== undefined).length === 1, {
    message: 'send exactly one of text, choice, form or file',
    params: { failure: 'exactly-one' },
  })
export type WireActivity = z.infer<typeof activitySchema>

export const startRequestSchema = z
  .strictObject({
    programme: z.string().max(100).optional(),
    locale: z.string().max(20).optional(),
    /** continue the draft of this code */
    code: z.string().max(40).optional(),
  })
  .default({})
export const startResponseSchema = z.object({
  id: z.string(),
  token: z.string(),
  locale: z.string(),
  programme: z.string(),
  replies: z.array(replySchema),
})
export const turnResponseSchema = z.object({ locale: z.string(), replies: z.array(replySchema) })

export const transcriptEntrySchema = z.object({
  seq: z.number().int(),
  from: z.enum(['you', 'bot']),
  at: z.iso.datetime(),
  text: z.string(),
  reply: replySchema.optional(),
})
export const transcriptSchema = z.object({
  id: z.string(),
  locale: z.string(),
  programme: z.string(),
  entries: z.array(transcriptEntrySchema),
  /** the code and link to go on with elsewhere, once there is a draft */
  resume: z.object({ code: z.string(), link: z.string() }).optional(),
})
export type Transcript = z.infer<typeof transcriptSchema>

export const uploadResponseSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  mediaType: z.string(),
})
