/** The one error envelope (RFC 9457 content type, `application/problem+json`), in the caller's language. */
import { z } from 'zod'

export const errorSchema = z.object({
  error: z.object({
    /** stable, kebab-case, such as `unknown-conversation` */
    code: z.string(),
    /** what happened */
    message: z.string(),
    field: z.string().optional(),
    /** what to do now */
    hint: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof errorSchema>
