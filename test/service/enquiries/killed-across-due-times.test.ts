/** The server in a process of its own, killed without warning before, across and right after due times. */

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import { readConfig } from '../../../src/config.ts'
import { assemble } from '../../../src/main.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { Applicant, over } from '../../rigs/applicant.ts'
import { PROGRAMME } from '../../rigs/office-house.ts'
import { type Served, serve } from '../../rigs/served.ts'

const PATIENCE = 240_000
const LINE = 'energy-and-environment'

describe('a promise', { timeout: PATIENCE }, () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-due-'))
  let asker: { id: string; token: string }
  let number: string

  beforeAll(async () => {
    // officers are there before the first start
    const house = await assemble(readConfig({ SHENBAO_DATA: root, SHENBAO_LOG: 'silent' }))
    const grant = (role: 'contact' | 'lead', contact: string | null) => [
      { role, programmeId: PROGRAMME, contact },
    ]
    const { accounts } = house.desk
    await accounts.add(
      { name: '甲', email: 'a@x.test', locale: 'zh-CN', grants: grant('contact', LINE) },
      OPERATOR,
    )
    await accounts.add(
      { name: '乙', email: 'b@x.test', locale: 'zh-CN', grants: grant('contact', LINE) },
      OPERATOR,
    )
    await accounts.add(
      { name: '丙', email: 'c@x.test', locale: 'zh-CN', grants: grant('lead', null) },
      OPERATOR,
    )
    await house.close()
    const server = await at('2021-04-12T10:00:00+08:00')
    const one = await Applicant.start(over(server.address), { programme: PROGRAMME })
    await one.say('写给联系人')
    await one.say('节能量怎么核算？')
    await one.press(`enquiry:area:${LINE}`)
    await one.press('enquiry:send:without')
    number = /ZX-\d{4}-\d{4}/.exec(one.replies.map(({ text }) => text).join())?.[0] ?? ''
    asker = one
    await server.kill()
  }, PATIENCE)
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

  const at = (now: string): Promise<Served> =>
    serve({ SHENBAO_DATA: root, SHENBAO_NOW: now, SHENBAO_LOG: 'warn' })
  /** What became of it, in order; the server must be down. */
  async function thread(): Promise<string[]> {
    const store = await openStore({ dataDir: path.join(root, 'db') })
    const found = await store.enquiries.findByNumber(number)
    const entries = found ? await store.enquiries.entries(found.id) : []
    await store.close()
    return entries.map(({ kind }) => kind)
  }
  /** Lets it run from `now` on for a while, and kills it. */
  async function runFrom(now: string, forMs: number): Promise<void> {
    const server = await at(now)
    await new Promise((resolve) => setTimeout(resolve, forMs))
    await server.kill()
  }
  async function runUntil(now: string, kind: string): Promise<void> {
    for (let tries = 0; !(await thread()).includes(kind); tries++) {
      if (tries === 8) throw new Error(`never ${kind}: ${await thread()}`)
      await runFrom(now, 4_000)
    }
  }

  it('is not touched before its time, however often the server dies', async () => {
    expect(number).not.toBe('')
    // a reminder is due four working hours before the promise of 14 April, 10:00
    await runFrom('2021-04-13T13:58:00+08:00', 2_500)
    await runFrom('2021-04-13T13:58:30+08:00', 2_500)
    expect(await thread()).toEqual(['asked'])
  })

  it('is reminded of once, when the due time passed while nothing ran', async () => {
    await runUntil('2021-04-13T14:01:00+08:00', 'reminded')
    await runFrom('2021-04-13T14:02:00+08:00', 3_000)
    await runFrom('2021-04-13T14:03:00+08:00', 500)
    expect(await thread()).toEqual(['asked', 'reminded'])
  })

  it('goes to the deputy and to the lead once each, in order, after two days without a server', async () => {
    await runUntil('2021-04-15T11:00:00+08:00', 'escalated')
    await runFrom('2021-04-15T11:10:00+08:00', 3_000)
    expect((await thread()).filter((kind) => kind !== 'moved')).toEqual([
      'asked',
      'reminded',
      'deputised',
      'escalated',
    ])
    const server = await at('2021-04-15T11:20:00+08:00')
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const transcript = await over(server.address)({
      method: 'GET',
      path: `/api/conversations/${asker.id}`,
      headers: { authorization: `Bearer ${asker.token}` },
    })
    await server.kill()
    const late = transcript.body.entries.filter(
      (entry: { reply?: { key: string } }) => entry.reply?.key === 'enquiry.late',
    )
    expect(late).toHaveLength(1)
  })
})
