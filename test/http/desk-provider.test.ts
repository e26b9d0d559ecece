/** Signing in at the organisation's provider, against a real one on loopback; who is let in, and who is told whom to ask. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { type Answer, DeskClient } from '../rigs/desk-client.ts'
import { makeOfficer } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { openProvider, type RiggedProvider } from '../rigs/oidc/provider.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const HERE = 'http://127.0.0.1:39999'
let provider: RiggedProvider
let house: House
beforeAll(async () => {
  provider = await openProvider(HERE)
  const { issuer, clientId, clientSecret } = provider
  house = await openHouse({ publicUrl: HERE, oidc: { issuer, clientId, clientSecret, name: 'City sign-in' } })
})
afterAll(async () => {
  await house.close()
  await provider.close()
})

/** The button of the sign-in page: where it sends the browser. */
const press = async (client: DeskClient): Promise<string> => {
  const { status, headers } = await client.get('/api/desk/oidc')
  expect(status).toBe(303)
  return String(headers.location)
}

/** Follows the provider's redirects, as whoever `becomes` has been called for, until it sends the browser back. */
async function atProvider(address: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = address
  for (let hops = 0; hops < 10 && !url.startsWith(HERE); hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      jar.set(name, value)
    }
    url = new URL(response.headers.get('location') ?? '', url).href
  }
  return url.slice(HERE.length)
}

/** The whole way; @returns what the console says when the browser is back. */
async function signIn(client: DeskClient): Promise<Answer> {
  const back = await atProvider(await press(client))
  return client.get(back, { 'sec-fetch-site': 'cross-site', 'accept-language': 'en' })
}

const isIn = async (client: DeskClient): Promise<boolean> => (await client.get('/api/desk/me')).status === 200

async function refused(client: DeskClient, answer: Answer, status: number, words: string): Promise<void> {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toContain('text/html')
  expect(answer.body).toContain(words)
  expect(answer.body).toContain('href="/desk"')
  expect(await isIn(client)).toBe(false)
}
const WHOM_TO_ASK = 'Ask whoever looks after the accounts'
const NOT_COMPLETED = 'Signing in was not completed'

