/**
 * The shape of a programme folder, file by file. Everything the engine knows about a call comes through here;
 * words shown to people are not here but in `text/<language>.yaml` (see `textSchema`); messages are keys of locales/.
 */
import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'check.shape.id')
const clauseId = z.string().min(1)
const isoDate = z.iso.date()
const duration = z.string().regex(/^P(\d+Y)?(\d+M)?(\d+D)?$/, 'check.shape.duration')
/** True for a name of the IANA list. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
const scalar = z.union([z.string(), z.number(), z.boolean()])

/**
 * One test of one field. `at` skips that many characters first; `under` asks whether a topic belongs to an
 * area, `areasAtMost` how many areas the chosen topics span.
 */
const leafSchema = z
  .strictObject({
    field: id,
    is: scalar.optional(),
    in: z.array(scalar).nonempty().optional(),
    prefix: z.array(z.string()).nonempty().optional(),
    at: z.number().int().nonnegative().optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    notBefore: z.string().optional().describe('an ISO date, "today", or the id of a date field'),
    notAfter: z.string().optional().describe('an ISO date, "today", or the id of a date field'),
    within: z.strictObject({ of: id, period: duration }).optional(),
    sumEquals: z.strictObject({ column: id, field: id }).optional(),
    plusAtLeast: z.strictObject({ field: id, atLeast: z.number() }).optional(),
    under: z.array(id).nonempty().optional(),
    areasAtMost: z.number().int().positive().optional(),
    answered: z.literal(true).optional(),
  })
  .refine(
    (leaf) => Object.keys(leaf).filter((key) => key !== 'field' && key !== 'at').length === 1,
    'check.shape.one-test',
  )
export type Leaf = z.infer<typeof leafSchema>

/** A rule in three-valued logic: yes, no, or unknown while an answer is missing. */
export type Rule =
  | Leaf
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { check: string; field: string }
  /** a point the notice leaves to somebody to judge: always unknown */
  | { leftTo: string }
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ruleSchema).nonempty() }),
    z.strictObject({ any: z.array(ruleSchema).nonempty() }),
    z.strictObject({ not: ruleSchema }),
    z.strictObject({ check: z.string(), field: id }),
    z.strictObject({ leftTo: z.string() }),
    leafSchema,
  ]),
)

export const fieldTypes = [
  'text',
  'longtext',
  'choice',
  'choices',
  'yes-no',
  'date',
  'integer',
  'decimal',
  'percent',
  'phone',
  'mobile',
  'email',
  'uscc',
  'postcode',
  'topics',
  'recommender',
  'rows',
  'files',
  'acknowledge',
  'constant',
] as const

const columnSchema = z.strictObject({
  id,
  type: z.enum(['text', 'longtext', 'choice', 'date', 'integer', 'decimal', 'uscc']),
  required: z.boolean().default(false),
  max: z.number().int().positive().optional(),
  options: z.array(id).nonempty().optional(),
})
export type Column = z.infer<typeof columnSchema>

