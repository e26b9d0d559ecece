/** More than can be done at once: some are told to come again, nobody loses anything, and it passes. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerErrors } from '../../src/http/plugins/errors.ts'
import { shedLoad } from '../../src/http/plugins/overload.ts'
import { readLocales } from '../../src/read-locales.ts'
import { plainPhrases } from '../../src/service/libraries.ts'
import { type Answer, Applicant, type Line, over } from '../rigs/applicant.ts'
import { judgeTranscript } from '../rigs/history.ts'
import { type Served, serve } from '../rigs/served.ts'
import { fairWeather, stubbornApplicant } from '../rigs/stubborn-line.ts'

vi.setConfig({ testTimeout: 120_000 })
const PEOPLE = 40
const AT_ONCE = 1
const STREAMS = 4
const SITE = 'https://www.example.org'

let server: Served
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-overload-'))
beforeAll(async () => {
  server = await serve({
    SHENBAO_DATA: dataDir,
    SHENBAO_LOG: 'silent',
    SHENBAO_AT_ONCE: String(AT_ONCE),
    SHENBAO_ORIGINS: SITE,
  })
}, 120_000)
afterAll(async () => {
  await server?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

/** A line that keeps the answers which turned it away. */
function watched(line: Line, turnedAway: Answer[]): Line {
  return async (ask) => {
    const answer = await line(ask)
    if (answer.status === 503) turnedAway.push(answer)
    return answer
  }
}

test('a flood is turned away in part, every turn that was acknowledged is there once, and it passes', async () => {
  const turnedAway: Answer[] = []
  const weather = fairWeather(watched(over(server.address), turnedAway))
  const talks = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const talk = await stubbornApplicant(weather)
      await talk.applicant.press('begin:filing')
      await talk.applicant.say('How many copies?')
      return talk
    }),
  )
  expect(turnedAway).not.toEqual([])
  expect(weather.acknowledged).toBe(2 * PEOPLE)
  for (const { body, headers } of turnedAway) {
    expect(body.error).toMatchObject({ code: 'busy' })
    expect(body.error.message).not.toBe('')
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  const before = turnedAway.length
  for (const { applicant, history } of talks)
    expect(judgeTranscript(history, (await applicant.transcript()).entries)).toEqual([])
  const late = await Applicant.start(watched(over(server.address), turnedAway))
  await late.press('begin:filing')
  expect(turnedAway).toHaveLength(before)
})

test('while the flood lasts, those who watch over it, its files and open event streams are served', async () => {
  const one = await Applicant.start(over(server.address))
  const stop = new AbortController()
  const streams = await Promise.all(
    Array.from({ length: STREAMS }, () =>
      fetch(`${server.address}${one.path}/events`, { headers: one.own, signal: stop.signal }),
    ),
  )
  // open streams are nobody waiting
  expect((await one.ask({ text: 'Who may apply?' })).status).toBe(200)
  const flood = Array.from({ length: 60 }, () =>
    fetch(`${server.address}/api/conversations`, { method: 'POST' }),
  )
  const watching = await Promise.all(
    Array.from({ length: 10 }, () => fetch(`${server.address}/healthz`).then(({ status }) => status)),
  )
  const statuses = new Set((await Promise.all(flood)).map(({ status }) => status))
  stop.abort()
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
  expect(watching).toEqual(watching.map(() => 200))
  expect(statuses).toEqual(new Set([201, 503]))
})

test('a page on another site may read that it is turned away and when to come again', async () => {
  const headers = { origin: SITE }
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      fetch(`${server.address}/api/conversations`, { method: 'POST', headers }),
    ),
  )
  const away = answers.find(({ status }) => status === 503)
  expect(away?.headers.get('access-control-allow-origin')).toBe(SITE)
  expect(away?.headers.get('access-control-expose-headers')).toContain('retry-after')
})

test('what is turned away is told so in the words of its reader, before it is read', async () => {
  const headers = { 'accept-language': 'zh' }
  const broken = { path: '/api/conversations', body: 'no JSON', headers }
  const answers = await Promise.all(Array.from({ length: 40 }, () => over(server.address)(broken)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 503]))
  const away = answers.find(({ status }) => status === 503)
  expect(away?.body.error).toMatchObject({ code: 'busy', hint: expect.stringContaining('请稍后重试') })
  const page = await fetch(`${server.address}/form`)
  expect(page.status).toBe(200)
})

test('a platform that delivers meanwhile is put off unread, and heard when it delivers again', async () => {
  const app = Fastify()
  const heard: unknown[] = []
  let finish = () => {}
  const first = new Promise<void>((resolve) => {
    finish = resolve
  })
  const locales = await readLocales()
  answerErrors(app, { phrases: (locale) => plainPhrases(locale, locales) })
  shedLoad(app, 1)
  app.post('/webhooks/one', async ({ body }) => {
    heard.push(body)
    await first
    return {}
  })
  const deliver = (body: object) => app.inject({ method: 'POST', url: '/webhooks/one', body })
  const running = deliver({ update: 1 })
  await expect.poll(() => heard).toHaveLength(1)
  const put = await deliver({ update: 2 })
  expect([put.statusCode, put.json().error.code, put.headers['retry-after']]).toEqual([503, 'busy', '2'])
  expect(heard).toHaveLength(1)
  finish()
  expect((await running).statusCode).toBe(200)
  expect((await deliver({ update: 2 })).statusCode).toBe(200)
  expect(heard).toEqual([{ update: 1 }, { update: 2 }])
})