describe('somebody with an account', () => {
  test('is found by the verified address once, and from then on by the subject', async () => {
    const { id, email } = await makeOfficer(house, 'Chen', 'lead')
    provider.becomes({ sub: 'chen-1', email: email.toUpperCase(), email_verified: true })
    const client = new DeskClient(house)
    const back = await signIn(client)
    expect([back.status, back.headers.location]).toEqual([303, '/desk'])
    expect((await client.get('/api/desk/me')).body).toMatchObject({ id, name: 'Chen' })
    expect(await house.store.officers.find(id)).toMatchObject({ subject: `${provider.issuer} chen-1` })

    await house.desk.accounts.change(id, { email: 'chen-moved@example.org' }, OPERATOR)
    provider.becomes({ sub: 'chen-1', email: 'married@example.org', email_verified: true })
    const later = new DeskClient(house)
    await signIn(later)
    expect((await later.get('/api/desk/me')).body).toMatchObject({ id })
  })

  test('signs out there too, as far as the provider offers it', async () => {
    const { email } = await makeOfficer(house, 'Out', 'lead')
    provider.becomes({ sub: 'out', email, email_verified: true })
    const client = new DeskClient(house)
    await signIn(client)
    const { location } = (await client.send('POST', '/api/desk/sign-out')).body
    const url = new URL(location)
    expect(url.origin).toBe(provider.issuer)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${HERE}/desk`)
    expect((await fetch(url)).status).toBe(200)
    expect(await isIn(client)).toBe(false)
  })

  test('never gets a session that was there before', async () => {
    const { email } = await makeOfficer(house, 'Fixation', 'lead')
    provider.becomes({ sub: 'fixation', email, email_verified: true })
    const planted = `p${'B'.repeat(43)}`
    const client = new DeskClient(house)
    client.cookies.set('shenbao-desk', planted)
    await signIn(client)
    expect(await isIn(client)).toBe(true)
    const attacker = new DeskClient(house)
    attacker.cookies.set('shenbao-desk', planted)
    expect(await isIn(attacker)).toBe(false)
  })
})

describe('not let in, and told whom to ask', () => {
  test('somebody without an account', async () => {
    provider.becomes({ sub: 'stranger', email: 'stranger@example.org', email_verified: true })
    const client = new DeskClient(house)
    await refused(client, await signIn(client), 403, WHOM_TO_ASK)
  })

  test('somebody whose address the provider has not verified, or does not tell', async () => {
    const { id, email } = await makeOfficer(house, 'Unverified', 'lead')
    for (const claims of [{ email, email_verified: false }, { email }, {}]) {
      provider.becomes({ sub: 'unverified', ...claims })
      const client = new DeskClient(house)
      await refused(client, await signIn(client), 403, WHOM_TO_ASK)
    }
    expect(await house.store.officers.find(id)).toMatchObject({ subject: null })
  })

  test('an officer who was withdrawn, by the subject and by the address', async () => {
    const known = await makeOfficer(house, 'Known', 'lead')
    provider.becomes({ sub: 'known', email: known.email, email_verified: true })
    await signIn(new DeskClient(house))
    const fresh = await makeOfficer(house, 'Fresh', 'lead')
    for (const { id } of [known, fresh]) await house.desk.accounts.change(id, { active: false }, OPERATOR)
    for (const [sub, { email }] of [
      ['known', known],
      ['fresh', fresh],
    ] as const) {
      provider.becomes({ sub, email, email_verified: true })
      const client = new DeskClient(house)
      await refused(client, await signIn(client), 403, WHOM_TO_ASK)
    }
  })

  test('somebody else who is given the address of an officer', async () => {
    const { id, email } = await makeOfficer(house, 'First', 'lead')
    provider.becomes({ sub: 'first', email, email_verified: true })
    await signIn(new DeskClient(house))
    provider.becomes({ sub: 'second', email, email_verified: true })
    const client = new DeskClient(house)
    await refused(client, await signIn(client), 403, WHOM_TO_ASK)
    expect(await house.store.officers.find(id)).toMatchObject({ subject: `${provider.issuer} first` })
  })
})

describe('an attempt that is not as it must be', () => {
  const prepare = async (name: string): Promise<void> => {
    const { email } = await makeOfficer(house, name, 'lead')
    provider.becomes({ sub: name, email, email_verified: true })
  }

  test('with another state is refused', async () => {
    await prepare('state')
    const client = new DeskClient(house)
    const back = await atProvider(await press(client))
    const other = back.replace(/state=\w+/, `state=${'0'.repeat(64)}`)
    await refused(client, await client.get(other, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
  })

  test('with another nonce is refused', async () => {
    await prepare('nonce')
    const client = new DeskClient(house)
    const address = new URL(await press(client))
    address.searchParams.set('nonce', '0'.repeat(64))
    const back = await atProvider(address.href)
    await refused(client, await client.get(back, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
  })

  test('begun in another browser is refused: nobody is signed in to somebody else’s account', async () => {
    await prepare('browser')
    const attacker = new DeskClient(house)
    const back = await atProvider(await press(attacker))
    const without = new DeskClient(house)
    await refused(without, await without.get(back, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
    const victim = new DeskClient(house)
    await press(victim)
    await refused(victim, await victim.get(back, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
  })

  test('used a second time is refused, with and without the attempt’s cookie', async () => {
    await prepare('twice')
    const client = new DeskClient(house)
    const address = await press(client)
    const attempt = new Map(client.cookies)
    const back = await atProvider(address)
    expect((await client.get(back)).status).toBe(303)
    for (const cookies of [new Map<string, string>(), attempt]) {
      const again = new DeskClient(house)
      for (const [name, value] of cookies) again.cookies.set(name, value)
      await refused(again, await again.get(back, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
    }
  })

  test('from another issuer, or cancelled there, is refused', async () => {
    await prepare('issuer')
    const client = new DeskClient(house)
    const back = await atProvider(await press(client))
    const other = back.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`)
    await refused(client, await client.get(other, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
    const state = /state=\w+/.exec(await press(client))?.[0]
    const denied = `/api/desk/oidc/callback?error=access_denied&${state}`
    await refused(client, await client.get(denied, { 'accept-language': 'en' }), 400, NOT_COMPLETED)
  })

  test('leaves no words of the identity in the log', () => {
    expect(house.log()).toContain('sign-in refused')
    for (const word of ['@desk.test', 'chen-1', 'code=', provider.clientSecret])
      expect(house.log()).not.toContain(word)
  })
})

test('a provider that is away is said to be, and found again when it is back', async () => {
  await provider.stop()
  const { issuer, clientId, clientSecret } = provider
  const late = await openHouse({ publicUrl: HERE, oidc: { issuer, clientId, clientSecret, name: 'x' } })
  try {
    const client = new DeskClient(late)
    const away = await client.get('/api/desk/oidc', { 'accept-language': 'zh-CN' })
    expect(away.status).toBe(503)
    expect(away.body).toContain('现在连不上统一认证')
    await provider.start()
    expect((await client.get('/api/desk/oidc')).status).toBe(303)
  } finally {
    await late.close()
  }
})
