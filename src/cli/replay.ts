/** `shenbao replay`: golden conversations against the folder they stand in. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { replay as replayTranscript } from '../conversation/replay.ts'
import { type AmendedFile, parseTranscript, type Transcript } from '../conversation/transcript.ts'
import { readLocales } from '../read-locales.ts'
import { readProgramme } from '../read-programmes.ts'
import { makeFormLibrary, makeLibrary } from '../service/libraries.ts'

export async function replay(files: string[]): Promise<void> {
  for (const file of files) {
    const library = await libraryAround(file)
    const transcript = await readTranscript(file)
    const amended = transcript.amendment ? await libraryAround(file, transcript.amendment) : null
    const { problems, lines } = replayTranscript(library, transcript, amended)
    console.log(`# ${transcript.title}\n${lines.join('\n')}\n`)
    for (const problem of problems) console.error(`${file}: ${problem}`)
    if (problems.length > 0) process.exitCode = 1
  }
}

/**
 * The programme whose folder this is, or in whose folder the transcript stands; below `forms/<id>` that form of it.
 * @throws when it is not sound
 */
export async function libraryAround(file: string, changes: readonly AmendedFile[] = []) {
  const place = path.resolve(file).split(`${path.sep}transcripts${path.sep}`)[0] ?? ''
  const [, dir = place, form] = IN_FORM.exec(place) ?? []
  const { programme, problems } = await readProgramme(dir, changes)
  if (!programme || problems.length > 0) throw new Error(`shenbao check ${dir}`)
  const locales = await readLocales()
  const library = makeLibrary(programme, locales)
  return form === undefined ? library : makeFormLibrary(library, form, locales)
}

const IN_FORM = /^(.+)[\\/]forms[\\/]([^\\/]+)$/

/** Reads a transcript. @throws an Error that names the file and every place in it that has the wrong shape */
export async function readTranscript(file: string): Promise<Transcript> {
  const source = await readFile(file, 'utf8')
  try {
    return parseTranscript(source)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw new Error(`${file}: ${(error as Error).message}`)
    throw new Error(`${file}\n${z.prettifyError(error)}`)
  }
}
