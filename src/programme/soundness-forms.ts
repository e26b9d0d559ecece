/** Proves the later forms of a folder: their settings, and each as the programme that it is made into. */
import { Collector } from './collector.ts'
import { folderOfForm } from './form-programme.ts'
import type { FolderFiles, Locate, Problem } from './problem.ts'
import type { FormText, Programme } from './schema.ts'
import { checkMessages } from './soundness-messages.ts'

type Prove = (programme: Programme, files: FolderFiles, locate: Locate) => Problem[]

/** Every problem of the forms. `texts`: the words of each form as they were read, by form and language. */
export function checkForms(
  programme: Programme,
  texts: ReadonlyMap<string, ReadonlyMap<string, FormText>>,
  files: FolderFiles,
  locate: Locate,
  prove: Prove,
): Problem[] {
  const found = new Collector(locate)
  checkSettings(programme, files, found)
  for (const [id, form] of programme.formProgrammes) {
    const folder = folderOfForm(id)
    const inFolder: Locate = (file, path) => locate(folder + file, path)
    const own = new Collector(inFolder)
    for (const [language, text] of texts.get(id) ?? []) checkMessages(language, text, own)
    const problems = [...own.problems, ...prove(bare(form), files, inFolder).filter(isOfForm)]
    found.problems.push(...problems.map((problem) => ({ ...problem, file: folder + problem.file })))
  }
  return found.problems
}

const FILE = 'programme.yaml'

function checkSettings(programme: Programme, files: FolderFiles, found: Collector): void {
  const { forms, numbering, notice } = programme
  forms.forEach((form, index) => {
    const at = (...path: PropertyKey[]): PropertyKey[] => ['forms', index, ...path]
    const before = forms.slice(0, index)
    if (before.some(({ id }) => id === form.id)) found.add(FILE, at('id'), 'duplicate-id', { id: form.id })
    if (!programme.project) found.add(FILE, at(), 'without-project', { step: form.id })
    const taken = [numbering.application, '{application}', ...before.map((one) => one.numbering)]
    if (taken.includes(form.numbering))
      found.add(FILE, at('numbering'), 'same-numbering', { numbering: form.numbering })
    const { template } = form.print
    if (template !== undefined && files[template] === undefined)
      found.add(FILE, at('print', 'template'), 'missing-file', { file: template })
    for (const [path, clause] of [
      [at('clause'), form.clause],
      [at('print', 'clause'), form.print.clause],
    ] as const)
      if (clause !== undefined && !notice.has(clause))
        found.add(FILE, path, 'unknown-clause', { clause, clauses: [...notice.keys()].join(' ') })
  })
}

/** Without what belongs to the programme and was proven with it. */
function bare(form: Programme): Programme {
  return {
    ...form,
    answers: [],
    recommenders: form.recommenders.map(({ suggest: _, ...body }) => body),
    enquiries: { ...form.enquiries, types: [] },
  }
}

const OWN_WORDS = /^(?:sections|fields|print|phrases)(?:\.|$)/
const AS_MESSAGE: readonly string[] = ['bad-message', 'unknown-placeholder']

function isOfForm({ file, code, params }: Problem): boolean {
  if (file === 'form.yaml') return true
  return (
    file.startsWith('text/') && !AS_MESSAGE.includes(code) && OWN_WORDS.test(String(params.at ?? 'print'))
  )
}
