/** `shenbao verify-log`: what it says of a log, and the exit code that scripts go by. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { ask, changeOf, entryOf, next } from '../rigs/kept-enquiries.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-verify-log-'))
const data = path.join(root, 'data')
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

/** Acts enough for more than one batch. */
const MANY = 1_100
let head = ''
const inDatabase = async <T>(
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> => {
  const store = await openStore({ dataDir: path.join(data, 'db') })
  return work(store).finally(() => store.close())
}

beforeAll(async () => {
  await inDatabase(async (store) => {
    const enquiry = await ask(store)
    const entries = Array.from({ length: MANY - 1 }, () => entryOf(enquiry, { text: '' }))
    await store.enquiries.write(changeOf([next(enquiry)], { entries }))
    head = (await store.audit.head())?.hash ?? ''
  })
})

/** Runs the command to its end. */
function run(...args: string[]): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_DATA: data }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, 'verify-log', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

test('says that the log is whole and where it ends: 0', async () => {
  const { code, output } = await run()
  expect(output).toContain('The log is whole from entry 1 on: 1,100 entries')
  expect(output).toContain(`Head of the log: entry ${MANY}, ${head}`)
  expect(code).toBe(0)
})

test('writes what was read to a new file, never over another', async () => {
  const file = path.join(root, 'log.jsonl')
  expect((await run('--export', file, '--from', '51', '--language', 'zh-CN')).output).toContain(
    '操作日志完整',
  )
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(MANY - 50)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ position: MANY, hash: head, act: 'asked' })
  const again = await run('--export', file)
  expect(again.output).toContain('There is a file')
  expect(again.code).toBe(1)
})

test('knows a head that was kept: 0, and misses one: 2', async () => {
  expect((await run('--head', head.toUpperCase())).code).toBe(0)
  const { code, output } = await run('--head', 'a'.repeat(64))
  expect(output).toContain('its end was cut off or it was written anew')
  expect(code).toBe(2)
})

test.each([
  ['--from', '0', 'is not the position'],
  ['--head', 'abc', 'is not the head of a log'],
])('says how %s is written: 1', async (option, value, words) => {
  const { code, output } = await run(option, value)
  expect(output).toContain(words)
  expect(code).toBe(1)
})

test('cannot look where there is no database: 1, and makes none', async () => {
  const empty = path.join(root, 'empty')
  const { code, output } = await run('--data', empty)
  expect(output).toContain(`${empty} holds no database`)
  expect(code).toBe(1)
  expect(fs.existsSync(empty)).toBe(false)
})

test('names the first entry that is not as it was written, in the language asked for: 4', async () => {
  await inDatabase(async ({ queue }) => {
    await queue.executeSql('ALTER TABLE audit DISABLE TRIGGER USER')
    await queue.executeSql("UPDATE audit SET act = 'closed' WHERE position IN (1050, 1060)")
  })
  const { code, output } = await run()
  expect(output).toContain('Entry 1050 was changed')
  expect(code).toBe(4)
  expect((await run('--language', 'zh-CN')).output).toContain('第 1050 条被改动过')
})
