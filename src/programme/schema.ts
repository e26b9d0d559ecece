/**
 * A programme folder. Everything the engine knows about a call comes through here, each file in a shape of its own below
 * schema/. Words shown to people are only in `text/<language>.yaml`; messages of the schemas are keys of locales/.
 */
import type { z } from 'zod'
import type { PaperKind } from './papers.ts'
import type { Answer, lexiconSchema } from './schema/answers.ts'
import type { Area } from './schema/areas.ts'
import type { CalendarYear } from './schema/calendar.ts'
import type { Condition } from './schema/conditions.ts'
import type { Enquiries } from './schema/enquiries.ts'
import type { Field, Section } from './schema/form.ts'
import type { FormSetting } from './schema/forms.ts'
import type { Contacts, Recommender } from './schema/people.ts'
import type { ProgrammeHead } from './schema/programme.ts'
import type { ProgrammeText } from './schema/text.ts'

export type { Answer } from './schema/answers.ts'
export type { Area } from './schema/areas.ts'
export type { CalendarYear } from './schema/calendar.ts'
export type { Condition } from './schema/conditions.ts'
export type { Enquiries, EnquiryType } from './schema/enquiries.ts'
export type { Column, Field, Section } from './schema/form.ts'
export type { FormSetting, FormText } from './schema/forms.ts'
export type { ProgrammeHead } from './schema/programme.ts'
export type { Leaf, Rule } from './schema/rule.ts'
export type { ProgrammeText } from './schema/text.ts'

/** A programme folder, read and proven sound; `hash` is the content hash that drafts pin. */
export interface Programme extends ProgrammeHead {
  readonly hash: string
  /** clause id → its text, in the order of the notice; a parent such as 三 holds its children's text too */
  readonly notice: ReadonlyMap<string, string>
  readonly conditions: readonly Condition[]
  readonly questions: readonly string[]
  /** what only the eligibility check asks */
  readonly facts: readonly Field[]
  readonly areas: readonly Area[]
  readonly contacts: Contacts
  readonly recommenders: readonly Recommender[]
  readonly enquiries: Enquiries
  /** year → its public holidays and make-up days, as far as the folder has them */
  readonly calendar: ReadonlyMap<number, CalendarYear>
  readonly sections: readonly Section[]
  /** every field of the form and every fact, by id */
  readonly fields: ReadonlyMap<string, Field>
  readonly answers: readonly Answer[]
  readonly lexicon: z.infer<typeof lexiconSchema>
  readonly text: ReadonlyMap<string, ProgrammeText>
  /** source of the print template */
  readonly template: string
  /** which later form of a programme this is; null: the programme itself, with its application form */
  readonly form: FormSetting | null
  /** its later forms by id, each as a programme of its own: other sections, words and print, the rest as here */
  readonly formProgrammes: ReadonlyMap<string, Programme>
  /** kind of paper → source of its layout */
  readonly papers: ReadonlyMap<PaperKind, string>
}
