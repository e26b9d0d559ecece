/** `shenbao print`: how the form looks on paper, blank or as a golden conversation fills it in, and a paper of the authority. */
import { stat, writeFile } from 'node:fs/promises'
import { replay } from '../conversation/replay.ts'
import type { Draft } from '../conversation/types.ts'
import { factsOf, type Library, type Speech } from '../conversation/world.ts'
import { buildPaperData } from '../documents/build-paper-data.ts'
import { buildPrintData } from '../documents/build-print-data.ts'
import { marksOf } from '../documents/format-values.ts'
import { createPrinter } from '../documents/printer.ts'
import { sampleIssued } from '../documents/sample-issued.ts'
import type { PaperData, PrintData } from '../ports/outside.ts'
import type { PaperKind } from '../programme/papers.ts'
import { isOnPaper } from '../programme/steps.ts'
import { StartError } from '../start-error.ts'
import { libraryAround, readTranscript } from './replay.ts'

interface Options {
  output?: string
  language?: string
  /** a paper of the authority instead of the form */
  paper?: PaperKind
}

/** Prints a folder's blank form, the draft at the end of a transcript, or a paper; always marked as practice. */
export async function print(source: string, options: Options): Promise<void> {
  const library = await libraryAround(source)
  const { id, hash, template, papers } = library.programme
  const speech = library.speech(options.language ?? library.programme.languages[0] ?? '')
  const { paper } = options
  if (paper && !papers.has(paper))
    throw new StartError('no-such-paper', { kinds: [...papers.keys()].join(', ') })
  const data = paper ? sampleOf(paper, speech) : await formOf(source, library, speech)
  const printer = createPrinter({ threads: 1 })
  try {
    const layout = paper ? (papers.get(paper) ?? '') : template
    const pdf = await printer.print({
      programmeId: id,
      programmeHash: hash,
      template: layout,
      fonts: 'song',
      data,
    })
    const output = options.output ?? `${id}${paper ? `-${paper}` : ''}.pdf`
    await writeFile(output, pdf)
    console.log(output)
  } finally {
    await printer.close()
  }
}

const sampleOf = (kind: PaperKind, { programme, text, phrases }: Speech): PaperData =>
  buildPaperData(programme, text, {
    ...sampleIssued(programme, text, kind),
    ...{ checkCode: '', checkUrl: '' },
    language: phrases.language,
    marks: marksOf(phrases),
  })

async function formOf(
  source: string,
  library: Library,
  { programme, text, phrases }: Speech,
): Promise<PrintData> {
  const { draft, at } = (await stat(source)).isDirectory() ? blank : await played(library, source)
  const facts = factsOf({ programme, draft, at })
  return buildPrintData(programme, text, draft.entries, null, {
    language: phrases.language,
    marks: marksOf(phrases),
    isShown: (field) => draft === blank.draft || isOnPaper(facts, field),
  })
}

const blank: { draft: Draft; at: Date } = {
  draft: { id: '', code: '', revision: 0, entries: {} },
  at: new Date(0),
}

async function played(library: Library, file: string) {
  const { problems, draft, at } = replay(library, await readTranscript(file))
  for (const problem of problems) console.error(`${file}: ${problem}`)
  return { draft, at }
}
