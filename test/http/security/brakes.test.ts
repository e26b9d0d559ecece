/** Who asks too often is told to wait, with words and for how long; a room full of people behind one address is not. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addressList } from '../../../src/address-list.ts'
import { Brakes, OWN, SHARED } from '../../../src/service/brakes/brakes.ts'
import { Applicant, inside } from '../../rigs/applicant.ts'
import { PROGRAMME } from '../../rigs/desk-house.ts'
import { type House, openHouse } from '../../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const SITE = 'https://www.example.org'
let house: House
let address = 0
/** Somebody from somewhere else, behind the proxy on this machine. */
const fresh = () => ({ 'x-forwarded-for': `198.51.100.${++address}` })
beforeAll(async () => {
  house = await openHouse({ origins: [SITE] })
  // a crowded machine takes its time, in which brakes would let go again
  const at = house.clock.now()
  house.clock.now = () => at
})
afterAll(() => house.close())

const open = (code: string, headers: Record<string, string>) =>
  house.app.inject({ method: 'POST', url: '/api/conversations', headers, payload: { code } })
const ask = (headers: Record<string, string>) =>
  house.app.inject({
    method: 'POST',
    url: `/api/programmes/${PROGRAMME}/ask`,
    headers,
    payload: { text: '截止日期是哪天' },
  })
const spend = async (kind: keyof typeof SHARED, key: string): Promise<void> => {
  for (let i = 0; i < SHARED[kind].most; i++) await house.brakes.take(kind, key)
}

describe('wrong resume codes', () => {
  test('are counted by address, whichever door they are tried at, and then right ones are not heard either', async () => {
    const headers = fresh()
    const applicant = await Applicant.start(inside(house), { programme: PROGRAMME })
    const { body } = await applicant.line({
      method: 'GET',
      path: `/api/drafts/${applicant.id}`,
      headers: applicant.own,
    })
    const { code } = body.resume
    for (let i = 0; i < SHARED.code.most - 2; i++)
      expect((await open(`AAAA-${1000 + i}`, headers)).statusCode).toBe(404)
    expect((await open(code, headers)).statusCode).toBe(201)
    const wrongPass = { ...headers, 'x-resume-code': 'AAAA-AAAA' }
    const draft = `/api/drafts/${body.id}`
    expect((await house.app.inject({ url: draft, headers: wrongPass })).statusCode).toBe(404)
    expect((await house.app.inject({ url: '/check/AAAA-AAAA-AAAA-AAAA', headers })).statusCode).toBe(404)
    const refused = await open(code, { ...headers, 'accept-language': 'en' })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(SHARED.code.everyMs / 1_000)
    expect(refused.json().error).toMatchObject({
      code: 'slow-down',
      message: 'That was tried too often.',
      hint: expect.stringMatching(/^Please try again in \d+ seconds?\.$/),
    })
    const elsewhere = await open(code, { ...headers, origin: SITE })
    expect(elsewhere.statusCode).toBe(429)
    expect(elsewhere.headers).toMatchObject({
      'access-control-allow-origin': SITE,
      'access-control-expose-headers': expect.stringContaining('retry-after'),
    })
    for (const url of ['/check/AAAA-AAAA-AAAA-AAAA', draft])
      expect((await house.app.inject({ url, headers: { ...wrongPass } })).statusCode, url).toBe(429)
    expect((await open(code, fresh())).statusCode).toBe(201)
  })

  test('said in a conversation are not looked up for long, and it says so', async () => {
    const applicant = await Applicant.start(inside(house), { programme: PROGRAMME })
    const said: string[] = []
    for (let i = 0; i <= SHARED['said-code'].most; i++)
      said.push(
        (await applicant.say(`关联 AAAA-${1000 + i}`)).map(({ text }: { text: string }) => text).join('\n'),
      )
    expect(said[0]).toContain('没有这个关联码')
    expect(said.at(-1)).toContain('说错的码太多了')
  })

  test('are refused on the form page in its own words', async () => {
    const headers = { ...fresh(), 'sec-fetch-site': 'same-origin' }
    await spend('code', headers['x-forwarded-for'])
    const {
      statusCode,
      headers: told,
      body,
    } = await house.app.inject({ url: '/form?code=AAAA-AAAA', headers })
    expect(statusCode).toBe(429)
    expect(told['content-type']).toContain('text/html')
    expect(told['retry-after']).toBeDefined()
    expect(body).toContain('尝试得太频繁了')
  })
})

