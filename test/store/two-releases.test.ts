/** Two releases on one database: the newer one adds to it while people talk at the older one. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Applicant, over } from '../rigs/applicant.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { copyRelease, type Release } from '../rigs/release.ts'
import { refusedStart, type Served, serve } from '../rigs/served.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const server = await startPostgres()

const EXPAND = `ALTER TABLE conversation ADD COLUMN mood TEXT;
ALTER TABLE draft ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN colour TEXT DEFAULT 'red';
ALTER TABLE message ADD COLUMN mood TEXT;
ALTER TABLE activity ADD COLUMN mood TEXT;
CREATE TABLE mood (id UUID PRIMARY KEY, conversation_id UUID NOT NULL REFERENCES conversation (id));
CREATE INDEX conversation_mood ON conversation (mood) WHERE mood IS NOT NULL;`
const CONTRACT = `ALTER TABLE conversation DROP COLUMN mood;`

describe.skipIf(!server)('an older and a newer release', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-releases-'))
  let environment: Record<string, string>
  let next: Release
  let old: Served
  let fresh: Served
  beforeAll(async () => {
    environment = {
      DATABASE_URL: (await server?.database()) ?? '',
      SHENBAO_SECRET: 'a secret of tests',
      SHENBAO_DATA: path.join(root, 'data'),
      SHENBAO_LOG: 'warn',
    }
    next = copyRelease(path.join(root, 'next'))
    next.migrate('20990101000000_mood', EXPAND)
    old = await serve(environment)
  })
  afterAll(async () => {
    for (const one of [old, fresh]) if (one?.child.exitCode === null) await one.kill()
    await server?.stop()
    fs.rmSync(root, { recursive: true, force: true })
  })

  test('work side by side: every turn is taken while the database grows, and each goes on with what the other wrote', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => Applicant.start(over(old.address))))
    let hurried = true
    let turns = 0
    const talks = people.map(async (one) => {
      while (hurried) {
        await one.say('什么是试点')
        turns++
      }
    })
    fresh = await serve(environment, next.dir)
    const before = turns
    await vi.waitUntil(() => turns > before + 20, 60_000)
    hurried = false
    await Promise.all(talks)
    // turn by turn on one and the other
    const [one] = people as [Applicant]
    let at = old.address
    const both = await Applicant.start((ask) => over(at)(ask), { programme: 'specimen' })
    await both.fileUntil('uscc')
    for (let step = 0; step < 6; step++) {
      at = step % 2 === 0 ? fresh.address : old.address
      if (both.card) await both.answerCard(both.card)
    }
    expect((await both.transcript()).entries.length).toBeGreaterThan(12)
    expect((await over(fresh.address)({ method: 'GET', path: one.path, headers: one.own })).status).toBe(200)
    for (const address of [old.address, fresh.address])
      expect((await over(address)({ method: 'GET', path: '/readyz' })).status).toBe(200)
    expect(old.output()).not.toMatch(/"level":[56]0/)
  })

  test('the older one can be started again beside the newer one', async () => {
    await old.stop()
    old = await serve(environment)
    const one = await Applicant.start(over(old.address))
    expect((await one.say('什么是试点')).length).toBeGreaterThan(0)
  })

  test('once something was taken away, the older one takes no more work, and does not start again', async () => {
    await fresh.stop()
    next.migrate('20990102000000_mood_contract', CONTRACT)
    fresh = await serve(environment, next.dir)
    const ready = await over(old.address)({ method: 'GET', path: '/readyz' })
    expect(ready).toMatchObject({ status: 503, body: { ok: false, trouble: 'schema-newer' } })
    await old.stop()
    const said = await refusedStart(environment)
    expect(said.code).toBe(1)
    expect(said.output).toContain('A later release has taken away what this one needs')
    expect((await over(fresh.address)({ method: 'GET', path: '/readyz' })).status).toBe(200)
  })
})
