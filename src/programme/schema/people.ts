/** `contacts.yaml` and `recommenders.yaml`: whom an applicant has to do with. */
import { z } from 'zod'
import { clauseId, id, isoDate } from './parts.ts'
import { ruleSchema } from './rule.ts'

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
export type Contacts = z.infer<typeof contactsSchema>

export const recommendersSchema = z.array(
  z.strictObject({
    id,
    kind: id,
    /** suggested first while this holds; the whole list is always at hand */
    suggest: ruleSchema.optional(),
    status: z.enum(['in-notice', 'to-be-confirmed']),
  }),
)
export type Recommender = z.infer<typeof recommendersSchema>[number]
