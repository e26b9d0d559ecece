/** `text/<language>.yaml`: the words. */
import { z } from 'zod'
import { PAPER_KINDS } from '../papers.ts'
import type { FormWords } from './forms.ts'
import { words } from './parts.ts'
import { fieldTextSchema, sectionTextSchema } from './text-parts.ts'

/** Every word of the programme in one language. Messages are ICU; placeholders are listed in docs/how-to/write-a-programme.md. */
export const textSchema = z.strictObject({
  programme: z.strictObject({
    title: words,
    short: words,
    issuer: words,
    welcome: words,
    privacy: words,
    declaration: words,
  }),
  areas: z.record(z.string(), words).default({}),
  topics: z.record(z.string(), words).default({}),
  /** topic → what its words in the notice mean, for a language that the notice is not written in */
  topicGlosses: z.record(z.string(), words).optional(),
  contacts: z.record(z.string(), words).default({}),
  recommenders: z.record(z.string(), words).default({}),
  recommenderKinds: z.record(z.string(), words).default({}),
  /** tier → what it is called in lists, where a recommending body has no name of its own */
  tiers: z.record(z.string(), words).default({}),
  sections: z.record(z.string(), sectionTextSchema),
  fields: z.record(z.string(), fieldTextSchema),
  conditions: z
    .record(
      z.string(),
      z.strictObject({
        label: words,
        met: words,
        unmet: words,
        unknown: words,
        /** the next step when it is not met or needs confirmation */
        todo: words,
        /** our reading of the clause, marked as ours */
        reading: words.optional(),
      }),
    )
    .default({}),
  answers: z
    .record(
      z.string(),
      z.strictObject({
        /** the yes or no before `says`: the first whose words stand in the question, one without words for the rest */
        yesNo: z
          .array(z.strictObject({ to: z.array(words).nonempty().optional(), say: words }))
          .nonempty()
          .optional(),
        /** what the notice says */
        says: words.optional(),
        /** what we read into it, always shown as "our reading" */
        reading: words.optional(),
        /** what the notice does not say, always shown as such */
        silence: words.optional(),
        /** practical advice, marked "not in the notice" */
        aside: words.optional(),
        /** placeholders {asked} and {value} */
        premise: words.optional(),
        /** a short name for a button when the assistant asks which one is meant */
        topic: words,
      }),
    )
    .default({}),
  print: z.record(z.string(), words),
  /** words of the papers of the authority, by kind; what may stand in braces is listed in ../papers.ts */
  papers: z.partialRecord(z.enum(PAPER_KINDS), z.record(z.string(), words)).default({}),
  /** programme's own wording for a phrase of locales/, by its key */
  phrases: z.record(z.string(), words).default({}),
  /** words people use here besides those of locales/, by the key of their list, such as `commands.hand-off` */
  lists: z.record(z.string(), z.array(words)).optional(),
})
export interface ProgrammeText extends z.infer<typeof textSchema> {
  /** what its later forms are called, by id; their own words are those of their programmes */
  forms: Record<string, FormWords>
}
