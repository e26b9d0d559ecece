/** `shenbao replay`: golden conversations against the folder they stand in. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { replay as replayTranscript } from '../conversation/replay.ts'
import { type AmendedFile, parseTranscript, type Transcript } from '../conversation/transcript.ts'
import { readLocales } from '../read-locales.ts'
import { readProgramme } from '../read-programmes.ts'
import { makeFormLibrary, makeLibrary } from '../service/libraries.ts'
import { cliPhrases } from './words.ts'

export async function replay(files: string[], { language }: { language?: string } = {}): Promise<void> {
  const words = await cliPhrases(language)
  for (const file of files) {
    const library = await libraryAround(file)
    const transcript = await readTranscript(file)
    const amended = transcript.amendment ? await libraryAround(file, transcript.amendment) : null
    const { problems, lines } = replayTranscript(library, transcript, amended)
    console.log(`# ${transcript.title}\n${lines.join('\n')}\n`)
    const first = untilNextStep(problems)
    for (const problem of first) console.error(`${file}: ${problem}`)
    const count = problems.length - first.length
    if (count > 0) console.error(words.say('cli.replay-more', { file, count }))
    if (problems.length > 0) process.exitCode = 1
  }
}

/** What is wrong with the first step that is: the rest mostly follows from it. */
function untilNextStep(problems: readonly string[]): string[] {
  const stepOf = (problem: string | undefined): string => /^step \d+/.exec(problem ?? '')?.[0] ?? ''
  const next = problems.findIndex((problem) => stepOf(problem) !== stepOf(problems[0]))
  return problems.slice(0, next < 0 ? undefined : next)
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
