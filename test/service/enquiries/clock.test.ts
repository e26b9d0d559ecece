/** The clock over restarts and on several nodes: every step once. */

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import { readConfig } from '../../../src/config.ts'
import { assemble } from '../../../src/main.ts'
import { Asker, clockOf, enquiriesOf, enrol, kindsOf } from '../../rigs/askers.ts'
import { at } from '../../rigs/office.ts'
import { startPostgres } from '../../rigs/postgres.ts'

vi.setConfig({ testTimeout: 180_000 })
const AREA = 'social-management'
const server = await startPostgres()
afterAll(() => server?.stop(), 30_000)

const dirs: string[] = []
afterAll(() => {
  for (const dir of dirs) fs.rmSync(dir, { recursive: true, force: true })
})
const newDir = (): string => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-clock-'))
  dirs.push(dir)
  return dir
}

/** A node whose clock stands at an hour of Shanghai. */
async function node(dir: string, clock: string, databaseUrl?: string) {
  const config = readConfig({
    SHENBAO_DATA: dir,
    SHENBAO_NOW: at(clock).toISOString(),
    ...(databaseUrl
      ? { DATABASE_URL: databaseUrl, SHENBAO_SECRET: 'a secret that every node knows, of some length' }
      : {}),
  })
  const house = await assemble(config, { logTo: { write: () => {} } })
  const set = (to: string) => {
    house.clock.now = () => at(to)
  }
  set(clock)
  return { ...house, set }
}

describe('on the embedded database', () => {
  it('takes the step that came due while the server was away, once', async () => {
    const dir = newDir()
    // National Day: promised by the make-up Saturday
    const before = await node(dir, 'Thu 2021-09-30 16:00')
    await enrol(before, '刘文涛', [{ role: 'contact', contact: AREA }])
    const asker = await Asker.arrive(before)
    const { id } = await asker.asks('放假期间怎么办？', AREA)
    before.set('Fri 2021-10-08 17:00')
    expect(await clockOf(before).tick()).toBe(0)
    await before.close()
    const later = await node(dir, 'Sat 2021-10-09 15:59')
    expect([await clockOf(later).tick(), await clockOf(later).tick()]).toEqual([1, 0])
    expect(await kindsOf(later, id)).toEqual(['asked', 'reminded'])
    await later.close()
    const last = await node(dir, 'Tue 2021-10-12 09:00')
    expect([await clockOf(last).tick(), await clockOf(last).tick()]).toEqual([2, 0])
    expect(await kindsOf(last, id)).toEqual(['asked', 'reminded', 'deputised', 'escalated'])
    expect(await new Asker(last, asker.id).times('enquiry.late')).toBe(1)
    await last.close()
  })

  it('tells the deputy when a leave begins, and takes the deputy out when it ends', async () => {
    const house = await node(newDir(), 'Mon 2021-04-12 10:00')
    const holder = await enrol(house, '刘文涛', [{ role: 'contact', contact: AREA }])
    const deputy = await enrol(house, '胡伟', [{ role: 'contact', contact: 'public-services' }])
    const { id } = await (await Asker.arrive(house)).asks('要盖章吗？', AREA)
    await house.store.officers.setLeave(
      holder.id,
      {
        from: at('2021-04-13 00:00'),
        until: at('2021-04-14 00:00'),
        deputyId: deputy.id,
      },
      OPERATOR,
    )
    const who = async (clock: string) => {
      house.set(clock)
      await clockOf(house).tick()
      const found = await house.store.enquiries.find(id)
      return [found?.holderId, found?.deputyId]
    }
    expect(await who('Mon 2021-04-12 17:00')).toEqual([holder.id, null])
    expect(await who('Tue 2021-04-13 09:00')).toEqual([holder.id, deputy.id])
    expect(await house.store.enquiries.heldBy(deputy.id, 10)).toHaveLength(1)
    expect(await who('Wed 2021-04-14 09:00')).toEqual([holder.id, null])
    await enquiriesOf(house).act(holder, id, { type: 'answer', text: '要盖。', files: [] }, { key: 'a' })
    expect(await who('Mon 2021-04-19 09:00')).toEqual([holder.id, null])
    expect(await kindsOf(house, id)).toEqual(['asked', 'deputised', 'moved', 'reminded', 'answered'])
    await house.close()
  })

  it('leaves nothing promised while nobody is there to answer', async () => {
    const house = await node(newDir(), 'Mon 2021-04-12 10:00')
    const asker = await Asker.arrive(house)
    await asker.presses('enquiry:begin')
    expect(await asker.heard()).not.toContain('enquiry.compose')
    const officer = await enrol(house, '刘文涛', [{ role: 'contact', contact: AREA }])
    await asker.presses('enquiry:begin')
    expect(await asker.heard()).toContain('enquiry.compose')
    await house.store.officers.change(officer.id, { active: false }, OPERATOR)
    const next = await Asker.arrive(house)
    await next.presses('enquiry:begin')
    expect(await next.heard()).not.toContain('enquiry.compose')
    await house.close()
  })
})

describe.skipIf(!server)('on PostgreSQL', () => {
  it('two nodes that tick at once take every step once, and the asker hears once', async () => {
    const url = await server?.database()
    const one = await node(newDir(), 'Mon 2021-04-12 10:00', url)
    const two = await node(newDir(), 'Mon 2021-04-12 10:00', url)
    await enrol(one, '刘文涛', [{ role: 'contact', contact: AREA }])
    const askers = await Promise.all(Array.from({ length: 5 }, () => Asker.arrive(one)))
    const ids: string[] = []
    for (const asker of askers) ids.push((await asker.asks('要盖章吗？', AREA)).id)
    for (const clock of ['Tue 2021-04-13 14:00', 'Wed 2021-04-14 10:00', 'Thu 2021-04-15 10:00']) {
      one.set(clock)
      two.set(clock)
      const taken = await Promise.all([clockOf(one).tick(), clockOf(two).tick(), clockOf(one).tick()])
      expect(taken.reduce((sum, n) => sum + n, 0)).toBe(ids.length)
    }
    for (const id of ids)
      expect(await kindsOf(two, id)).toEqual(['asked', 'reminded', 'deputised', 'escalated'])
    for (const asker of askers) expect(await asker.times('enquiry.late')).toBe(1)
    await Promise.all([one.close(), two.close()])
  })

  it('two officers on two nodes who answer at once: one answer', async () => {
    const url = await server?.database()
    const one = await node(newDir(), 'Mon 2021-04-12 10:00', url)
    const two = await node(newDir(), 'Mon 2021-04-12 10:00', url)
    const liu = await enrol(one, '刘文涛', [{ role: 'contact', contact: AREA }])
    const lead = await enrol(two, '负责人', [{ role: 'lead', contact: null }])
    const asker = await Asker.arrive(one)
    for (let round = 0; round < 5; round++) {
      const { id, version } = await asker.asks(`第${round}个问题`, AREA)
      const act = { type: 'answer' as const, text: '要盖。', files: [] }
      const both = await Promise.allSettled([
        enquiriesOf(one).act(liu, id, act, { key: `${id} 1`, version }),
        enquiriesOf(two).act(lead, id, act, { key: `${id} 2`, version }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'already-answered' },
      })
      expect(await kindsOf(one, id)).toEqual(['asked', 'answered'])
    }
    expect(await asker.times('enquiry.answered')).toBe(5)
    await Promise.all([one.close(), two.close()])
  })
})
