/**
 * `npm run questions`: how many questions are answered rightly, by kind, nature and language, and which are not.
 * With `--clarified` three clarifications have been published since.
 * Misses of the sets put aside are listed only with `--held-out`, so that nobody tunes on it by accident.
 */
import { parseArgs } from 'node:util'
import { threeClarifications } from '../test/questions/clarified-set.ts'
import { type Evaluator, makeEvaluator, type Result, tally } from '../test/questions/evaluate.ts'
import { inventedIn } from '../test/questions/invented.ts'
import { folderOf, otherCalls, type Question, readQuestions, SETS } from '../test/questions/question-set.ts'

const PUT_ASIDE = ['held-out.yaml', 'unseen.yaml', 'fifth.yaml']
const { values } = parseArgs({
  options: {
    'held-out': { type: 'boolean' },
    set: { type: 'string' },
    clarified: { type: 'boolean' },
  },
})

for (const [folder, sets] of Map.groupBy(values.set ? [values.set] : [...SETS, ...otherCalls()], folderOf)) {
  // the clarifications are of the first call
  const isClarified = values.clarified && folder === folderOf('samples.yaml')
  const evaluator = await makeEvaluator(folder, isClarified ? threeClarifications : [])
  for (const set of sets) report(set, evaluator, evaluator.evaluate(readQuestions(set)))
}

function report(set: string, { files }: Evaluator, results: Result[]): void {
  console.log(`\n== ${set}: ${results.length} questions ==`)
  for (const by of ['lang', 'kind', 'nature'] as const) table(results, (question) => question[by])
  const invented = results.flatMap((result) =>
    inventedIn(result.response, result.question.ask, files).map((fact) => `${result.question.ask} → ${fact}`),
  )
  console.log(`invented facts: ${invented.length}`)
  for (const line of invented) console.log(`  ! ${line}`)
  const took = results.map((result) => result.took).sort((a, b) => a - b)
  console.log(`ms per question: median ${percentile(took, 0.5)}, 95 % ${percentile(took, 0.95)}`)
  if (PUT_ASIDE.includes(set) && !values['held-out']) return
  for (const { question, judgement } of results)
    if (judgement.verdict !== 'right')
      console.log(
        `  ${judgement.verdict} [${question.kind}] ${question.ask} ⇒ ${wanted(question)} ≠ ${judgement.why}`,
      )
}

function table(results: Result[], by: (question: Question) => string): void {
  const cells = [...tally(results, by)].map(
    ([key, { of, right, clarified }]) =>
      `${key} ${right}/${of} ${((100 * right) / of).toFixed(1)}%${clarified > 0 ? ` (+${clarified} clarified)` : ''}`,
  )
  console.log(cells.join(' · '))
}

function wanted({ answers, topics, outcome }: Question): string {
  return [...answers, ...topics, outcome].join(' ')
}

function percentile(sorted: number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
}
