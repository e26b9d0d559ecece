/** `areas.yaml`: what an application may be about. */
import { z } from 'zod'
import { clauseId, id } from './parts.ts'

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
export type Area = z.infer<typeof areasSchema>[number]
