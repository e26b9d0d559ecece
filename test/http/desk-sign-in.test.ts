/** Officers come in with one-time links; sessions begin, grow old and end. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { makeSealer } from '../../src/outside.ts'
import type { LinkPost } from '../../src/ports/desk.ts'
import type { Clock } from '../../src/ports/outside.ts'
import { Brake } from '../../src/service/brakes/brake.ts'
import { Brakes } from '../../src/service/brakes/brakes.ts'
import { IDLE_MS, MAILED_MS, SESSION_MS, SignIn } from '../../src/service/officers/sign-in.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { makeOfficer } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const HOUR = 3_600_000
const { hash } = makeSealer('a secret of this test')
const enter = (client: DeskClient, ticket: string) => client.send('POST', '/api/desk/enter', { ticket })
const ticketOf = (link: string): string => link.split('#')[1] ?? ''
const newTicket = async (id: string, forMs = HOUR): Promise<string> =>
  ticketOf((await house.desk.signIn.issue(id, forMs, OPERATOR)).link)

describe('a one-time link', () => {
  test('lets in once, by a button: opening it changes nothing', async () => {
    const { id } = await makeOfficer(house, 'Lin', 'contact')
    const ticket = await newTicket(id)
    const client = new DeskClient(house)
    for (const method of ['GET', 'GET'] as const) await client.send(method, `/desk/enter?ticket=${ticket}`)
    expect((await enter(client, ticket)).status).toBe(200)
    expect((await client.get('/api/desk/me')).body).toMatchObject({ id, name: 'Lin' })
    const second = await enter(new DeskClient(house), ticket)
    expect(second.status).toBe(401)
    expect(second.body.error).toMatchObject({ code: 'bad-ticket', hint: expect.any(String) })
  })

  test('lets in one of two who press the button at the same moment', async () => {
    const { id } = await makeOfficer(house, 'Twins', 'contact')
    const ticket = await newTicket(id)
    const both = await Promise.all([
      enter(new DeskClient(house), ticket),
      enter(new DeskClient(house), ticket),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('lets nobody in who was withdrawn meanwhile, when it is too old, or made up', async () => {
    const { id } = await makeOfficer(house, 'Gone', 'contact')
    const ticket = await newTicket(id)
    await house.desk.accounts.change(id, { active: false }, OPERATOR)
    expect((await enter(new DeskClient(house), ticket)).status).toBe(401)
    const other = await makeOfficer(house, 'Late', 'contact')
    expect((await enter(new DeskClient(house), await newTicket(other.id, -1))).status).toBe(401)
    expect((await enter(new DeskClient(house), 'x'.repeat(43))).status).toBe(401)
  })

  test('is not a code for a chat, nor such a code a link', async () => {
    const { id } = await makeOfficer(house, 'Chats', 'contact')
    const { code } = await house.desk.signIn.code(id)
    const { status } = await enter(new DeskClient(house), code.replace('-', '').padEnd(20, 'X'))
    expect(status).toBe(401)
    const now = house.clock.now()
    expect(await house.store.officers.redeem(hash(code), 'sign-in', now)).toBeNull()
    expect(await house.store.officers.redeem(hash(code), 'channel', now)).toMatchObject({ id })
  })
})

describe('a session', () => {
  test('is a cookie that no script reads and no other site sends', async () => {
    const { id } = await makeOfficer(house, 'Cookie', 'contact')
    const inside = await enter(new DeskClient(house), await newTicket(id))
    expect(inside.headers['set-cookie']).toEqual([
      expect.stringMatching(/^shenbao-desk=l[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    const secure = await new DeskClient(house).send(
      'POST',
      '/api/desk/enter',
      { ticket: await newTicket(id) },
      { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' },
    )
    expect(secure.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-shenbao-desk=[\w-]{44}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ])
  })

  test('is always a new one: what somebody planted before is worth nothing afterwards', async () => {
    const { id } = await makeOfficer(house, 'Fixed', 'contact')
    const client = new DeskClient(house)
    const planted = `l${'A'.repeat(43)}`
    client.cookies.set('shenbao-desk', planted)
    await enter(client, await newTicket(id))
    expect(client.cookies.get('shenbao-desk')).not.toBe(planted)
    const attacker = new DeskClient(house)
    attacker.cookies.set('shenbao-desk', planted)
    expect((await attacker.get('/api/desk/me')).status).toBe(401)
  })

  test('ends where one signs in again, and when one signs out', async () => {
    const { id } = await makeOfficer(house, 'Again', 'contact')
    const client = await DeskClient.of(house, id)
    const old = new DeskClient(house)
    for (const [name, value] of client.cookies) old.cookies.set(name, value)
    await enter(client, await newTicket(id))
    expect((await old.get('/api/desk/me')).status).toBe(401)
    expect((await client.get('/api/desk/me')).status).toBe(200)
    expect((await client.send('POST', '/api/desk/sign-out')).body).toEqual({ location: null })
    expect(client.cookies.size).toBe(0)
    expect((await client.get('/api/desk/me')).status).toBe(401)
  })

  test('ends at once with the rights of the officer', async () => {
    const { id } = await makeOfficer(house, 'Withdrawn', 'lead')
    const client = await DeskClient.of(house, id)
    await house.desk.accounts.change(id, { active: false }, OPERATOR)
    expect((await client.get('/api/desk/me')).status).toBe(401)
    await house.desk.accounts.change(id, { active: true }, OPERATOR)
    expect((await client.get('/api/desk/me')).status).toBe(401)
  })

  test('ends after eight hours without use and after seven days with use', async () => {
    const { id } = await makeOfficer(house, 'Clock', 'contact')
    let now = house.clock.now()
    const clock: Clock = { now: () => now }
    const signIn = signInAt(clock)
    const pass = (ms: number) => {
      now = new Date(now.getTime() + ms)
    }
    const open = async () =>
      signIn.enter(ticketOf((await signIn.issue(id, HOUR, OPERATOR)).link), 'somewhere', null)

    const idle = await open()
    pass(IDLE_MS - 1)
    expect(await signIn.session(idle)).toMatchObject({ id })
    pass(IDLE_MS - 1)
    expect(await signIn.session(idle, false), 'only looked at').toMatchObject({ id })
    pass(2)
    expect(await signIn.session(idle)).toBeNull()

    const used = await open()
    for (let passed = 0; passed + IDLE_MS / 2 < SESSION_MS; passed += IDLE_MS / 2) {
      pass(IDLE_MS / 2)
      expect(await signIn.session(used)).toMatchObject({ id })
    }
    pass(IDLE_MS / 2)
    expect(await signIn.session(used)).toBeNull()
  })
})

let runs = 0
/** A house that has slowed nobody down yet. */
const signInAt = (clock: Clock, post: LinkPost | null = null): SignIn => {
  const run = ++runs
  return new SignIn({
    store: house.store,
    ids: house.ids,
    sealer: makeSealer('a secret of this test'),
    publicUrl: () => 'https://desk.example.org',
    clock,
    brakes: new Brakes({ store: house.store.brakes, clock, hash: (key) => `${run} ${key}` }),
    post,
    failed: () => undefined,
  })
}

