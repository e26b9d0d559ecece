/** `shenbao versions` and `shenbao diff` on what a server has kept. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { diff } from '../../src/cli/diff.ts'
import { listVersions, showVersion } from '../../src/cli/versions.ts'
import { openStore } from '../../src/store/open-store.ts'
import { folderOf } from '../rigs/golden.ts'
import { AT } from '../rigs/turns.ts'

vi.setConfig({ testTimeout: 120_000 })
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-versions-'))
const options = { data, language: 'en' }
const AMENDED = [{ file: 'programme.yaml', find: 'opens: 2031-03-01,', put: 'opens: 2031-03-02,' }]

beforeAll(async () => {
  const store = await openStore({ dataDir: path.join(data, 'db') })
  for (const changes of [[], AMENDED]) {
    const { files, hash, programme } = await folderOf('specimen', changes)
    await store.programmes.publish({ files, hash, programmeId: programme.id, at: AT })
  }
  await store.close()
}, 180_000)
afterAll(() => fs.rmSync(data, { recursive: true, force: true }))
afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

/** What is printed meanwhile. */
async function printed(work: () => Promise<void>): Promise<string> {
  const lines: unknown[] = []
  vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(line))
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line))
  await work()
  return lines.join('\n')
}

it('lists the versions with what changed, and which is in force', async () => {
  const lines = (await printed(() => listVersions('specimen', options))).split('\n')
  expect(lines[0]).toMatch(/^specimen@1 {2}since 2021-04-12 {2}[0-9a-f]{12} {2}0 drafts$/)
  expect(lines[1]?.trim()).toBe('first version')
  expect(lines[2]).toMatch(/^specimen@2 .* in force$/)
  expect(lines[3]?.trim()).toBe('The call 1')
})

it('writes a version out again, byte for byte, and never over what is there', async () => {
  const output = path.join(data, 'old')
  await printed(() => showVersion('specimen@1', { ...options, output }))
  const { hash } = await folderOf('specimen')
  const { readProgramme } = await import('../../src/read-programmes.ts')
  expect((await readProgramme(output)).hash).toBe(hash)
  await expect(showVersion('specimen@1', { ...options, output })).rejects.toMatchObject({
    code: 'file-exists',
  })
  await expect(showVersion('specimen@7', { ...options, output: `${output}-7` })).rejects.toMatchObject({
    code: 'no-version',
  })
})

it('compares kept versions and folders, and ends as diff does', async () => {
  const told = await printed(() => diff('specimen@1', 'specimen@2', options))
  expect(told).toContain('window / opens: 1 March 2031 → 2 March 2031')
  expect(process.exitCode).toBe(1)
  const flow = path.resolve(import.meta.dirname, '../../flows/specimen')
  expect(
    JSON.parse(await printed(() => diff(flow, 'specimen@1', { ...options, json: true }))).changes,
  ).toEqual([])
  expect(process.exitCode).toBe(0)
  await printed(() => diff('specimen@1', 'nothing@9', options))
  expect(process.exitCode).toBe(2)
})
