/** Findings as the console shows them. */
import type { z } from 'zod'
import type { PaperFindings } from '../../casework/paper.ts'
import type { paperFindingsSchema } from '../../contract/cases.ts'
import { sayProblems } from '../../conversation/replies/paper.ts'
import type { Phrases } from '../../language/phrases.ts'

export const findingsInWords = (
  { problems, ...findings }: PaperFindings,
  phrases: Phrases,
): z.infer<typeof paperFindingsSchema> => ({ ...findings, problems: sayProblems(problems, phrases) })
