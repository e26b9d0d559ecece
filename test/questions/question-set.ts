/** The questions the assistant is measured with, and what a right answer to each would be. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

export const KINDS = [
  'plain',
  'colloquial',
  'typo',
  'pinyin',
  'traditional',
  'one-word',
  'rambling',
  'two-in-one',
  'noise',
  'en-plain',
  'en-loose',
] as const
export const NATURES = ['answerable', 'silent', 'out-of-scope', 'false-premise', 'hostile', 'invent'] as const
export const OUTCOMES = ['answered', 'silent', 'clarify', 'out-of-scope', 'topics'] as const
export type Outcome = (typeof OUTCOMES)[number]

const questionSchema = z.strictObject({
  id: z.string().optional(),
  ask: z.string().min(1),
  kind: z.enum(KINDS),
  nature: z.enum(NATURES).default('answerable'),
  lang: z.enum(['zh', 'en']).optional(),
  /** each entry must be answered; `a|b`: either will do */
  answers: z.array(z.string()).default([]),
  /** may be answered besides */
  also: z.array(z.string()).default([]),
  /** each entry must be among the suggested topics; `a|b`: either will do */
  topics: z.array(z.string()).default([]),
  outcome: z.union([z.enum(OUTCOMES), z.array(z.enum(OUTCOMES)).nonempty()]),
  /** whom the reply must name: a contact of the folder, `recommender` or `of-the-area` */
  contact: z.string().optional(),
  /** words of which one must be in the reply, such as the figure that corrects a false one */
  says: z.array(z.string()).default([]),
})
export type Question = z.infer<typeof questionSchema> & { lang: 'zh' | 'en' }

const HOME = 'shanghai-standardization-pilot-2021'
const OTHERS = 'other-calls'

/** Sets about the first call. */
export const SETS = [
  'samples.yaml',
  'own',
  'second.yaml',
  'third.yaml',
  'fourth.yaml',
  'held-out.yaml',
  'unseen.yaml',
  'fifth.yaml',
]

/** Sets about another call, each named after its programme folder. */
export const otherCalls = (): string[] =>
  readdirSync(path.join(import.meta.dirname, OTHERS))
    .sort()
    .map((file) => `${OTHERS}/${file}`)

/** The programme folder that a set is about. */
export const folderOf = (set: string): string =>
  set.startsWith(`${OTHERS}/`) ? path.basename(set, '.yaml') : HOME

/** Questions of one file, or of every YAML file of a folder, in order. */
export function readQuestions(name: string): Question[] {
  const at = path.join(import.meta.dirname, name)
  const files = name.endsWith('.yaml')
    ? [at]
    : readdirSync(at)
        .sort()
        .map((file) => path.join(at, file))
  return files.flatMap((file) => {
    const list = z.array(questionSchema).parse(parse(readFileSync(file, 'utf8')))
    return list.map((question) => ({
      ...question,
      lang: question.lang ?? (question.kind.startsWith('en') ? 'en' : 'zh'),
    }))
  })
}
