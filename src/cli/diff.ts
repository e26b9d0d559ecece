/** `shenbao diff`: two folders, or kept versions, compared as an officer would; ends as diff(1) does: 0 same, 1 different, 2 trouble. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { diffProgrammes } from '../programme/diff.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/schema.ts'
import { readProgramme } from '../read-programmes.ts'
import { diffLines } from './diff-lines.ts'
import { keptFiles, type VersionOptions, withStore } from './versions.ts'
import { cliPhrases, failureLines } from './words.ts'

const EXIT = { same: 0, different: 1, trouble: 2 } as const

interface Options extends VersionOptions {
  json?: true
  markdown?: true
}

export async function diff(old: string, now: string, options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  try {
    const [before, after] = [await sideOf(old, options), await sideOf(now, options)]
    const found = diffProgrammes(before, after)
    if (options.json) console.log(JSON.stringify(found, null, 2))
    else console.log(diffLines(found, { before, after }, words, options.markdown === true).join('\n'))
    process.exitCode = found.changes.length === 0 ? EXIT.same : EXIT.different
  } catch (error) {
    console.error(failureLines(words, error))
    process.exitCode = EXIT.trouble
  }
}

/** A folder where there is one of that name, else a kept version. @throws Error when it cannot be read */
async function sideOf(name: string, options: Options): Promise<Programme> {
  if (existsSync(name)) return sound(name, (await readProgramme(name)).programme)
  const files = await withStore(options, (store) => keptFiles(store, name))
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex')
  return sound(name, loadProgramme(files, hash).programme)
}

/** A folder with faults can be compared as long as it can be read at all. */
function sound(name: string, programme: Programme | null): Programme {
  if (!programme) throw new Error(`shenbao check ${name}`)
  return programme
}
