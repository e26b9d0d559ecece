/** Reads the files of a programme folder into a Programme, or says what is wrong and where. */
import {
  type Alias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import { type FormFiles, folderOfForm, formFileSchemas, programmeOfForm } from './form-programme.ts'
import { parseNotice } from './notice.ts'
import { layoutOf, papersOf } from './papers.ts'
import type { FolderFiles, Locate, Problem } from './problem.ts'
import { answersSchema, lexiconSchema } from './schema/answers.ts'
import { areasSchema } from './schema/areas.ts'
import { calendarSchema } from './schema/calendar.ts'
import { conditionsSchema } from './schema/conditions.ts'
import { enquiriesSchema } from './schema/enquiries.ts'
import { formSchema } from './schema/form.ts'
import { contactsSchema, recommendersSchema } from './schema/people.ts'
import { programmeSchema } from './schema/programme.ts'
import { textSchema } from './schema/text.ts'
import type { Field, FormSetting, Programme, ProgrammeText } from './schema.ts'
import { faultOf } from './schema-fault.ts'
import { checkSoundness } from './soundness.ts'
import { checkForms } from './soundness-forms.ts'

export type Loaded = (
  | { ok: true; programme: Programme; problems: Problem[] }
  | { ok: false; programme: null; problems: Problem[] }
) & { locate: Locate }

/** Parses and proves a folder. `hash` is the content hash of `files`, computed by the caller. */
export function loadProgramme(files: FolderFiles, hash: string): Loaded {
  const reader = new Reader(files)
  const head = reader.read('programme.yaml', programmeSchema)
  const parts = {
    conditions: reader.readOptional('conditions.yaml', conditionsSchema, {}),
    areas: reader.readOptional('areas.yaml', areasSchema, []),
    contacts: reader.read('contacts.yaml', contactsSchema),
    recommenders: reader.readOptional('recommenders.yaml', recommendersSchema, []),
    enquiries: reader.readOptional('enquiries.yaml', enquiriesSchema, {}),
    form: reader.read('form.yaml', formSchema),
    answers: reader.readOptional('answers.yaml', answersSchema, []),
    lexicon: reader.readOptional('lexicon.yaml', lexiconSchema, {}),
  }
  const calendar = reader.readYears('calendar', calendarSchema)
  const forms = (head?.forms ?? []).map((setting) => readForm(reader, setting, head?.languages ?? []))
  const text = new Map<string, ProgrammeText>()
  for (const language of head?.languages ?? []) {
    const words = reader.read(`text/${language}.yaml`, textSchema)
    if (words) text.set(language, { ...words, forms: formWords(forms, language) })
  }
  reader.reportUnknown(head !== null)
  const { conditions, areas, contacts, recommenders, enquiries, form, answers, lexicon } = parts
  if (
    !head ||
    !conditions ||
    !areas ||
    !contacts ||
    !recommenders ||
    !enquiries ||
    !form ||
    !answers ||
    !lexicon
  )
    return { ok: false, programme: null, problems: reader.problems, locate: reader.locate }
  if (reader.problems.length > 0)
    return { ok: false, programme: null, problems: reader.problems, locate: reader.locate }
  const programme: Programme & { formProgrammes: Programme['formProgrammes'] } = {
    ...head,
    hash,
    notice: parseNotice(files['notice.md'] ?? ''),
    conditions: conditions.conditions,
    questions: conditions.questions,
    facts: conditions.facts,
    areas,
    contacts,
    recommenders,
    enquiries: { ...enquiries, numbering: enquiries.numbering ?? `ZX-${head.numbering.application}` },
    calendar,
    sections: form.sections,
    fields: new Map<string, Field>(
      [...form.sections.flatMap((section) => section.fields), ...conditions.facts].map((f) => [f.id, f]),
    ),
    answers,
    lexicon,
    text,
    template: files[head.print.template] ?? '',
    form: null,
    formProgrammes: new Map(),
    papers: new Map(papersOf(head).map((kind) => [kind, files[layoutOf(kind)] ?? ''])),
  }
  programme.formProgrammes = new Map(
    forms.map((form) => {
      const template = files[form.setting.print.template ?? head.print.template] ?? ''
      return [form.setting.id, programmeOfForm(programme, form, template)]
    }),
  )
  const texts = new Map(forms.map((form) => [form.setting.id, form.text]))
  const problems = [
    ...checkSoundness(programme, files, reader.locate),
    ...checkForms(programme, texts, files, reader.locate, checkSoundness),
  ]
  return { ok: problems.length === 0, programme, problems, locate: reader.locate } as Loaded
}

/** The files of a form; what cannot be read is reported. */
function readForm(reader: Reader, setting: FormSetting, languages: readonly string[]): FormFiles {
  const folder = folderOfForm(setting.id)
  const form = reader.read(`${folder}form.yaml`, formFileSchemas.form)
  const text: FormFiles['text'] = new Map(
    languages.flatMap((language) => {
      const words = reader.read(`${folder}text/${language}.yaml`, formFileSchemas.text)
      return words ? [[language, words] as const] : []
    }),
  )
  return { setting, sections: form?.sections ?? [], text }
}

const formWords = (forms: readonly FormFiles[], language: string): ProgrammeText['forms'] =>
  Object.fromEntries(
    forms.flatMap(({ setting, text }) => {
      const words = text.get(language)
      return words ? [[setting.id, words.form] as const] : []
    }),
  )

/** The key at a path, where it is one of a map, for its line is what an author looks for; else the item of a list. */
function nodeAt(doc: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): Node | undefined {
  const parent = path.length > 1 ? doc.getIn(path.slice(0, -1), true) : doc.contents
  const last = path.at(-1)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last))
    return isNode(pair?.key) ? pair.key : undefined
  }
  const item = isSeq(parent) ? parent.get(Number(last), true) : undefined
  return isNode(item) ? item : undefined
}

