/** Golden conversations: what is said, which phrases must come back, how it must end. */
import { parse } from 'yaml'
import { z } from 'zod'

const keys = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat())

/** A change of one file of the folder: `find` stands in it exactly once. */
const amendmentSchema = z.strictObject({ file: z.string(), find: z.string(), put: z.string() })
export type AmendedFile = z.infer<typeof amendmentSchema>

const caseSchema = z.looseObject({ by: z.string(), act: z.string() })
export type CaseStep = z.infer<typeof caseSchema>

const stepSchema = z.strictObject({
  you: z.string().optional(),
  /** value of a button; `…*`: the one on the screen that begins so */
  press: z.string().optional(),
  /** a filled-in card */
  fill: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** names of files sent */
  send: z.array(z.string()).optional(),
  /** of the stamped form: what the code of each page says, such as `1-2`, `forged 1-2`, or `-` for none; in a replay only */
  pages: z.array(z.string()).optional(),
  /** an officer's answer to the newest question */
  officer: z.string().optional(),
  /** an act of casework: by a tier of the programme or by `clock`, with what the act says besides */
  case: caseSchema.optional(),
  /** before this step the folder is published with the changes of `amendment`; `back`: as it was before */
  publish: z.enum(['amended', 'back']).optional(),
  /** moves the clock before this step */
  clock: z.iso.datetime({ offset: true }).optional(),
  /** keys of the replies, in order; `…*` stands for any ending */
  bot: keys.optional(),
  /** words the replies must hold */
  words: keys.optional(),
  /** words the replies must not hold */
  never: keys.optional(),
})

const transcriptSchema = z.strictObject({
  title: z.string(),
  clock: z.iso.datetime({ offset: true }),
  locale: z.string().default('zh-CN'),
  /** officers take questions here */
  officers: z.boolean().default(false),
  /** what the call is amended by during the talk */
  amendment: z.array(amendmentSchema).nonempty().optional(),
  /** answers the draft holds before the talk, as typed; the rows of a list as lines */
  given: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  talk: z.array(stepSchema).nonempty(),
  ends: z
    .strictObject({
      waitingFor: z.string().nullable().optional(),
      /** values the draft must hold at the end */
      draft: z.record(z.string(), z.unknown()).optional(),
      submitted: z.boolean().optional(),
    })
    .optional(),
})
export type Transcript = z.infer<typeof transcriptSchema>
export type TranscriptStep = Transcript['talk'][number]

/** Reads a transcript file. @throws ZodError naming the step that is wrong */
export function parseTranscript(source: string): Transcript {
  return transcriptSchema.parse(parse(source))
}

/** What came back from one step, whatever the channel. */
export interface Heard {
  key: string
  text: string
}

/** What is wrong with the replies to a step; empty when all is as written. */
export function compareStep(step: TranscriptStep, heard: readonly Heard[]): string[] {
  const problems: string[] = []
  const got = heard.map((reply) => reply.key)
  const all = heard.map((reply) => reply.text).join('\n')
  if (step.bot && !sameKeys(step.bot, got))
    problems.push(`expected ${step.bot.join(', ')}; got ${got.join(', ')}`)
  for (const word of step.words ?? [])
    if (!all.includes(word)) problems.push(`"${word}" is missing in: ${all}`)
  for (const word of step.never ?? [])
    if (all.includes(word)) problems.push(`"${word}" must not occur in: ${all}`)
  return problems
}

function sameKeys(wanted: readonly string[], got: readonly string[]): boolean {
  return (
    wanted.length === got.length &&
    wanted.every((key, i) =>
      key.endsWith('*') ? (got[i] ?? '').startsWith(key.slice(0, -1)) : key === got[i],
    )
  )
}