/** A field of the form or a fact of the eligibility check; both live in the same draft under their id. */
export const fieldSchema = z.strictObject({
  id,
  type: z.enum(fieldTypes),
  required: z.boolean().default(false),
  /** characters (code points) for text, digits for numbers, choices for `choices` and `topics`, files for `files` */
  max: z.number().int().positive().optional(),
  min: z.number().optional(),
  decimals: z.number().int().nonnegative().optional(),
  options: z.array(id).nonempty().optional(),
  value: scalar.optional().describe('the value of a constant'),
  when: ruleSchema.optional().describe('asked only while this holds'),
  /** hard rules: a value that breaks one is kept as a draft with the error `fields.<id>.error.<rule id>` */
  rules: z.array(z.strictObject({ id, holds: ruleSchema })).default([]),
  /** soft rules: `fields.<id>.warn.<rule id>` is said and the value is accepted */
  warnings: z.array(z.strictObject({ id, unless: ruleSchema })).default([]),
  /** fills this field from another one: the part of it from `at` that begins with a key of `map` */
  prefill: z
    .strictObject({
      from: id,
      at: z.number().int().nonnegative().default(0),
      map: z.record(z.string(), scalar),
    })
    .optional(),
  columns: z.array(columnSchema).nonempty().optional(),
  minRows: z.number().int().nonnegative().optional(),
  maxRows: z.number().int().positive().optional(),
  sums: z.array(id).default([]).describe('columns whose sum is shown'),
  /** bytes of one file */
  maxBytes: z.number().int().positive().optional(),
  accept: z.array(z.enum(['pdf', 'docx', 'xlsx', 'jpg', 'png', 'zip'])).optional(),
  /** N notice, F other official forms, M memory, P proposal: shown as "prescribed by the notice" or not */
  basis: z.enum(['N', 'F', 'M', 'P']),
  clause: clauseId.optional(),
  print: z.boolean().default(true).describe('false: deliberately without a place in print'),
})
export type Field = z.infer<typeof fieldSchema>

export const programmeSchema = z.strictObject({
  id,
  /** number of the document, where the call has one */
  document: z.string().optional(),
  signed: isoDate,
  timezone: z.string().refine(isTimeZone, 'check.shape.timezone'),
  languages: z.array(z.string()).nonempty(),
  window: z
    .strictObject({ opens: isoDate.optional(), closes: isoDate.optional(), clause: clauseId })
    .optional(),
  /** what an application is classified by: dimension id → the field that holds it */
  dimensions: z.record(id, z.strictObject({ field: id, clauses: z.array(clauseId) })).default({}),
  tiers: z.array(id).nonempty(),
  /** {seq:4} is the running number padded to 4 digits */
  numbering: z.strictObject({ application: z.string().includes('{seq', 'check.shape.numbering') }),
  print: z.strictObject({
    template: z.string(),
    copies: z.number().int().min(1).max(9),
    /** none: the call says nothing of a seal */
    seal: z.enum(['wet', 'electronic', 'none']),
    clause: clauseId.optional(),
  }),
  project: z
    .strictObject({
      runs: duration,
      extension: z.strictObject({ upTo: duration, times: z.number().int(), needs: z.string() }).optional(),
      overdue: z.enum(['terminated', 'none']),
      clause: clauseId,
    })
    .optional(),
  /** lifecycle steps that the notice does not have: off unless switched on */
  optionalSteps: z.record(id, z.enum(['on', 'off'])).default({}),
  privacyVersion: z.string(),
})

export const conditionsSchema = z.strictObject({
  /** fields asked by the eligibility check, in order; a field whose answer can change no verdict is not asked */
  questions: z.array(id).default([]),
  facts: z.array(fieldSchema).default([]),
  conditions: z
    .array(z.strictObject({ id, clause: clauseId, when: ruleSchema.optional(), meets: ruleSchema }))
    .default([]),
})
export type Condition = z.infer<typeof conditionsSchema>['conditions'][number]

export const areasSchema = z.array(
  z.strictObject({
    id,
    clause: clauseId,
    contact: id,
    topics: z
      .array(
        z.strictObject({
          id,
          /** the notice's own words, verbatim in the clause */
          words: z.array(z.string()).nonempty(),
          /** words people use that point here, in any language; ours, not the notice's */
          also: z.array(z.string()).default([]),
        }),
      )
      .nonempty(),
  }),
)

export const contactsSchema = z.strictObject({
  asOf: isoDate,
  clause: clauseId.optional(),
  /** the line to give when no contact fits; id of an entry below */
  general: id,
  contacts: z.array(
    z.strictObject({
      id,
      person: z.string().optional(),
      /** left out while nobody has confirmed it: it is then said to be open */
      phone: z.string().optional(),
      printed: z.string().optional(),
    }),
  ),
  address: z
    .strictObject({ text: z.string(), postcode: z.string().optional(), clause: clauseId.optional() })
    .optional(),
})

