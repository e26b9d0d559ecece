import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readProgramme } from '../../src/read-programmes.ts'
import { listFolders } from '../../src/store/read-folder.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

/** That each keeps its golden conversations is in test/transcripts. */
describe.each(await listFolders(flows))('the programme folder %s', (name) => {
  it('is sound', async () => {
    const { problems } = await readProgramme(path.join(flows, name))
    expect(problems).toEqual([])
  })
})
