/** Wire shapes of a draft: the whole form as data, and changes to any of its fields. */
import { z } from 'zod'
import { choiceSchema, MAX_TEXT } from './conversation.ts'
import { errorSchema } from './error.ts'
import { COLUMN_TYPES, FIELD_TYPES } from './field-types.ts'

/** Client's key of a request: the same key again has no further effect and gets the same answer. */
export const dedupeKeySchema = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\w-]+$/)

export const formColumnSchema = z.object({
  id: z.string(),
  type: z.enum(COLUMN_TYPES),
  label: z.string(),
  hint: z.string().optional(),
  required: z.boolean(),
  /** characters (code points) for text, digits for numbers */
  max: z.number().optional(),
  options: z.array(choiceSchema).optional(),
})

export const formFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  mediaType: z.string(),
})

export type FormFile = z.infer<typeof formFileSchema>

export const formFieldSchema = z.object({
  id: z.string(),
  type: z.enum(FIELD_TYPES),
  label: z.string(),
  /** the question as the assistant asks it */
  ask: z.string(),
  hint: z.string().optional(),
  example: z.string().optional(),
  required: z.boolean(),
  /** what is acknowledged, in full */
  text: z.string().optional(),
  /** false: not asked for by the notice */
  prescribed: z.boolean(),
  clause: z.string().optional(),
  /** false while other answers make it superfluous; what was answered is kept */
  shown: z.boolean(),
  /** characters (code points) for text, digits for numbers, choices or files otherwise */
  max: z.number().optional(),
  min: z.number().optional(),
  options: z.array(choiceSchema).optional(),
  columns: z.array(formColumnSchema).optional(),
  minRows: z.number().optional(),
  maxRows: z.number().optional(),
  accept: z.array(z.string()).optional(),
  /** bytes of one file */
  maxBytes: z.number().optional(),
  /** as typed, also when it is wrong; option ids for choices, `yes` or `no` */
  value: z.union([z.string(), z.array(z.string())]).optional(),
  /** every row as typed; `errors` by column, in words */
  rows: z
    .array(z.object({ cells: z.record(z.string(), z.string()), errors: z.record(z.string(), z.string()) }))
    .optional(),
  sums: z.array(z.object({ column: z.string(), label: z.string(), sum: z.number() })).optional(),
  files: z.array(formFileSchema).optional(),
  /** the answer in words, as on check-your-answers */
  words: z.string(),
  /** open: nobody has answered it; skipped: left open on purpose; wrong: kept with its error */
  state: z.enum(['open', 'answered', 'skipped', 'wrong']),
  /** filled in from another answer */
  derived: z.boolean(),
  error: z.string().optional(),
  /** remarks that do not block the submission */
  warnings: z.array(z.string()),
  /** false: it stays as it was handed in */
  editable: z.boolean(),
  /** what whoever returned it wants changed */
  comment: z.string().optional(),
})
export type FormField = z.infer<typeof formFieldSchema>

export const formSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  intro: z.string().optional(),
  shown: z.boolean(),
  /** nothing in it is required */
  optional: z.boolean(),
  state: z.enum(['not-started', 'in-progress', 'complete', 'has-errors']),
  fields: z.array(formFieldSchema),
})
export type FormSection = z.infer<typeof formSectionSchema>

export const draftCaseSchema = z.object({
  /** without what tells a mended version from the one before */
  number: z.string(),
  /** of the application, or of the project once there is one */
  of: z.enum(['application', 'project']),
  /** of its life, such as `recommending`, `returned`, `running` */
  state: z.string(),
  /** since when it is in this state and with this holder */
  since: z.iso.datetime(),
  /** who has to do something next, in words; null: nobody */
  holder: z.string().nullable(),
  /** last day to mend what was returned; it may come later as long as nobody has decided */
  due: z.iso.date().optional(),
  /** last day of the term */
  endsOn: z.iso.date().optional(),
  /** what the form itself has a button for now; all else is wanted in the chat */
  may: z.array(z.enum(['recall', 'resubmit'])),
  /** all of it in sentences, as the assistant says it */
  words: z.array(z.string()),
})

export const draftSchema = z.object({
  id: z.string(),
  programme: z.string(),
  title: z.string(),
  locale: z.string(),
  languages: z.array(z.string()),
  /** grows by one with every change */
  revision: z.number().int(),
  /** code and link to go on elsewhere */
  resume: z.object({ code: z.string(), link: z.string() }),
  sections: z.array(formSectionSchema),
  /** what stands between the draft and its submission, in the order of the form */
  open: z.array(z.object({ field: z.string(), section: z.string(), text: z.string() })),
  status: z.enum(['draft', 'submitted']),
  /** how it went on since it was handed in; of a later form how its application did */
  case: draftCaseSchema.optional(),
  /** whether submissions are taken now */
  window: z.enum(['not-yet', 'open', 'closed']),
  /** which version of the call it goes by; absent where that is not known any more */
  version: z
    .object({
      /** of the call, from 1 */
      number: z.number().int(),
      hash: z.string(),
      /** day it was found first */
      since: z.iso.date(),
    })
    .optional(),
  /** a later version is in force, to which the draft may be moved; never for what was once handed in */
  newerVersion: z
    .object({
      number: z.number().int(),
      hash: z.string(),
      /** day it was put in force */
      since: z.iso.date(),
      /** nothing may be handed in by the earlier version */
      required: z.boolean(),
      /** the form was told that the draft is to stay */
      stays: z.boolean(),
      /** what changes for this draft, a sentence each; none where nothing does */
      changes: z.array(z.string()),
    })
    .optional(),
  submission: z
    .object({ number: z.string(), checkCode: z.string(), at: z.iso.datetime(), href: z.string() })
    .optional(),
})
export type DraftForm = z.infer<typeof draftSchema>

/** What was typed, chosen ids, ids of uploaded files, or all rows; null or blank empties the field. */
const answerSchema = z.union([
  z.string().max(MAX_TEXT),
  z.array(z.string().max(200)).max(100),
  z.array(z.record(z.string().max(80), z.string().max(MAX_TEXT))).max(200),
  z.null(),
])
export type WireAnswer = z.infer<typeof answerSchema>

export const draftChangeSchema = z.strictObject({
  id: dedupeKeySchema.optional(),
  /** the revision the form was read at; refused with 409 when the draft has moved on. Left out: the last one wins */
  revision: z.number().int().nonnegative().optional(),
  set: z.record(z.string().max(80), answerSchema),
})
export const draftActSchema = z.strictObject({
  id: dedupeKeySchema.optional(),
  revision: z.number().int().nonnegative().optional(),
})

export const draftQuerySchema = z.object({ locale: z.string().max(20).optional() })

/** The draft after a change; `notices` name what was not taken, such as a file of the wrong kind. */
export const changedDraftSchema = draftSchema.extend({
  notices: z.array(z.object({ field: z.string().optional(), text: z.string() })),
})
export type ChangedDraft = z.infer<typeof changedDraftSchema>

/** Nothing was changed; the draft as it stands now. */
export const draftRefusalSchema = errorSchema.extend({ draft: draftSchema })
