/** The database goes away in the middle of talk and comes back: nobody is told that something was kept that was not. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type CutProxy, cutProxy } from '../rigs/cut-proxy.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { startPostgres } from '../rigs/postgres.ts'

vi.setConfig({ testTimeout: 60_000 })
const server = await startPostgres()

describe.skipIf(!server)('on PostgreSQL', () => {
  let proxy: CutProxy
  let house: House
  let line: Line
  beforeAll(async () => {
    proxy = await cutProxy((await server?.database()) ?? '')
    house = await openHouse({ databaseUrl: proxy.url, secret: 'a secret of tests' })
    line = inside(house)
  }, 60_000)
  afterAll(async () => {
    proxy?.mend()
    await house?.close()
    await proxy?.close()
    await server?.stop()
  }, 60_000)

  test.each([
    ['en', 'The database cannot be reached', 'try again'],
    ['zh-CN', '暂时连不上数据库', '稍后重试'],
  ])(
    'says so with 503 in %s, is not ready meanwhile, and takes the same activity once afterwards',
    async (locale, what, todo) => {
      const headers = { 'accept-language': locale }
      const one = await Applicant.start(line, { locale })
      await one.press('begin:filing')
      const id = v7()
      const activity = { id, form: { step: 'project_name', values: { project_name: 'Kept' } } }
      proxy.cut()
      for (let tries = 0; tries < 3; tries++) {
        const answer = await one.ask(activity, headers)
        expect(answer).toMatchObject({ status: 503, body: { error: { code: 'database-unreachable' } } })
        expect(answer.body.error.message).toContain(what)
        expect(answer.body.error.hint).toContain(todo)
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      }
      expect((await line({ path: '/api/conversations', body: {}, headers })).status).toBe(503)
      expect((await line({ method: 'GET', path: '/readyz' })).status).toBe(503)
      expect((await line({ method: 'GET', path: '/healthz' })).status).toBe(200)
      proxy.mend()
      await expect.poll(async () => (await line({ method: 'GET', path: '/readyz' })).status).toBe(200)
      const replies = await one.ask(activity, headers)
      expect(replies.status).toBe(200)
      expect((await one.ask(activity, headers)).body).toEqual(replies.body)
      const { entries } = await one.transcript()
      expect(entries.filter((entry) => entry.text === 'Kept')).toHaveLength(1)
    },
  )

  test('whatever was in flight when the line broke is whole or absent, and whole after a retry', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => Applicant.start(line)))
    const ids = people.map(() => v7())
    const ask = (one: Applicant, at: number) => one.ask({ id: ids[at], choice: 'begin:filing' })
    // turns of the same moment are written together: a second lot is on its way when the line breaks
    const answered = await Promise.all(people.slice(0, 10).map(ask))
    const running = [...answered, ...people.slice(10).map((one, at) => ask(one, at + 10))]
    await new Promise(setImmediate)
    proxy.cut()
    const statuses = (await Promise.all(running)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    proxy.mend()
    const answers = await Promise.all(people.map(ask))
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
    for (const [at, one] of people.entries()) {
      const { entries } = await one.transcript()
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
      expect(entries.filter(({ from }) => from === 'you')).toHaveLength(1)
      expect(entries.slice(2).map(({ reply }) => reply?.id)).toEqual(
        answers[at]?.body.replies.map(({ id }: { id: string }) => id),
      )
    }
  })

  test('the log tells what happened, without answers or secrets', () => {
    expect(house.log()).toContain('"kind":"database-unreachable"')
    expect(house.log()).not.toMatch(/Kept|a secret of tests/)
  })
})
