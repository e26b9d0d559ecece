import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/conversation/replay.ts'
import { parseTranscript } from '../../src/conversation/transcript.ts'
import { readLocales } from '../../src/read-locales.ts'
import { readProgramme } from '../../src/read-programmes.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { listFolders } from '../../src/store/read-folder.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

/** Paths of a folder's golden conversations. */
function transcriptsOf(name: string): string[] {
  const dir = path.join(flows, name, 'transcripts')
  if (!existsSync(dir)) return []
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.yaml')).map((file) => path.join(dir, file))
}

describe.each(await listFolders(flows))('the programme folder %s', (name) => {
  it('is sound', async () => {
    const { problems } = await readProgramme(path.join(flows, name))
    expect(problems).toEqual([])
  })

  it('keeps the promise of each of its golden conversations', async () => {
    const { programme } = await readProgramme(path.join(flows, name))
    if (!programme) throw new Error('not sound')
    const library = makeLibrary(programme, await readLocales())
    const broken = transcriptsOf(name).flatMap((file) =>
      replay(library, parseTranscript(readFileSync(file, 'utf8'))).problems.map(
        (problem) => `${path.relative(flows, file)}: ${problem}`,
      ),
    )
    expect(broken).toEqual([])
  })
})
