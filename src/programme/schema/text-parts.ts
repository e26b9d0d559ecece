/** Words that the application form and the forms after it have in the same shape. */
import { z } from 'zod'
import { words } from './parts.ts'

export const fieldTextSchema = z.strictObject({
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

export const sectionTextSchema = z.strictObject({ title: words, intro: words.optional() })
