/** The embedded home: the contract, its lock, and what is left after a crash. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { dataDirs } from '../rigs/data-dir.ts'
import { begin, turnOf } from '../rigs/turns.ts'
import { auditContract } from './audit-contract.ts'
import { brakeContract } from './brake-contract.ts'
import { caseContract } from './case-contract.ts'
import { storeContract } from './contract.ts'
import { enquiryContract } from './enquiry-contract.ts'
import { eraseContract } from './erase-contract.ts'
import { inboxContract } from './inbox-contract.ts'
import { togetherContract } from './together-contract.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-store-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))
vi.setConfig({ testTimeout: 60_000 })
const dataDirOf = await dataDirs(root)

const COMMIT_LOOP = path.join(import.meta.dirname, '../rigs/commit-loop.ts')

describe('on PGlite', () => {
  storeContract(() => openStore({ dataDir: dataDirOf('contract') }))
  describe('enquiries', () => enquiryContract(() => openStore({ dataDir: dataDirOf('enquiries') })))
  describe('brakes', () => brakeContract(() => openStore({ dataDir: dataDirOf('brakes') })))
  describe('cases', () => caseContract(() => openStore({ dataDir: dataDirOf('cases') })))
  describe('lists', () => inboxContract(() => openStore({ dataDir: dataDirOf('lists') })))
  describe('erasing', () => eraseContract(() => openStore({ dataDir: dataDirOf('erasing') })))
  describe('turns written together', () =>
    togetherContract(() => openStore({ dataDir: dataDirOf('together') })))
  describe('the log', () => auditContract(() => openStore({ dataDir: dataDirOf('log') })))
})

/** Runs a loop of commits in a process of its own; yields its lines. */
function loop(dataDir: string) {
  const child = spawn(process.execPath, [COMMIT_LOOP, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return { child, ended, lines: createInterface({ input: child.stdout }) }
}

test('loses no acknowledged activity in twenty kills', { timeout: 180_000 }, async () => {
  const dataDir = dataDirOf('killed')
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round++) {
    const { child, ended, lines } = loop(dataDir)
    let inRound = 0
    for await (const line of lines) {
      const [word, key = ''] = line.split(' ')
      if (word === 'missing') expect.fail(`lost ${key}`)
      if (word !== 'taken') continue
      acknowledged.push(key)
      if (++inRound === 5 + round * 3) child.kill('SIGKILL')
    }
    await ended
    expect(inRound).toBeGreaterThan(0)
  }
  const store = await openStore({ dataDir })
  for (const key of acknowledged) {
    const [id = ''] = key.split('/')
    expect(await store.repliesOf(id, key), key).toHaveLength(2)
    expect(await store.transcript(id, 0)).toHaveLength(3 * ((await store.load(id))?.version ?? 0))
  }
  await store.close()
})

test('refuses a directory that another process has, and says which', async () => {
  const dataDir = dataDirOf('locked')
  const { child, ended, lines } = loop(dataDir)
  await new Promise((resolve) => lines.once('line', resolve))
  const refused = openStore({ dataDir })
  await expect(refused).rejects.toMatchObject({ code: 'directory-in-use' })
  await expect(refused).rejects.toThrow(`process ${child.pid} `)
  child.kill('SIGKILL')
  await ended
})

test('refuses to open a directory twice in one process', async () => {
  const dataDir = dataDirOf('twice')
  const store = await openStore({ dataDir })
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'directory-in-use' })
  await store.close()
  await (await openStore({ dataDir })).close()
})

test('takes over the lock of a process that is gone, also when its number was given away', async () => {
  const dataDir = dataDirOf('stale')
  const store = await openStore({ dataDir })
  const id = await begin(store)
  await store.commit(turnOf(id, 0, 'a'))
  const lock = path.join(dataDir, 'in-use.lock')
  const holder = JSON.parse(fs.readFileSync(lock, 'utf8')) as object
  await store.close()
  for (const change of [{ pid: 2 ** 22 + 7 }, { began: '1' }]) {
    fs.writeFileSync(lock, JSON.stringify({ ...holder, token: 'gone', ...change }))
    const again = await openStore({ dataDir })
    expect(await again.load(id)).toMatchObject({ version: 1 })
    await again.close()
  }
  expect(fs.readdirSync(dataDir)).toEqual(['database'])
})

test('believes a holder on another machine as long as it shows signs of life', async () => {
  const dataDir = dataDirOf('elsewhere')
  const lock = path.join(dataDir, 'in-use.lock')
  fs.writeFileSync(
    lock,
    JSON.stringify({ token: 't', pid: 1, began: '1', scope: 'there', host: 'there', since: 'now' }),
  )
  await expect(openStore({ dataDir })).rejects.toThrow('process 1 on there')
  const silent = new Date(Date.now() - 60_000)
  fs.utimesSync(lock, silent, silent)
  await (await openStore({ dataDir })).close()
})

test('says what to do when the data directory cannot be used', async () => {
  const file = path.join(root, 'a-file')
  fs.writeFileSync(file, '')
  await expect(openStore({ dataDir: file })).rejects.toMatchObject({ code: 'directory-unusable' })
})
