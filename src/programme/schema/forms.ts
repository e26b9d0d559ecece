/** Forms that follow an application, such as for acceptance: `forms` of programme.yaml and the words of `forms/<id>/`. */
import { z } from 'zod'
import { clauseId, id, words } from './parts.ts'
import { fieldTextSchema, sectionTextSchema } from './text-parts.ts'

/** States of a project in which a form may be open; those of casework/project-life.ts in which anything is still to come. */
export const FORM_STATES = [
  'running',
  'mid-term',
  'changing',
  'extending',
  'accepting',
  'rectifying',
  'passed',
  'certified',
  'put-forward',
  'not-passed',
] as const

/** What handing it in comes to: an act of the applicant that needs no words of its own, or only that it is there. */
export const FORM_ACTS = ['nothing', 'request-acceptance', 'rectified'] as const

export const formSettingSchema = z.strictObject({
  /** name of its folder below forms/ */
  id,
  /** states of the project in which it can be begun and handed in */
  opens: z.array(z.enum(FORM_STATES)).nonempty(),
  does: z.enum(FORM_ACTS).default('nothing'),
  /** its number; {application} is the number of the application */
  numbering: z.string().includes('{application}', 'check.shape.form-numbering'),
  /** how it is printed; `template` left out: by the layout of the application form */
  print: z.strictObject({
    template: z.string().optional(),
    copies: z.number().int().min(1).max(9),
    seal: z.enum(['wet', 'electronic', 'none']),
    clause: clauseId.optional(),
  }),
  clause: clauseId.optional(),
})
export type FormSetting = z.infer<typeof formSettingSchema>

/** What a form is called. */
const formWordsSchema = z.strictObject({
  title: words,
  short: words,
  /** on the button that leads to it */
  button: words,
  /** said when it is opened */
  intro: words,
  declaration: words,
})
export type FormWords = z.infer<typeof formWordsSchema>

/** `forms/<id>/text/<language>.yaml`; whatever it leaves out that the programme has, is said in the words of that. */
export const formTextSchema = z.strictObject({
  form: formWordsSchema,
  sections: z.record(z.string(), sectionTextSchema).default({}),
  fields: z.record(z.string(), fieldTextSchema).default({}),
  print: z.record(z.string(), words).default({}),
  /** where the programme's own wording does not fit this form */
  phrases: z.record(z.string(), words).default({}),
})
export type FormText = z.infer<typeof formTextSchema>
