/** Finds layouts and words of the papers of the authority that are missing, or that no paper of this programme has. */
import type { Collector } from './collector.ts'
import { layoutOf, PAPER_KINDS, type PaperKind, papersOf } from './papers.ts'
import type { FolderFiles } from './problem.ts'
import type { Programme, ProgrammeText } from './schema.ts'

/** What programme.yaml has that makes the paper needed. */
const REASONS: Record<PaperKind, PropertyKey[]> = {
  certificate: ['project', 'certificate'],
  termination: ['project', 'overdue'],
  reinstatement: ['project', 'overdue'],
  approval: ['print'],
}

/** Every paper has its layout, and no layout is left over. */
export function checkPapers(programme: Programme, files: FolderFiles, found: Collector): void {
  const needed = papersOf(programme)
  for (const kind of PAPER_KINDS) {
    const file = layoutOf(kind)
    if (needed.includes(kind) && files[file] === undefined)
      found.add('programme.yaml', REASONS[kind], 'missing-file', { file })
    if (!needed.includes(kind) && files[file] !== undefined) found.add(file, [], 'unused-layout', { file })
  }
}

/** Words that every paper needs, whatever its layout: its name, by which the check page calls it too. */
const PRINTED = ['title']

/** Every paper has its words in every language; what the layout itself lacks shows when it is printed. */
export function checkPaperWords(
  programme: Programme,
  language: string,
  text: ProgrammeText,
  found: Collector,
): void {
  const file = `text/${language}.yaml`
  const first = programme.text.get(programme.languages[0] ?? '')
  const needed = papersOf(programme)
  for (const kind of PAPER_KINDS) {
    const own = text.papers[kind]
    if (own && !needed.includes(kind))
      found.add(file, ['papers', kind], 'unused-text', { at: `papers.${kind}` })
    if (!needed.includes(kind)) continue
    for (const key of new Set([...PRINTED, ...Object.keys(first?.papers[kind] ?? {})]))
      if (own?.[key] === undefined)
        found.add(file, ['papers', kind], 'missing-text', { at: `papers.${kind}.${key}`, language })
  }
}
