/** The back-up rehearsed: written while people talk, put into the other home and back, and everybody goes on. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Transcript } from '../../src/contract/conversation.ts'
import { Applicant, over } from '../rigs/applicant.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { type Served, serve } from '../rigs/served.ts'
import { type Submitted, submit } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const SECRET = 'a secret of rehearsals'
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-back-up-'))
const postgres = await startPostgres()
afterAll(async () => {
  await postgres?.stop()
  fs.rmSync(root, { recursive: true, force: true })
})

type Home = Record<string, string>

function run(home: Home, ...args: string[]): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_SECRET: SECRET, ...home }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

const within = async <T>(home: Home, work: (server: Served) => Promise<T>): Promise<T> => {
  const server = await serve({ SHENBAO_SECRET: SECRET, SHENBAO_LOG: 'warn', ...home })
  return work(server).finally(() => server.stop())
}

/** The rows without the instant they were backed up at, in an order of their own. */
const rowsIn = (file: string): string[] =>
  gunzipSync(fs.readFileSync(file)).toString().trimEnd().split('\n').slice(1, -1).sort()

const onServer: Home = { DATABASE_URL: (await postgres?.database()) ?? '' }
const embedded: Home = { SHENBAO_DATA: path.join(root, 'embedded') }
const first = path.join(root, 'first.shenbao.gz')

describe.skipIf(!postgres)('a back-up', () => {
  let filed: Applicant
  let submitted: Submitted
  let before: Transcript
  let halfway: Applicant
  let acknowledged = 0

  beforeAll(async () => {
    await within(onServer, async ({ address }) => {
      filed = await Applicant.start(over(address))
      await filed.upload('plan.txt', Buffer.from('a file beside the talk'))
      await filed.fileUntil(null)
      submitted = await submit(filed)
      before = await filed.transcript()
      halfway = await Applicant.start(over(address))
      await halfway.fileUntil('uscc')
      const chatter = await Applicant.start(over(address))
      let done = false
      const talking = (async () => {
        while (!done) {
          await chatter.say('截止日期是哪天？')
          acknowledged++
        }
      })()
      const { code, output } = await run(onServer, 'back-up', '--output', first)
      done = true
      await talking
      expect(output).toContain('1 applications')
      expect(code).toBe(0)
    })
    expect(acknowledged).toBeGreaterThan(0)
  })

  test('is for its owner alone, and never written over another one', async () => {
    expect(fs.statSync(first).mode & 0o777).toBe(0o600)
    const again = await run(onServer, 'back-up', '--output', first)
    expect(again.output).toContain('There is a file')
    expect(again.code).toBe(1)
  })

  test('goes into an embedded database, where everybody goes on and the print is still known', async () => {
    const restored = await run(embedded, 'restore', first)
    expect(restored.output).toContain('The log of acts is whole')
    expect(restored.code).toBe(0)
    await within(embedded, async ({ address }) => {
      const line = over(address)
      const transcript = await line({ method: 'GET', path: filed.path, headers: filed.own })
      expect(transcript.body.entries).toEqual(before.entries)
      const headers = { accept: 'application/json' }
      const check = await line({ method: 'GET', path: `/check/${submitted.code}`, headers })
      expect(check.body).toMatchObject({ state: 'current', printed: { number: submitted.number } })
      const code = (await line({ method: 'GET', path: halfway.path, headers: halfway.own })).body.resume.code
      const resumed = await Applicant.start(line, { code })
      await resumed.fileUntil(null)
      expect((await submit(resumed)).number).not.toBe(submitted.number)
    })
  })

  test('comes back to a server row by row as it was', async () => {
    const copy: Home = { SHENBAO_DATA: path.join(root, 'copy') }
    const other: Home = { DATABASE_URL: (await postgres?.database()) ?? '' }
    const [second, third] = [path.join(root, 'second.gz'), path.join(root, 'third.gz')]
    for (const [home, from, to] of [
      [copy, first, second],
      [other, second, third],
    ] as const) {
      expect((await run(home, 'restore', from)).code).toBe(0)
      expect((await run(home, 'back-up', '--output', to)).code).toBe(0)
    }
    expect(rowsIn(second)).toEqual(rowsIn(first))
    expect(rowsIn(third)).toEqual(rowsIn(first))
  })

  test('is not put into a database that is in use', async () => {
    const { code, output } = await run(onServer, 'restore', first)
    expect(output).toContain('The database is not empty')
    expect(code).toBe(1)
  })

  test('can be looked through without a database', async () => {
    expect((await run({}, 'restore', '--check', first)).output).toContain('is whole')
    const cut = path.join(root, 'cut.gz')
    fs.writeFileSync(cut, fs.readFileSync(first).subarray(0, 2_000))
    const { code, output } = await run({}, 'restore', '--check', cut)
    expect(output).toContain('cannot be unpacked')
    expect(code).toBe(1)
  })
})
