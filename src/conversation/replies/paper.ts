/** What a scan of the stamped form comes to, in words: for applicants, officers and the command line. */
import type { PaperFindings, PaperProblem } from '../../casework/paper.ts'
import type { Phrases } from '../../language/phrases.ts'
import type { FileRef, Reply } from '../types.ts'
import type { World } from '../world.ts'

export interface SaidProblem {
  type: PaperProblem['type']
  text: string
}

/** Every problem in words; pages with the same one are named together. */
export function sayProblems(problems: readonly PaperProblem[], phrases: Phrases): SaidProblem[] {
  const groups = new Map<string, PaperProblem[]>()
  for (const problem of problems) {
    const key = keyOf(problem)
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return [...groups.values()].map((group) => said(group, phrases))
}

/** Problems of one key are said in one sentence. */
function keyOf(problem: PaperProblem): string {
  if (problem.type === 'earlier') return `earlier ${problem.version}`
  return 'page' in problem && problem.type !== 'reused' ? problem.type : JSON.stringify(problem)
}

function said(group: PaperProblem[], phrases: Phrases): SaidProblem {
  const [first] = group as [PaperProblem]
  const { type, ...rest } = first
  const pages = 'pages' in first ? first.pages : group.flatMap((one) => ('page' in one ? [one.page] : []))
  const params = { ...rest, pages: inRanges(pages, phrases) }
  return { type, text: phrases.say(`scan.problem.${type}`, params) }
}

/** `1—3、5` */
function inRanges(pages: readonly number[], phrases: Phrases): string {
  const ranges: { from: number; to: number }[] = []
  for (const page of pages) {
    const last = ranges.at(-1)
    if (last && page <= last.to + 1) last.to = page
    else ranges.push({ from: page, to: page })
  }
  return ranges
    .map(({ from, to }) => (from === to ? String(from) : phrases.say('scan.range', { from, to })))
    .join(phrases.say('marks.list'))
}

/** One sentence when all is well, else a heading over the problems. */
export function headPaper(findings: PaperFindings, phrases: Phrases): string {
  const { number, version, found, expected, copies, problems } = findings
  const params = { number: number ?? '', version: version ?? 0, found, expected, copies }
  return phrases.say(problems.length === 0 ? 'scan.well' : 'scan.heading', {
    ...params,
    pages: expected / copies,
  })
}

/** What was found, what is to be done, and that paper stays paper. */
export function sayFindings({ phrases, programme }: World, findings: PaperFindings): Reply {
  const { problems } = findings
  const isSigned = programme.print.seal === 'electronic' && !problems.some(({ type }) => type === 'unsigned')
  const lines = [
    headPaper(findings, phrases),
    ...sayProblems(problems, phrases).map(({ text }) => `· ${text}`),
    phrases.say('scan.kept'),
    ...(problems.length > 0 ? [phrases.say('scan.what-next')] : []),
    ...(isSigned ? [phrases.say('scan.signed')] : []),
    ...(programme.print.seal === 'wet' ? [phrases.say('scan.paper-counts')] : []),
  ]
  const key = problems.length === 0 ? 'scan.well' : 'scan.heading'
  return {
    key,
    text: lines.join('\n'),
    choices: [{ value: 'show:status', label: phrases.say('buttons.status') }],
  }
}

/** Photos that wait for the others. */
export function sayCollected({ phrases }: World, added: number, all: readonly FileRef[]): Reply {
  return {
    key: 'scan.collected',
    text: phrases.say('scan.collected', { added, count: all.length }),
    choices: [
      { value: 'do:match-paper', label: phrases.say('scan.buttons.done') },
      { value: 'do:drop-paper', label: phrases.say('scan.buttons.drop') },
    ],
  }
}
