/** Proves a programme's paper: it prints in every language, and every field that belongs on it has its place. */
import type { Draft } from '../conversation/types.ts'
import { type Locale, Phrases } from '../language/phrases.ts'
import type { Printer } from '../ports/outside.ts'
import type { Field, Programme } from '../programme/schema.ts'
import { buildPrintData, type Submission } from './build-print-data.ts'
import { marksOf } from './format-values.ts'
import { sampleValue } from './sample-values.ts'

/** What is wrong with the paper. `line` is a line of the layout, 1-based; 1 where none is known. */
export type PrintFault =
  | { type: 'print-fails'; line: number; detail: string }
  | { type: 'not-printed'; field: string }

const sampleSubmission: Submission = {
  number: 'SAMPLE-0001',
  checkCode: '0000-0000-0000-0000',
  at: '2001-01-01T00:00:00Z',
  version: 1,
  checkUrl: 'http://127.0.0.1/check/0000-0000-0000-0000',
}

/**
 * Prints the form with made-up answers, then once more for every field with that one answer changed: where the paper
 * stays the same, the layout has no place for it. Whatever the layout does, this finds out; a print takes about 20 ms.
 */
export async function provePrint(
  programme: Programme,
  printer: Pick<Printer, 'print'>,
  locales: ReadonlyMap<string, Locale>,
): Promise<PrintFault[]> {
  const proof = new Proof(programme, printer, locales)
  const failures = await proof.failures()
  return failures.length > 0 ? failures : proof.unprinted()
}

class Proof {
  private readonly programme: Programme
  private readonly printer: Pick<Printer, 'print'>
  private readonly locales: ReadonlyMap<string, Locale>

  constructor(programme: Programme, printer: Pick<Printer, 'print'>, locales: ReadonlyMap<string, Locale>) {
    this.programme = programme
    this.printer = printer
    this.locales = locales
  }

  /** A practice print and a submission in each language; the first fault of each is enough. */
  async failures(): Promise<PrintFault[]> {
    const faults = new Map<string, PrintFault>()
    for (const language of this.programme.languages)
      for (const submission of [null, sampleSubmission]) {
        const detail = await this.print(this.programme, language, submission).then(() => null, messageOf)
        const line = Number(/\bline (\d+)/.exec(detail ?? '')?.[1] ?? 1)
        if (detail !== null) faults.set(detail, { type: 'print-fails', line, detail })
      }
    return [...faults.values()]
  }

  async unprinted(): Promise<PrintFault[]> {
    const language = this.programme.languages[0] ?? ''
    const whole = await this.print(this.programme, language, null)
    const faults: PrintFault[] = []
    for (const field of this.programme.sections.flatMap((section) => section.fields)) {
      if (!field.print) continue
      const changed = await this.print(this.programme, language, null, field)
      if (Buffer.compare(whole, changed) === 0) faults.push({ type: 'not-printed', field: field.id })
    }
    return faults
  }

  /** @param other the field that is answered differently */
  private print(programme: Programme, language: string, submission: Submission | null, other?: Field) {
    const text = programme.text.get(language)
    const locale = this.locales.get(language)
    if (!text || !locale) throw new Error(`No text/${language}.yaml or no locales/${language}.yaml`)
    const printed = other?.type === 'constant' ? withOtherValue(programme, other) : programme
    const data = buildPrintData(printed, text, this.entries(other), submission, {
      language,
      marks: marksOf(new Phrases(locale, text.phrases)),
      isShown: () => true,
    })
    const { id, hash, template } = programme
    return this.printer.print({ programmeId: id, programmeHash: hash, template, fonts: 'song', data })
  }

  private entries(other?: Field): Draft['entries'] {
    const entries: Draft['entries'] = {}
    for (const field of this.programme.fields.values()) {
      const value = sampleValue(this.programme, field, field.id === other?.id ? 1 : 0)
      if (value !== undefined && field.type !== 'constant') entries[field.id] = { value }
    }
    return entries
  }
}

/** A constant is no answer; it is changed where it stands. */
function withOtherValue(programme: Programme, field: Field): Programme {
  const sections = programme.sections.map((section) => ({
    ...section,
    fields: section.fields.map((one) => (one.id === field.id ? { ...one, value: 'changed' } : one)),
  }))
  return {
    ...programme,
    sections,
    fields: new Map([...programme.fields, [field.id, { ...field, value: 'changed' }]]),
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
