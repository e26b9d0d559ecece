/** Matches an upload with what was handed in: reads it, looks its codes up, and says what is wrong. Writes nothing. */
import { readPageCode } from '../../casework/check-code.ts'
import { type KnownCode, matchPaper, type PaperFindings, type PaperProblem } from '../../casework/paper.ts'
import { versionIn } from '../../casework/standing.ts'
import type { ReadScan, ScanFile, ScanReader } from '../../ports/outside.ts'
import type { Store, SubmissionRecord } from '../../ports/store.ts'
import type { Paper } from '../paper.ts'

export interface MatchDeps {
  store: Store
  paper: Paper
  reader: ScanReader
}

export interface MatchedScan {
  findings: PaperFindings
  /** everything in one file */
  pdf: Uint8Array
}

/** @throws ScanFault for what cannot be read */
export async function matchScan(
  files: ScanFile[],
  counting: SubmissionRecord,
  deps: MatchDeps,
): Promise<MatchedScan> {
  const scan = await deps.reader.read(files)
  return { findings: await findingsOf(scan, counting, deps), pdf: scan.pdf }
}

/** What a scan that was read is worth for the version that counts. */
export async function findingsOf(
  scan: ReadScan,
  counting: SubmissionRecord,
  deps: MatchDeps,
): Promise<PaperFindings> {
  const history = await deps.store.submissions.history(counting.draftId)
  const { number, version } = versionIn(history, counting.number)
  const { copies, pages, seal } = await deps.paper.copy(counting)
  const known = await lookUp(scan, deps.store)
  const standing = (found: SubmissionRecord | 'paper' | undefined): KnownCode => {
    if (found === undefined) return { is: 'unknown' }
    if (found === 'paper' || found.draftId !== counting.draftId) return { is: 'other' }
    if (found.id === counting.id) return { is: 'current' }
    return { is: 'earlier', version: versionIn(history, found.number).version }
  }
  const findings = matchPaper(scan.pages, {
    ...{ number, version, copies, pages },
    know: ({ checkCode }) => standing(known.get(checkCode)),
  })
  if (seal !== 'electronic') return findings
  const wrong: PaperProblem[] = scan.signed ? [] : [{ type: 'unsigned' }]
  const altered = await alteredPages(scan, counting, pages, deps)
  return { ...findings, problems: [...wrong, ...findings.problems, ...altered] }
}

/** What was given out with the check codes on the pages: a submission, or a paper of the authority. */
export async function lookUp(
  { pages }: Pick<ReadScan, 'pages'>,
  { submissions, cases }: Pick<Store, 'submissions' | 'cases'>,
): Promise<Map<string, SubmissionRecord | 'paper'>> {
  const codes = new Set(pages.flatMap(({ code }) => (code ? (readPageCode(code)?.checkCode ?? []) : [])))
  const known = new Map<string, SubmissionRecord | 'paper'>()
  for (const code of codes) {
    const found = await submissions.findByCheckCode(code)
    const given = found ?? ((await cases.issuedByCode(code)) ? ('paper' as const) : null)
    if (given) known.set(code, given)
  }
  return known
}

/** An e-sealed file keeps its text: a page whose words are not those of the print was altered. */
async function alteredPages(
  scan: ReadScan,
  counting: SubmissionRecord,
  pages: number,
  { reader, paper }: MatchDeps,
): Promise<PaperProblem[]> {
  const placed = scan.pages.flatMap(({ page, code }) => {
    const read = code ? readPageCode(code) : null
    return read?.place && read.checkCode === counting.checkCode ? [{ page, read, place: read.place }] : []
  })
  const origin = placed[0]?.read.origin
  if (origin === undefined) return []
  let printed = new Uint8Array()
  // the oldest edition: what officers said later is not on what was sealed
  for await (const { pdf } of paper.editions(counting.checkCode, origin)) printed = Uint8Array.from(pdf)
  const [ours, theirs] = [await reader.texts(printed), await reader.texts(scan.pdf)]
  return placed
    .filter(({ page, place }) => {
      const words = bare(ours[(place.copy - 1) * pages + place.page - 1] ?? '')
      return !bare(theirs[page - 1] ?? '').includes(words)
    })
    .map(({ page }) => ({ type: 'altered', page }))
}

const bare = (text: string): string => text.replace(/\s/gu, '')
