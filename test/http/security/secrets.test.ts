/** Secrets and what people say stay out of logs, addresses and error bodies, also when everything goes wrong. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import { readConfig } from '../../../src/config.ts'
import { Applicant, inside } from '../../rigs/applicant.ts'
import { DeskClient } from '../../rigs/desk-client.ts'
import { makeOfficer, PROGRAMME } from '../../rigs/desk-house.ts'
import { type House, openHouse } from '../../rigs/house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const MARK = 'MARKEDSECRET'
const secret = (name: string) => `${MARK}-${name}`
let house: House
const answers: string[] = []
beforeAll(async () => {
  const settings = readConfig({
    SHENBAO_NOW: '2021-04-12T10:00:00+08:00',
    SHENBAO_FORCE_NOW: 'true',
    SHENBAO_SECRET: secret('installation'),
    SHENBAO_PUBLIC_URL: 'https://apply.example.org',
    TELEGRAM_TOKEN: `123456:${MARK}-telegram`,
    TELEGRAM_SECRET: secret('webhook-of-telegram'),
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    TEAMS_APP_ID: 'a7b2f9a0-1d6c-4d6e-8c55-0d7b8f3a1c11',
    TEAMS_APP_PASSWORD: secret('teams'),
    TEAMS_LOGIN_URL: 'http://127.0.0.1:9',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'shenbao',
    OIDC_CLIENT_SECRET: secret('provider'),
    SMTP_URL: `smtp://shenbao:${secret('smtp')}@127.0.0.1:9`,
    IMAP_URL: `imap://shenbao:${secret('imap')}@127.0.0.1:9`,
    MAIL_FROM: 'Shenbao <shenbao@example.org>',
  })
  const { secret: own, publicUrl, telegram, teams, oidc, mail } = settings
  house = await openHouse({ secret: own, publicUrl, telegram, teams, oidc, mail }, { deadlineMs: 500 })
})
afterAll(() => house.close())

const get = async (url: string, headers: Record<string, string> = {}): Promise<void> => {
  const { body, headers: told } = await house.app.inject({ url, headers })
  answers.push(body, JSON.stringify(told))
}

test('nothing of them is logged or answered, in an ordinary session and in one that fails', async () => {
  const said = `${MARK}-said-by-an-applicant`
  const one = await Applicant.start(inside(house), { programme: PROGRAMME })
  await one.say(said)
  const officer = await makeOfficer(house, 'Lin', 'lead')
  const desk = await DeskClient.of(house, officer.id)
  const session = [...desk.cookies.values()].join()
  const { link } = await house.desk.signIn.issue(officer.id, 60_000, OPERATOR)
  const ticket = link.split('#')[1] ?? ''
  const token = (one.own.authorization ?? '').replace('Bearer ', '')

  // a database that complains with what it was given, a provider, a mail server and platforms that are away
  const trouble = new Error(`duplicate key (${said}) (${token}) ${secret('database')}`)
  const commit = vi.spyOn(house.store, 'commit').mockRejectedValueOnce(trouble)
  const failing = { id: v7(), text: said }
  const { status, body } = await one.line({
    ...{ method: 'POST', path: `/api/conversations/${one.id}/activities`, headers: one.own, body: failing },
  })
  commit.mockRestore()
  answers.push(JSON.stringify(body))
  expect(status).toBe(500)
  const tried = [
    await desk.send('POST', '/api/desk/sign-in', { email: officer.email }),
    await desk.send('POST', '/api/desk/enter', { ticket: `${ticket}x` }),
    await desk.get('/api/desk/oidc'),
    await desk.get(`/api/desk/oidc/callback?code=${MARK}-code&state=x`),
  ]
  answers.push(...tried.map((answer) => JSON.stringify([answer.body, answer.headers])))
  await get(`/api/drafts/${one.id}`, { authorization: `Bearer ${token}x` })
  await get(`/form?code=${MARK}`)
  await get(`/documents/AAAA-AAAA-AAAA-AAAA.pdf?key=${MARK}`)
  await house.app.inject({
    method: 'POST',
    url: '/webhooks/telegram',
    headers: { 'x-telegram-bot-api-secret-token': MARK },
  })
  await house.app.inject({
    method: 'POST',
    url: '/api/messages',
    headers: { authorization: `Bearer ${MARK}` },
    payload: {},
  })
  // what is not waited for: the mail that cannot go out
  await expect.poll(() => house.log(), { timeout: 20_000 }).toContain('a one-time link was not sent')

  const log = house.log()
  expect(log.length).toBeGreaterThan(200)
  for (const hidden of [MARK, token, session, ticket, officer.email])
    expect(log, hidden.slice(0, 12)).not.toContain(hidden)
  const told = answers.join('\n')
  for (const hidden of [MARK, token, ticket]) expect(told, hidden.slice(0, 12)).not.toContain(hidden)
})

test('tokens, sessions, tickets and codes of chats are kept as hashes only', async () => {
  const one = await Applicant.start(inside(house), { programme: PROGRAMME })
  const token = (one.own.authorization ?? '').replace('Bearer ', '')
  const { id } = await makeOfficer(house, 'Kept', 'lead')
  const desk = await DeskClient.of(house, id)
  const { link } = await house.desk.signIn.issue(id, 60_000, OPERATOR)
  const { code } = await house.desk.signIn.code(id)
  const kept: string[] = []
  for (const table of ['conversation', 'officer_session', 'officer_ticket', 'activity', 'message', 'audit'])
    kept.push(JSON.stringify((await house.store.queue.executeSql(`SELECT * FROM ${table}`)).rows))
  const everything = kept.join('\n')
  expect(everything.length).toBeGreaterThan(1_000)
  for (const secretOne of [token, ...desk.cookies.values(), link.split('#')[1] ?? '', code])
    expect(everything).not.toContain(secretOne)
  expect(everything).toContain(house.sealer.hash(token))
})
