/** `shenbao replay`: golden conversations against the folder they stand in. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { replay as replayTranscript } from '../conversation/replay.ts'
import { parseTranscript } from '../conversation/transcript.ts'
import { readLocales, readProgramme } from '../main.ts'
import { makeLibrary } from '../service/libraries.ts'

export async function replay(files: string[]): Promise<void> {
  for (const file of files) {
    const library = await libraryAround(file)
    const transcript = parseTranscript(await readFile(file, 'utf8'))
    const { problems, lines } = replayTranscript(library, transcript)
    console.log(`# ${transcript.title}\n${lines.join('\n')}\n`)
    for (const problem of problems) console.error(`${file}: ${problem}`)
    if (problems.length > 0) process.exitCode = 1
  }
}

/** The programme whose folder this is, or in whose folder the transcript stands. @throws when it is not sound */
export async function libraryAround(file: string) {
  const dir = path.resolve(file).split(`${path.sep}transcripts${path.sep}`)[0] ?? ''
  const { programme, problems } = await readProgramme(dir)
  if (!programme || problems.length > 0) throw new Error(`shenbao check ${dir}`)
  return makeLibrary(programme, await readLocales())
}
