/** From answers to paper: every word of the print, chosen and formatted, with nothing left to decide. */
import type { Opinion } from '../casework/opinions.ts'
import type { Draft, Row, Value } from '../conversation/types.ts'
import type { PrintBlock, PrintBox, PrintCell, PrintData, SealStep } from '../ports/outside.ts'
import type { Field, Programme, ProgrammeText, Section } from '../programme/schema.ts'
import {
  formatDay,
  formatInstant,
  formatTable,
  formatValue,
  type Marks,
  printWord,
  type Wording,
} from './format-values.ts'
import { qrSvg } from './qr.ts'
import { isFile } from './unprintable.ts'

export interface Submission {
  number: string
  checkCode: string
  /** ISO instant */
  at: string
  /** 1 for the first submission, 2 for its first replacement, … */
  version: number
  /** where anyone sees whether this print is the current version */
  checkUrl: string
}

export interface PrintOptions {
  /** BCP 47, such as `zh-CN` */
  language: string
  marks: Marks
  /** whether the rules of the form show this field for these answers */
  isShown(fieldId: string): boolean
  /** what recommending bodies said of this version; none unless given */
  opinions?: readonly PrintedOpinion[]
}

/** Printed in the box that has the id of the tier. */
export interface PrintedOpinion extends Opinion {
  /** id of the recommending body, where there are several */
  body: string | null
}

type Entries = Draft['entries']

/** The mark that sends the reader to the footnote. */
const remarkMark = '*'
/** A choice of more is printed as the chosen words alone. */
const mostTicks = 7
/** Half-widths a value may have before it takes the whole width of the grid. */
const narrow = 26

/** The print of a submission or, with `submission` null, the marked practice print of a draft. */
export function buildPrintData(
  programme: Programme,
  text: ProgrammeText,
  entries: Entries,
  submission: Submission | null,
  options: PrintOptions,
): PrintData {
  const wording = { programme, text, language: options.language, marks: options.marks }
  const cover = coverLines(wording, entries, submission)
  const wet = boxes(wording, options)
  return {
    language: options.language,
    title: printWord(wording, 'title'),
    ...(text.print.subtitle === undefined ? {} : { subtitle: text.print.subtitle }),
    ...identity(wording, submission),
    cover,
    sections: programme.sections.flatMap((section) => printSection(wording, section, entries, options)),
    declaration: text.programme.declaration,
    boxes: wet,
    ...(submission && programme.print.seal === 'wet' ? sealSteps(text) : {}),
    ...(programme.print.seal === 'electronic' ? electronic(wording, wet) : {}),
    words: text.print,
    copies: submission ? programme.print.copies : 1,
    ...(submission ? {} : { practice: printWord(wording, 'practice') }),
  }
}

function identity(wording: Wording, submission: Submission | null) {
  if (!submission) {
    return { number: '', checkCode: '', checkUrl: '', submittedAt: '', version: '', qrSvg: '' }
  }
  const { number, checkCode, checkUrl, at, version } = submission
  return {
    number,
    checkCode,
    checkUrl,
    submittedAt: formatInstant(wording.language, wording.programme.timezone, at),
    version: printWord(wording, 'version').replace('{version}', String(version)),
    qrSvg: qrSvg(checkUrl),
  }
}

/** Print words named `cover.<field>` put that field on the cover, in their order; `cover.submitted` is the day. */
function coverLines(wording: Wording, entries: Entries, submission: Submission | null) {
  return wordsUnder(wording.text, 'cover').map(([id, label]) => {
    if (id === 'submitted') {
      const { language, programme } = wording
      return { label, value: submission ? formatDay(language, programme.timezone, submission.at) : '' }
    }
    const field = wording.programme.fields.get(id)
    if (!field)
      throw new Error(`The print word "cover.${id}" names no field; use a field's id or "submitted"`)
    return { label, value: answerInWords(wording, field, entries) }
  })
}

/**
 * Print words named `box.<id>.title`, `.text`, `.signature`, `.seal` and `.date` make a box, in their order. Tiers that an
 * application passes by, because no recommending body is asked for, have none.
 */
function boxes(wording: Wording, { opinions = [], isShown }: PrintOptions): PrintData['boxes'] {
  const passedBy = tiersPassedBy(wording.programme, isShown)
  const all = partsUnder(wording.text, 'box').filter(({ id }) => !passedBy.includes(id))
  return all.map(({ id, parts }) => {
    const { title = '', text, signature = '', seal = '', date = '' } = parts
    const box = { title, ...(text === undefined ? {} : { text }), signature, seal, date }
    const opinion = opinions.findLast(({ tier }) => tier === id)
    return opinion ? { ...box, ...inBox(wording, opinion) } : box
  })
}

function tiersPassedBy({ fields, tiers }: Programme, isShown: PrintOptions['isShown']): readonly string[] {
  const asking = [...fields.values()].filter(({ type }) => type === 'recommender')
  return asking.length > 0 && !asking.some(({ id }) => isShown(id)) ? tiers.slice(0, -1) : []
}

