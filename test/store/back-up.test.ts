/** Back-ups that are not whole, or not for here: refused, and nothing of them stays. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { backUp } from '../../src/store/back-up/back-up.ts'
import { withMigrated } from '../../src/store/back-up/open-bare.ts'
import { restore } from '../../src/store/back-up/restore.ts'
import { openStore } from '../../src/store/open-store.ts'
import { ask } from '../rigs/kept-enquiries.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-damaged-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))
const AT = new Date('2031-04-01T02:00:00Z')

/** The lines of a back-up of what is in this directory. */
const linesOf = (dataDir: string): Promise<string[]> =>
  withMigrated({ databaseUrl: undefined, dataDir }, async (pool) => {
    const lines: string[] = []
    for await (const line of backUp(pool, AT)) lines.push(line.trimEnd())
    return lines
  })

async function* given(lines: string[]): AsyncGenerator<string> {
  yield* lines
}

let lines: string[] = []
beforeAll(async () => {
  const dataDir = path.join(root, 'full')
  const store = await openStore({ dataDir })
  for (let n = 0; n < 3; n++) await ask(store)
  await store.close()
  lines = await linesOf(dataDir)
})

const replaced = (from: string, to: string): string[] => lines.map((line) => line.replaceAll(from, to))

const REFUSED: [string, () => string[], object][] = [
  ['lacks a line', () => lines.toSpliced(3, 1), { code: 'back-up-damaged' }],
  ['lacks its end', () => lines.slice(0, -1), { code: 'back-up-damaged' }],
  ['was altered', () => replaced('怎么办理', '不必办理'), { code: 'back-up-damaged' }],
  ['has more behind its end', () => [...lines, '[0,[]]'], { code: 'back-up-damaged' }],
  ['has a row of no table', () => lines.toSpliced(2, 0, '[9999,[]]'), { code: 'back-up-damaged' }],
  [
    'is of a newer release',
    () => replaced('"20261124000000_first"', '"29991124000000_far"'),
    { code: 'back-up-newer', params: { what: '29991124000000_far' } },
  ],
  [
    'has a column that is not here',
    () => replaced('{"name":"question","type"', '{"name":"q","type"'),
    { code: 'back-up-newer', params: { what: 'enquiry.q' } },
  ],
  ['is something else', () => ['hello'], { code: 'not-a-back-up' }],
  ['is empty', () => [], { code: 'not-a-back-up' }],
]

describe('a back-up', () => {
  const dataDir = path.join(root, 'target')

  test.each(REFUSED)('that %s is refused, and nothing is written', async (_, damaged, error) => {
    await withMigrated({ databaseUrl: undefined, dataDir }, async (pool) => {
      await expect(restore(given(damaged()), pool)).rejects.toMatchObject(error)
      const { rows } = await pool.query('SELECT count(*)::int AS rows FROM enquiry')
      expect(rows).toEqual([{ rows: 0 }])
      await expect(
        pool.query("INSERT INTO link_code VALUES ('A', gen_random_uuid(), now())"),
      ).rejects.toThrow(/foreign key/)
    })
  })

  test('takes types from the database, never from the file', async () => {
    const hostile = replaced(
      '"name":"question","type":"text"',
      '"name":"question","type":"text); DROP TABLE enquiry; --"',
    )
    await withMigrated({ databaseUrl: undefined, dataDir }, async (pool) => {
      await expect(restore(given(hostile), pool)).rejects.toMatchObject({ code: 'back-up-damaged' })
      expect((await pool.query('SELECT FROM enquiry')).rowCount).toBe(0)
    })
  })

  test('that is whole is written, and guarded as before, and counting goes on behind it', async () => {
    await withMigrated({ databaseUrl: undefined, dataDir }, async (pool) => {
      expect(await restore(given(lines), pool)).toMatchObject({ foot: { rows: { enquiry: 3 } } })
      await expect(restore(given(lines), pool)).rejects.toMatchObject({ code: 'database-in-use' })
      await expect(pool.query('DELETE FROM audit')).rejects.toThrow('never changed')
    })
    const store = await openStore({ dataDir })
    await ask(store)
    await store.close()
    expect((await linesOf(dataDir)).length).toBeGreaterThan(lines.length)
  })
})