export const recommendersSchema = z.array(
  z.strictObject({
    id,
    kind: id,
    /** suggested first while this holds; the whole list is always at hand */
    suggest: ruleSchema.optional(),
    status: z.enum(['in-notice', 'to-be-confirmed']),
  }),
)

export const formSchema = z.strictObject({
  sections: z.array(
    z.strictObject({ id, when: ruleSchema.optional(), fields: z.array(fieldSchema).nonempty() }),
  ),
})
export type Section = z.infer<typeof formSchema>['sections'][number]

const quotes = z.record(clauseId, z.union([z.literal(true), z.string()]))
export const answersSchema = z.array(
  z.strictObject({
    id,
    /** clause → true for the whole clause, or the words quoted, verbatim in notice.md */
    quotes: quotes.default({}),
    /** the notice says nothing about it: `silence` in the text says so */
    silent: z.boolean().default(false),
    /** about the assistant itself rather than the notice */
    product: z.boolean().default(false),
    /** refused: would need an invention, a private matter or an instruction to the assistant */
    refuses: z.boolean().default(false),
    contact: z.union([z.literal('of-the-area'), z.literal('recommender'), id]).optional(),
    /** a figure a question may get wrong: the answer then begins with `premise` */
    premise: z
      .strictObject({ kind: z.enum(['date', 'copies', 'years', 'months']), is: scalar })
      .refine(({ kind, is }) => (kind === 'date' ? isoDate.safeParse(is).success : typeof is === 'number'), {
        message: 'check.shape.premise',
        path: ['is'],
      })
      .optional(),
    /** ways people ask, by language */
    asked: z.record(z.string(), z.array(z.string()).nonempty()),
    /** words of which one must occur for this answer to be taken */
    needs: z.array(z.string()).optional(),
  }),
)
export type Answer = z.infer<typeof answersSchema>[number]

/** Concept → the words that name it, in any language: how different wordings of a question meet. Never shown. */
export const lexiconSchema = z.record(id, z.array(z.string().min(1)).nonempty())

const words = z.string().min(1)
const fieldTextSchema = z.strictObject({
  label: words,
  /** other names people use for it; a name may belong to several fields, what is said with it then decides */
  also: z.array(words).optional(),
  ask: words,
  hint: words.optional(),
  example: words.optional(),
  options: z.record(z.string(), words).optional(),
  error: z.record(z.string(), words).optional(),
  warn: z.record(z.string(), words).optional(),
  columns: z
    .record(
      z.string(),
      z.strictObject({
        label: words,
        ask: words.optional(),
        hint: words.optional(),
        options: z.record(z.string(), words).optional(),
      }),
    )
    .optional(),
})

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
  contacts: z.record(z.string(), words).default({}),
  recommenders: z.record(z.string(), words).default({}),
  recommenderKinds: z.record(z.string(), words).default({}),
  sections: z.record(z.string(), z.strictObject({ title: words, intro: words.optional() })),
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
  /** programme's own wording for a phrase of locales/, by its key */
  phrases: z.record(z.string(), words).default({}),
  /** words people use here besides those of locales/, by the key of their list, such as `commands.hand-off` */
  lists: z.record(z.string(), z.array(words)).optional(),
})
export type ProgrammeText = z.infer<typeof textSchema>

export type ProgrammeHead = z.infer<typeof programmeSchema>
export type Area = z.infer<typeof areasSchema>[number]
export type Contacts = z.infer<typeof contactsSchema>
export type Recommender = z.infer<typeof recommendersSchema>[number]

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
  readonly sections: readonly Section[]
  /** every field of the form and every fact, by id */
  readonly fields: ReadonlyMap<string, Field>
  readonly answers: readonly Answer[]
  readonly lexicon: z.infer<typeof lexiconSchema>
  readonly text: ReadonlyMap<string, ProgrammeText>
  /** source of the print template */
  readonly template: string
}
