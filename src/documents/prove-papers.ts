/** Proves the layouts of the papers of the authority: each prints in every language, and has a place for what it must say. */
import type { IssuedKind } from '../casework/issued.ts'
import { type Locale, Phrases } from '../language/phrases.ts'
import type { PaperData, Printer } from '../ports/outside.ts'
import type { Programme } from '../programme/schema.ts'
import { buildPaperData } from './build-paper-data.ts'
import { marksOf } from './format-values.ts'
import { sampleIssued } from './sample-issued.ts'

/** What is wrong with a paper. `line` is a line of its layout, 1-based; 1 where none is known. */
export type PaperFault =
  | { type: 'print-fails'; kind: IssuedKind; line: number; detail: string }
  | { type: 'not-printed'; kind: IssuedKind; fact: string }

const checkCode = '0000-0000-0000-0000'
const checkUrl = `http://127.0.0.1/check/${checkCode}`

/**
 * Prints every paper as a sample and as if it were issued, full and with as little as a paper may have; then once more for
 * each fact that it must show with that one changed: where the paper stays the same, the layout has no place for it.
 */
export async function provePapers(
  programme: Programme,
  printer: Pick<Printer, 'print'>,
  locales: ReadonlyMap<string, Locale>,
): Promise<PaperFault[]> {
  const faults: PaperFault[] = []
  for (const kind of programme.papers.keys()) {
    const failures = await failuresOf(kind, { programme, printer, locales })
    faults.push(...failures)
    if (failures.length === 0) faults.push(...(await unprinted(kind, { programme, printer, locales })))
  }
  return faults
}

interface Workshop {
  programme: Programme
  printer: Pick<Printer, 'print'>
  locales: ReadonlyMap<string, Locale>
}

/** The first fault of each is enough. */
async function failuresOf(kind: IssuedKind, shop: Workshop): Promise<PaperFault[]> {
  const faults = new Map<string, PaperFault>()
  for (const language of shop.programme.languages)
    for (const data of [
      paperIn(language, kind, shop),
      bare(paperIn(language, kind, shop)),
      sample(language, kind, shop),
    ]) {
      const detail = await print(kind, data, shop).then(() => null, messageOf)
      const line = Number(/\bline (\d+)/.exec(detail ?? '')?.[1] ?? 1)
      if (detail !== null) faults.set(detail, { type: 'print-fails', kind, line, detail })
    }
  return [...faults.values()]
}

/** What no paper can do without: whose it is, since when, and where it is checked. */
const facts = (kind: IssuedKind) =>
  kind === 'approval'
    ? (['number', 'approvedOn', 'issuedOn', 'issuer', 'qrSvg', 'rows'] as const)
    : (['number', 'title', 'applicant', 'issuedOn', 'issuer', 'qrSvg'] as const)

async function unprinted(kind: IssuedKind, shop: Workshop): Promise<PaperFault[]> {
  const whole = paperIn(shop.programme.languages[0] ?? '', kind, shop)
  const before = await print(kind, whole, shop)
  const faults: PaperFault[] = []
  for (const fact of facts(kind)) {
    const changed = fact === 'rows' ? { rows: whole.rows.slice(1) } : { [fact]: other(whole[fact]) }
    const after = await print(kind, { ...whole, ...changed, words: said(whole, fact) }, shop)
    if (Buffer.compare(before, after) === 0) faults.push({ type: 'not-printed', kind, fact })
  }
  return faults
}

const other = (value: string): string =>
  value.startsWith('<svg') ? value.replace('#fff', '#eee') : `${value}1`

/** The words, with the fact changed where they say it. */
const said = (data: PaperData, fact: keyof PaperData): PaperData['words'] => {
  const value = data[fact]
  if (typeof value !== 'string' || value === '') return data.words
  return Object.fromEntries(
    Object.entries(data.words).map(([key, word]) => [key, word.replaceAll(value, other(value))]),
  )
}

function paperIn(
  language: string,
  kind: IssuedKind,
  { programme, locales }: Workshop,
  issued = true,
): PaperData {
  const text = programme.text.get(language)
  const locale = locales.get(language)
  if (!text || !locale) throw new Error(`No text/${language}.yaml or no locales/${language}.yaml`)
  const marks = marksOf(new Phrases(locale, text.phrases))
  const code = issued ? { checkCode, checkUrl } : { checkCode: '', checkUrl: '' }
  return buildPaperData(programme, text, { ...sampleIssued(programme, text, kind), ...code, language, marks })
}

const sample = (language: string, kind: IssuedKind, shop: Workshop) => paperIn(language, kind, shop, false)

/** A programme may know neither bodies nor areas, and a decision no document. */
const bare = (data: PaperData): PaperData => ({
  ...data,
  ...{ body: '', areas: '', document: '', decidedOn: '', clause: null },
  rows: data.rows.map((row) => ({ ...row, body: '', areas: '' })),
})

function print(kind: IssuedKind, data: PaperData, { programme, printer }: Workshop): Promise<Uint8Array> {
  const { id, hash, papers } = programme
  const template = papers.get(kind) ?? ''
  return printer.print({ programmeId: id, programmeHash: hash, template, fonts: 'song', data })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