describe('a link by mail', () => {
  test('is asked for with the same answer whether the address is known or not', async () => {
    const { email } = await makeOfficer(house, 'Known', 'contact')
    const ask = (address: string) =>
      new DeskClient(house).send('POST', '/api/desk/sign-in', { email: address })
    const [known, unknown] = [await ask(email), await ask('nobody@example.org')]
    expect(unknown.status).toBe(202)
    expect({ ...unknown, headers: {} }).toEqual({ ...known, headers: {} })
  })

  test('goes to active officers only, in their language, and is good for a quarter of an hour', async () => {
    const { id, email } = await makeOfficer(house, 'Mail', 'contact')
    const gone = await makeOfficer(house, 'Gone too', 'contact')
    await house.desk.accounts.change(gone.id, { active: false }, OPERATOR)
    const sent: string[][] = []
    let now = house.clock.now()
    const signIn = signInAt({ now: () => now }, { send: async (...mail) => void sent.push(mail) })
    for (const address of [email.toUpperCase(), gone.email, 'nobody@example.org'])
      await signIn.ask(address, 'somewhere')
    expect(sent).toEqual([
      [email, expect.stringMatching(/^https:\/\/desk\.example\.org\/desk\/enter#/), 'zh-CN'],
    ])
    now = new Date(now.getTime() + MAILED_MS)
    await expect(signIn.enter(ticketOf(sent[0]?.[1] ?? ''), 'somewhere', null)).rejects.toMatchObject({
      code: 'bad-ticket',
    })
    expect(id).toBeTruthy()
  })

  test('is braked for each address and each caller, and known and unknown addresses alike', async () => {
    const { email } = await makeOfficer(house, 'Often', 'contact')
    const signIn = signInAt(house.clock, { send: async () => undefined })
    for (const address of [email, 'never@example.org']) {
      for (let times = 0; times < 3; times++) await signIn.ask(address, address)
      await expect(signIn.ask(address, address)).rejects.toMatchObject({ code: 'slow-down' })
    }
    for (let times = 0; times < 20; times++)
      await signIn.enter('made up', 'one caller', null).catch(() => undefined)
    await expect(signIn.enter('made up', 'one caller', null)).rejects.toMatchObject({ code: 'slow-down' })
    await expect(signIn.enter('made up', 'another', null)).rejects.toMatchObject({ code: 'bad-ticket' })
  })
})

test('a whole office comes in from one address', async () => {
  const { id } = await makeOfficer(house, 'Office', 'contact')
  const signIn = signInAt(house.clock)
  for (let times = 0; times < 30; times++)
    await signIn.enter(ticketOf((await signIn.issue(id, HOUR, OPERATOR)).link), 'the office', null)
})

test('a brake lets go again, one call after the other, and never of more than at the beginning', () => {
  let now = 0
  const brake = new Brake({ most: 2, everyMs: 1_000 }, { now: () => new Date(now) })
  const tries = () => [brake.allows('a'), brake.allows('a'), brake.allows('a')]
  expect(tries()).toEqual([true, true, false])
  expect(brake.allows('b')).toBe(true)
  now = 1_000
  expect(tries()).toEqual([true, false, false])
  now = 1_000_000
  expect(tries()).toEqual([true, true, false])
})
