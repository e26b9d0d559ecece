/** `form.yaml`: the sections of the form and their fields. */
import { z } from 'zod'
import { COLUMN_TYPES, FIELD_TYPES } from '../../contract/field-types.ts'
import { clauseId, id, scalar } from './parts.ts'
import { ruleSchema } from './rule.ts'

/** How many ones the figure counts in: 10000 where amounts are in 万元. A figure typed with another unit is converted. */
const unit = z.number().int().positive().optional()

const columnSchema = z.strictObject({
  id,
  type: z.enum(COLUMN_TYPES),
  required: z.boolean().default(false),
  max: z.number().int().positive().optional(),
  unit,
  options: z.array(id).nonempty().optional(),
})
export type Column = z.infer<typeof columnSchema>

/** A field of the form or a fact of the eligibility check; both live in the same draft under their id. */
export const fieldSchema = z.strictObject({
  id,
  type: z.enum(FIELD_TYPES),
  required: z.boolean().default(false),
  /** characters (code points) for text, digits for numbers, choices for `choices` and `topics`, files for `files` */
  max: z.number().int().positive().optional(),
  min: z.number().optional(),
  decimals: z.number().int().nonnegative().optional(),
  unit,
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
  scan: z
    .literal(true)
    .optional()
    .describe('takes the scan of the sealed print, which is matched by the codes on its pages'),
  print: z.boolean().default(true).describe('false: deliberately without a place in print'),
})
export type Field = z.infer<typeof fieldSchema>

export const formSchema = z.strictObject({
  sections: z.array(
    z.strictObject({ id, when: ruleSchema.optional(), fields: z.array(fieldSchema).nonempty() }),
  ),
})
export type Section = z.infer<typeof formSchema>['sections'][number]
