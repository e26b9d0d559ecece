/** `conditions.yaml`: who may apply, and what is asked to find out. */
import { z } from 'zod'
import { fieldSchema } from './form.ts'
import { clauseId, id } from './parts.ts'
import { ruleSchema } from './rule.ts'

export const conditionsSchema = z.strictObject({
  /** fields asked by the eligibility check, in order; a field whose answer can change no verdict is not asked */
  questions: z.array(id).default([]),
  facts: z.array(fieldSchema).default([]),
  conditions: z
    .array(z.strictObject({ id, clause: clauseId, when: ruleSchema.optional(), meets: ruleSchema }))
    .default([]),
})
export type Condition = z.infer<typeof conditionsSchema>['conditions'][number]