describe('by address', () => {
  test('a computer room behind one address opens the page, begins and asks without being held', async () => {
    const headers = fresh()
    for (let person = 0; person < 60; person++) {
      expect((await open('', headers).then(({ statusCode }) => statusCode)) < 429).toBe(true)
      for (let i = 0; i < 4; i++) expect((await ask(headers)).statusCode).toBe(200)
    }
  })

  test('beginning again and again is', async () => {
    const headers = fresh()
    await spend('start', headers['x-forwarded-for'])
    const begun = await house.app.inject({ method: 'POST', url: '/api/conversations', headers, payload: {} })
    expect(begun.statusCode).toBe(429)
    const form = {
      ...headers,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const posted = await house.app.inject({ method: 'POST', url: '/form/start', headers: form, payload: '' })
    expect(posted.statusCode).toBe(429)
  })

  test('asking as fast as it goes is, and so is anything else', async () => {
    const headers = fresh()
    for (let i = 0; i < OWN.ask.most; i++) house.brakes.here('ask', headers['x-forwarded-for'])
    expect((await ask(headers)).statusCode).toBe(429)
    expect((await house.app.inject({ url: '/check', headers })).statusCode).toBe(200)
    const other = fresh()
    for (let i = 0; i < OWN.call.most; i++) house.brakes.here('call', other['x-forwarded-for'])
    for (const url of ['/check', '/nothing', '/openapi.json'])
      expect((await house.app.inject({ url, headers: other })).statusCode, url).toBe(429)
  })

  test('all of one IPv6 network are one, and another network is another', async () => {
    const from = (ip: string) => ({ 'x-forwarded-for': ip })
    for (let i = 0; i < OWN.call.most; i++) house.brakes.here('call', '2001:db8:0:7::/64')
    for (const ip of ['2001:db8:0:7::1', '2001:DB8::7:aaaa:bbbb:cccc:dddd', '2001:0db8:0000:0007:1::'])
      expect((await house.app.inject({ url: '/check', headers: from(ip) })).statusCode, ip).toBe(429)
    expect((await house.app.inject({ url: '/check', headers: from('2001:db8:0:8::1') })).statusCode).toBe(200)
  })

  test('only a proxy that is named is believed', async () => {
    const headers = fresh()
    for (let i = 0; i < OWN.call.most; i++) house.brakes.here('call', headers['x-forwarded-for'])
    const from = (remoteAddress: string) => house.app.inject({ url: '/check', headers, remoteAddress })
    expect((await from('127.0.0.1')).statusCode).toBe(429)
    expect((await from('203.0.113.9')).statusCode).toBe(200)
  })
})

describe('by conversation', () => {
  test('turns are held after very many, in its language; the address goes on', async () => {
    const headers = fresh()
    const one = await Applicant.start(inside(house), { programme: PROGRAMME, locale: 'zh-CN' })
    for (let i = 0; i < OWN.turn.most + 20; i++)
      try {
        house.brakes.here('turn', one.id)
      } catch {}
    const { status, body } = await one.line({
      method: 'POST',
      path: `/api/conversations/${one.id}/activities`,
      headers: { ...one.own, ...headers },
      body: { id: 'one-too-many', text: '你好' },
    })
    expect([status, body.error.message]).toEqual([429, '尝试得太频繁了。'])
    expect((await house.app.inject({ url: '/check', headers })).statusCode).toBe(200)
  })

  test('files are held', async () => {
    const one = await Applicant.start(inside(house), { programme: PROGRAMME })
    await spend('upload', one.id)
    const { status } = await one.line({
      method: 'POST',
      path: `/api/conversations/${one.id}/files`,
      headers: one.own,
    })
    expect(status).toBe(429)
  })

  test('a chat that floods us is told once, and what it sent is not taken', async () => {
    const { PushConversations } = await import('../../../src/service/push-conversations.ts')
    const push = new PushConversations(house)
    const said = (i: number) => ({
      channel: 'telegram',
      address: 'flood',
      dedupeKey: `m-${i}`,
      activity: { kind: 'text' as const, text: '在吗' },
    })
    await push.accept(said(0))
    const id = (await push.find('telegram', 'flood')) ?? ''
    for (let i = 0; i < OWN.turn.most + 20; i++)
      try {
        house.brakes.here('turn', id)
      } catch {}
    await push.accept(said(1))
    await push.accept(said(2))
    await house.inbox.sweep()
    const said_ = (await house.store.transcript(id, 0)).filter(({ text }) => text.includes('您发得太快'))
    expect(said_).toHaveLength(1)
    expect(await house.store.repliesOf(id, 'm-1')).toBeNull()
  })
})

describe('over all nodes', () => {
  const nodes = () => {
    const node = () => new Brakes({ store: house.store.brakes, clock: house.clock, hash: house.sealer.hash })
    return [node(), node(), node()] as const
  }

  test('what is shared is allowed once, not once for each node', async () => {
    const three = nodes()
    let allowed = 0
    for (let i = 0; i < SHARED['sign-in'].most; i++)
      for (const node of three) if (await node.allows('sign-in', 'spread')) allowed += 1
    expect(allowed).toBe(SHARED['sign-in'].most)
  })

  test('whoever is refused costs the database nothing more', async () => {
    const [node] = nodes()
    await spend('enquiry', 'flooding')
    const take = vi.spyOn(house.store.brakes, 'take')
    for (let i = 0; i < 50; i++) expect(await node.allows('enquiry', 'flooding')).toBe(false)
    expect(take).toHaveBeenCalledTimes(1)
    take.mockRestore()
  })

  test('no address and no name is kept', async () => {
    const take = vi.spyOn(house.store.brakes, 'take')
    await house.brakes.take('sign-in-mail', 'lin@example.org')
    expect(take.mock.calls[0]?.[0]).toMatch(/^[0-9a-f]{64}$/)
    take.mockRestore()
  })
})

test('lists of addresses hold ranges, single ones and names, and say what they are not', () => {
  const listed = addressList(['loopback', '10.1.0.0/16', '2001:db8::/32', '192.0.2.7'])
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.9.9', '2001:db8::9', '192.0.2.7'])
    expect(listed(address), address).toBe(true)
  for (const address of ['10.2.0.1', '192.0.2.8', '::2', 'nonsense', ''])
    expect(listed(address), address).toBe(false)
  for (const wrong of ['10.0.0.0/33', 'example.org', '10.0.0.0/x', '::/129'])
    expect(() => addressList([wrong]), wrong).toThrow(wrong)
})
