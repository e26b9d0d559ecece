/** Reads the files of a programme folder into a Programme, or says what is wrong and where. */
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { parseNotice } from './notice.ts'
import type { FolderFiles, Locate, Problem } from './problem.ts'
import {
  answersSchema,
  areasSchema,
  conditionsSchema,
  contactsSchema,
  type Field,
  formSchema,
  type Programme,
  type ProgrammeText,
  programmeSchema,
  recommendersSchema,
  textSchema,
} from './schema.ts'
import { checkSoundness } from './soundness.ts'

export type Loaded =
  | { ok: true; programme: Programme; problems: Problem[] }
  | { ok: false; programme: null; problems: Problem[] }

/** Parses and proves a folder. `hash` is the content hash of `files`, computed by the caller. */
export function loadProgramme(files: FolderFiles, hash: string): Loaded {
  const reader = new Reader(files)
  const head = reader.read('programme.yaml', programmeSchema)
  const parts = {
    conditions: reader.readOptional('conditions.yaml', conditionsSchema, {}),
    areas: reader.readOptional('areas.yaml', areasSchema, []),
    contacts: reader.read('contacts.yaml', contactsSchema),
    recommenders: reader.readOptional('recommenders.yaml', recommendersSchema, []),
    form: reader.read('form.yaml', formSchema),
    answers: reader.readOptional('answers.yaml', answersSchema, []),
  }
  const text = new Map<string, ProgrammeText>()
  for (const language of head?.languages ?? []) {
    const words = reader.read(`text/${language}.yaml`, textSchema)
    if (words) text.set(language, words)
  }
  const { conditions, areas, contacts, recommenders, form, answers } = parts
  if (!head || !conditions || !areas || !contacts || !recommenders || !form || !answers)
    return { ok: false, programme: null, problems: reader.problems }
  if (reader.problems.length > 0) return { ok: false, programme: null, problems: reader.problems }
  const programme: Programme = {
    ...head,
    hash,
    notice: parseNotice(files['notice.md'] ?? ''),
    conditions: conditions.conditions,
    questions: conditions.questions,
    areas,
    contacts,
    recommenders,
    sections: form.sections,
    fields: new Map<string, Field>(
      [...form.sections.flatMap((section) => section.fields), ...conditions.facts].map((f) => [f.id, f]),
    ),
    answers,
    text,
    template: files[head.print.template] ?? '',
  }
  const problems = checkSoundness(programme, files, reader.locate)
  return { ok: problems.length === 0, programme, problems } as Loaded
}

/** Parses YAML files with zod and turns every issue into a Problem with its line. */
class Reader {
  readonly problems: Problem[] = []
  private readonly files: FolderFiles
  private readonly parsed = new Map<string, { doc: ReturnType<typeof parseDocument>; lines: LineCounter }>()

  constructor(files: FolderFiles) {
    this.files = files
  }

  readOptional<S extends z.ZodType>(file: string, schema: S, fallback: unknown): z.infer<S> | null {
    return this.files[file] === undefined ? schema.parse(fallback) : this.read(file, schema)
  }

  read<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
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
        params: { detail: error.message.split('\n')[0] ?? '' },
      })
    if (doc.errors.length > 0) return null
    const result = schema.safeParse(doc.toJS())
    if (result.success) return result.data
    for (const issue of result.error.issues) this.report(file, issue)
    return null
  }

  readonly locate: Locate = (file, path) => {
    const entry = this.parsed.get(file)
    if (!entry) return 1
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? entry.doc.contents : entry.doc.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return entry.lines.linePos(node.range[0]).line
    }
    return 1
  }

  private report(file: string, issue: z.core.$ZodIssue): void {
    this.problems.push({
      file,
      line: this.locate(file, issue.path),
      code: 'schema',
      params: { at: issue.path.map(String).join('.') || '(top)', detail: issue.message },
    })
  }
}
