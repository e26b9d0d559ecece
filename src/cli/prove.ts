/** Everything `shenbao check` proves about a folder: the folder itself, its phrases, and its paper. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createPrinter } from '../documents/printer.ts'
import { type PaperFault, provePapers } from '../documents/prove-papers.ts'
import { provePrint } from '../documents/prove-print.ts'
import type { Locale } from '../language/phrases.ts'
import type { Printer } from '../ports/outside.ts'
import { folderOfForm } from '../programme/form-programme.ts'
import { layoutOf } from '../programme/papers.ts'
import type { Locate, Problem } from '../programme/problem.ts'
import type { Programme } from '../programme/schema.ts'
import { readLocales } from '../read-locales.ts'
import { readProgramme } from '../read-programmes.ts'

/** Every problem of the folder. The paper is tried only when all else is in order. */
export async function proveFolder(dir: string): Promise<Problem[]> {
  const { programme, problems, locate } = await readProgramme(dir)
  if (!programme) return problems
  const locales = await readLocales()
  const parts = [{ programme, folder: '', locate }, ...formsOf(programme, locate)]
  const all = [
    ...problems,
    ...(await takenId(dir, programme, locate)),
    ...parts.flatMap((part) => unknownPhrases(part, locales, part.folder === '' ? null : programme)),
  ]
  return all.length > 0 ? all : provePrints(parts, locales)
}

/** The programme itself, or one of its later forms; `locate` is for files below its folder. */
interface Part {
  programme: Programme
  folder: string
  locate: Locate
}

const formsOf = ({ formProgrammes }: Programme, locate: Locate): Part[] =>
  [...formProgrammes].map(([id, programme]) => {
    const folder = folderOfForm(id)
    return { programme, folder, locate: (file, path) => locate(folder + file, path) }
  })

/** Beside flows.yaml a folder copied from its neighbour needs an id of its own, or one would hide the other. */
async function takenId(dir: string, { id }: Programme, locate: Locate): Promise<Problem[]> {
  const flows = path.dirname(path.resolve(dir))
  const entries = await readdir(flows, { withFileTypes: true })
  if (!entries.some((entry) => entry.name === 'flows.yaml')) return []
  const neighbours = entries.filter(
    (entry) => entry.isDirectory() && entry.name !== path.basename(path.resolve(dir)),
  )
  const heads = await Promise.all(
    neighbours.map(({ name }) => readFile(path.join(flows, name, 'programme.yaml'), 'utf8').catch(() => '')),
  )
  const taken = heads.some((head) => new RegExp(`^id:\\s*["']?${id}["']?\\s*$`, 'm').test(head))
  const line = locate('programme.yaml', ['id'])
  return taken ? [{ file: 'programme.yaml', line, code: 'duplicate-id', params: { id } }] : []
}

/** A programme words the assistant's phrases in its own way; a misspelt key would never be said. */
function unknownPhrases(
  { programme, folder, locate }: Part,
  locales: ReadonlyMap<string, Locale>,
  parent: Programme | null,
): Problem[] {
  return [...programme.text].flatMap(([language, text]) => {
    const file = `text/${language}.yaml`
    const unknown = Object.keys(text.phrases).filter(
      (key) => !locales.get(language)?.messages.has(key) && !parent?.text.get(language)?.phrases[key],
    )
    return unknown.map((key): Problem => {
      const at = ['phrases', key]
      const params = { at: at.join('.') }
      return { file: folder + file, line: locate(file, at), code: 'unused-text', params }
    })
  })
}

async function provePrints(parts: readonly Part[], locales: ReadonlyMap<string, Locale>): Promise<Problem[]> {
  const printer = createPrinter({ threads: 1 })
  try {
    const problems: Problem[] = []
    for (const part of parts) problems.push(...(await proveForm(part, printer, locales)))
    for (const { programme } of parts.filter(({ programme }) => programme.form === null))
      problems.push(...(await provePapers(programme, printer, locales)).map(problemOfPaper))
    return problems
  } finally {
    await printer.close()
  }
}

async function proveForm(
  { programme, folder, locate }: Part,
  printer: Printer,
  locales: ReadonlyMap<string, Locale>,
): Promise<Problem[]> {
  const faults = await provePrint(programme, printer, locales)
  return faults.map((fault): Problem => {
    if (fault.type === 'print-fails') {
      const { line, detail } = fault
      return { file: programme.print.template, line, code: 'print-fails', params: { detail } }
    }
    const line = locate('form.yaml', placeOf(programme, fault.field))
    return { file: `${folder}form.yaml`, line, code: 'not-printed', params: { id: fault.field } }
  })
}

function problemOfPaper(fault: PaperFault): Problem {
  const file = layoutOf(fault.kind)
  if (fault.type === 'not-printed')
    return { file, line: 1, code: 'paper-lacks', params: { fact: fault.fact } }
  return { file, line: fault.line, code: 'print-fails', params: { detail: fault.detail } }
}

function placeOf(programme: Programme, id: string): PropertyKey[] {
  const s = programme.sections.findIndex((section) => section.fields.some((field) => field.id === id))
  const f = programme.sections[s]?.fields.findIndex((field) => field.id === id) ?? -1
  return ['sections', s, 'fields', f]
}
