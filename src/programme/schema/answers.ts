/** `answers.yaml` and `lexicon.yaml`: what can be answered, and how a question is recognised. */
import { z } from 'zod'
import { clauseId, id, isoDate, scalar } from './parts.ts'

/** States of casework/application-life.ts and project-life.ts that last. */
const STAGES = [
  ...(['recommending', 'deciding', 'returned', 'approved', 'declined', 'rejected', 'withdrawn'] as const),
  ...(['running', 'mid-term', 'changing', 'extending', 'accepting', 'rectifying', 'passed'] as const),
  ...(['certified', 'put-forward', 'not-passed', 'terminated', 'cancelled', 'closed'] as const),
] as const
const DOES = [
  ...(['status', 'recall', 'withdraw', 'request-extension'] as const),
  ...(['request-change', 'request-acceptance'] as const),
] as const

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
    /** states of an application or a project in which it is also said how it stands */
    stages: z.array(z.enum(STAGES)).default([]),
    /** what the assistant can do about it, with the answer, where it can be done now */
    does: z.array(z.enum(DOES)).default([]),
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