/** The first `*word`: it refers to what is written elsewhere, and no file needs that; nearly always it is meant as it stands. */
function firstAlias(doc: ReturnType<typeof parseDocument>): Alias | null {
  let found: Alias | null = null
  visit(doc, {
    Alias(_, node) {
      found = node
      return visit.BREAK
    },
  })
  return found
}

/**
 * Of the shapes that a rule may have, the one its author most likely meant: where the fault lies deepest, then with
 * the fewest faults. “Invalid input” alone would leave them guessing.
 */
function likeliest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const tries = issue.errors.map((issues) =>
    issues.map((one) => ({ ...one, path: [...issue.path, ...one.path] })).flatMap(likeliest),
  )
  const depth = (issues: z.core.$ZodIssue[]): number => Math.max(0, ...issues.map((one) => one.path.length))
  const [best] = tries
    .filter((issues) => issues.length > 0)
    .sort((a, b) => depth(b) - depth(a) || a.length - b.length)
  return best ?? [issue]
}

/** Parses YAML files with zod and turns every issue into a Problem with its line. */
class Reader {
  readonly problems: Problem[] = []
  private readonly known = new Set<string>()
  private readonly files: FolderFiles
  private readonly parsed = new Map<string, { doc: ReturnType<typeof parseDocument>; lines: LineCounter }>()

  constructor(files: FolderFiles) {
    this.files = files
  }

  readOptional<S extends z.ZodType>(file: string, schema: S, fallback: unknown): z.infer<S> | null {
    this.known.add(file)
    return this.files[file] === undefined ? schema.parse(fallback) : this.read(file, schema)
  }

  read<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
    this.known.add(file)
    const source = this.files[file]
    if (source === undefined) {
      this.problems.push({ file, line: 1, code: 'missing-file', params: { file } })
      return null
    }
    const lines = new LineCounter()
    const doc = parseDocument(source, { lineCounter: lines })
    this.parsed.set(file, { doc, lines })
    for (const error of doc.errors)
      this.problems.push({
        file,
        line: lines.linePos(error.pos[0]).line,
        code: 'yaml',
        params: { detail: error.message.split('\n')[0] ?? '', fault: `check.yaml-fault.${error.code}` },
      })
    if (doc.errors.length > 0) return null
    const alias = firstAlias(doc)
    if (alias !== null) {
      const params = { detail: alias.source, fault: 'check.yaml-fault.BAD_ALIAS' }
      this.problems.push({ file, line: lines.linePos(alias.range?.[0] ?? 0).line, code: 'yaml', params })
      return null
    }
    const result = schema.safeParse(doc.toJS())
    if (result.success) return result.data
    for (const issue of result.error.issues.flatMap(likeliest)) this.report(file, issue)
    return null
  }

  /** Every `<folder>/<year>.yaml`, by its year. */
  readYears<S extends z.ZodType>(folder: string, schema: S): Map<number, z.infer<S>> {
    const years = new Map<number, z.infer<S>>()
    for (const file of Object.keys(this.files)) {
      const year = new RegExp(`^${folder}/(\\d{4})\\.yaml$`).exec(file)?.[1]
      const content = year === undefined ? null : this.read(file, schema)
      if (content !== null) years.set(Number(year), content)
    }
    return years
  }

  /** A misspelt file name would pass for a file left out. Without the head no text and no form can be called unknown. */
  reportUnknown(headKnown: boolean): void {
    for (const file of Object.keys(this.files))
      if (file.endsWith('.yaml') && !this.known.has(file) && (headKnown || !/^(?:text|forms)\//.test(file)))
        this.problems.push({ file, line: 1, code: 'unknown-file', params: { file } })
  }

  readonly locate: Locate = (file, path) => {
    const entry = this.parsed.get(file)
    if (!entry) return 1
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(entry.doc, path.slice(0, length))
      if (node?.range) return entry.lines.linePos(node.range[0]).line
    }
    const { contents } = entry.doc
    if (contents?.range) return entry.lines.linePos(contents.range[0]).line
    return 1
  }

  private report(file: string, issue: z.core.$ZodIssue): void {
    const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const { key: fault, params } = faultOf(issue, this.parsed.get(file)?.doc.getIn(issue.path))
    const at = this.nameOf(file, issue.path)
    this.problems.push({
      file,
      line: this.locate(file, [...issue.path, ...key]),
      code: at === '' ? 'empty-file' : 'schema',
      params: { at, file, detail: issue.message, ...(fault ? { fault } : {}), ...params },
    })
  }

  /** A path as its author would name it: an item of a list by its id where it has one, else by its number from 1. */
  private nameOf(file: string, path: readonly PropertyKey[]): string {
    const doc = this.parsed.get(file)?.doc
    const names = path.map((step, index) => {
      if (typeof step !== 'number') return String(step)
      const id = doc?.getIn([...path.slice(0, index + 1), 'id'])
      return typeof id === 'string' ? id : String(step + 1)
    })
    return names.join('.') || (doc?.contents && isMap(doc.contents) ? file : '')
  }
}
