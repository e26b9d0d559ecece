/** Rules: when something is asked, holds or is met. */
import { z } from 'zod'
import { duration, id, scalar } from './parts.ts'

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