function inBox({ text, language, programme }: Wording, { tier, body, at, text: said }: PrintedOpinion) {
  const name = (body === null ? undefined : text.recommenders[body]) ?? text.tiers[tier]
  const date = formatDay(language, programme.timezone, at.toISOString())
  return { text: said, ...(name === undefined ? {} : { name }), date }
}

/** Print words named `seal.<id>.title`, `.text` and `.basis` make a step of the seal guide, in their order. */
function sealSteps(text: ProgrammeText): { sealSteps?: SealStep[] } {
  const steps = partsUnder(text, 'seal').map(({ parts: { title = '', text: words = '', basis = '' } }) => ({
    title,
    text: words,
    basis,
  }))
  return steps.length > 0 ? { sealSteps: steps } : {}
}

/** No room for seals on paper; instead it says that the seal is set in the file. */
const electronic = (wording: Wording, wet: PrintBox[]) => ({
  boxes: wet.map((box) => ({ ...box, seal: '' })),
  sealNote: printWord(wording, 'electronicSeal'),
})

/** Words named `<prefix>.<id>.<part>`, one record an id. */
function partsUnder(text: ProgrammeText, prefix: string): { id: string; parts: Record<string, string> }[] {
  const parts = new Map<string, Record<string, string>>()
  for (const [key, word] of wordsUnder(text, prefix)) {
    const [id = '', part = ''] = key.split('.')
    parts.set(id, { ...parts.get(id), [part]: word })
  }
  return [...parts].map(([id, own]) => ({ id, parts: own }))
}

const wordsUnder = (text: ProgrammeText, prefix: string) =>
  Object.entries(text.print).flatMap(([key, word]) =>
    key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), word] as const] : [],
  )

function printSection(
  wording: Wording,
  section: Section,
  entries: Entries,
  { isShown }: PrintOptions,
): PrintData['sections'] {
  const fields = section.fields.filter((field) => field.print && isShown(field.id))
  if (fields.length === 0) return []
  const blocks = joinGrids(fields.map((field) => printField(wording, field, entries)))
  return [{ title: wording.text.sections[section.id]?.title ?? section.id, blocks }]
}

/** Neighbouring short answers share one grid. */
function joinGrids(blocks: PrintBlock[]): PrintBlock[] {
  const joined: PrintBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind === 'grid' && last?.kind === 'grid') last.cells.push(...block.cells)
    else joined.push(block)
  }
  return joined
}

function printField(wording: Wording, field: Field, entries: Entries): PrintBlock {
  const label = wording.text.fields[field.id]?.label ?? field.id
  const head = { label, ...(field.basis === 'N' ? {} : { remark: remarkMark }) }
  const value = answerOf(entries, field)
  if (field.type === 'longtext') return { kind: 'text', ...head, value: formatValue(wording, field, value) }
  if (field.type === 'rows') return { kind: 'table', ...head, ...formatTable(wording, field, rowsOf(value)) }
  if (field.type === 'files') return { kind: 'files', ...head, names: namesOf(value) }
  const options = field.options ?? []
  if (isChoice(field) && options.length <= mostTicks) {
    return { kind: 'options', ...head, options: ticks(wording, field, options, value) }
  }
  return { kind: 'grid', cells: [cell(field, head, answerInWords(wording, field, entries))] }
}

const isChoice = (field: Field) => field.type === 'choice' || field.type === 'choices'

function ticks({ text }: Wording, field: Field, options: string[], value: Value | undefined) {
  const chosen = new Set<unknown>(Array.isArray(value) ? value : [value])
  return options.map((id) => ({ label: text.fields[field.id]?.options?.[id] ?? id, on: chosen.has(id) }))
}

function cell(field: Field, head: { label: string; remark?: string }, value: string): PrintCell {
  const wide = halfWidths(value) > narrow || (field.type === 'text' && (field.max ?? 0) >= 100)
  return { ...head, value, ...(wide ? { wide } : {}) }
}

const halfWidths = (text: string) =>
  [...text].reduce((sum, character) => sum + (character > '\u2E7F' ? 2 : 1), 0)

const answerInWords = (wording: Wording, field: Field, entries: Entries) =>
  formatValue(wording, field, answerOf(entries, field))

/** A wrong input stands in a practice print as it was typed; a submission has none. */
const answerOf = (entries: Entries, field: Field): Value | undefined =>
  field.type === 'constant' ? field.value : (entries[field.id]?.value ?? entries[field.id]?.raw)

const rowsOf = (value: Value | undefined): Row[] =>
  Array.isArray(value) ? value.filter((item): item is Row => typeof item === 'object' && !isFile(item)) : []

const namesOf = (value: Value | undefined): string[] =>
  Array.isArray(value)
    ? value.flatMap((item) => (typeof item === 'object' && isFile(item) ? [item.name] : []))
    : []
