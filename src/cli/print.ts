/** `shenbao print`: how the form looks on paper, blank or as a golden conversation fills it in. */
import { stat, writeFile } from 'node:fs/promises'
import { replay } from '../conversation/replay.ts'
import type { Draft } from '../conversation/types.ts'
import { factsOf } from '../conversation/world.ts'
import { buildPrintData } from '../documents/build-print-data.ts'
import { marksOf } from '../documents/format-values.ts'
import { createPrinter } from '../documents/printer.ts'
import { isOnPaper } from '../programme/steps.ts'
import { libraryAround, readTranscript } from './replay.ts'

/** Prints a folder's blank form, or the draft at the end of a transcript; always marked as practice. */
export async function print(source: string, options: { output?: string; language?: string }): Promise<void> {
  const library = await libraryAround(source)
  const { draft, at } = (await stat(source)).isDirectory() ? blank : await played(library, source)
  const { programme, text, phrases } = library.speech(
    options.language ?? library.programme.languages[0] ?? '',
  )
  const facts = factsOf({ programme, draft, at })
  const data = buildPrintData(programme, text, draft.entries, null, {
    language: phrases.language,
    marks: marksOf(phrases),
    isShown: (field) => draft === blank.draft || isOnPaper(facts, field),
  })
  const printer = createPrinter({ threads: 1 })
  try {
    const { id, hash, template } = programme
    const pdf = await printer.print({ programmeId: id, programmeHash: hash, template, fonts: 'song', data })
    const output = options.output ?? `${id}.pdf`
    await writeFile(output, pdf)
    console.log(output)
  } finally {
    await printer.close()
  }
}

const blank: { draft: Draft; at: Date } = {
  draft: { id: '', code: '', revision: 0, entries: {} },
  at: new Date(0),
}

async function played(library: Awaited<ReturnType<typeof libraryAround>>, file: string) {
  const { problems, draft, at } = replay(library, await readTranscript(file))
  for (const problem of problems) console.error(`${file}: ${problem}`)
  return { draft, at }
}
