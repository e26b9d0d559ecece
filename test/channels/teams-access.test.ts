import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { examineTeams } from '../../src/channels/teams/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { readLocales } from '../../src/read-locales.ts'
import { StrictConnector } from '../rigs/teams/connector.ts'
import { APP_ID } from '../rigs/teams/identity.ts'
import { openTeamsHouse, Person, type TeamsHouse, teamsAt } from '../rigs/teams/teams-house.ts'

let bot: TeamsHouse
beforeAll(async () => {
  // the SDK writes on the console why it refused somebody
  vi.spyOn(console, 'error').mockImplementation(() => {})
  bot = await openTeamsHouse()
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await bot.close()
})

const inTheFuture = () => Math.floor(Date.now() / 1_000) + 300
const person = () => new Person(bot)
const conversationOf = (one: Person) => bot.house.store.findByAddress('teams', one.conversation)
async function statusOf(token: string, change: object = {}): Promise<number> {
  const one = person()
  const { statusCode } = await one.post({ ...one.activity({ text: '你好' }), ...change }, token)
  if (statusCode !== 200) expect(await conversationOf(one)).toBeNull()
  return statusCode
}
const token: TeamsHouse['connector']['identity']['token'] = (serviceUrl, wrong) =>
  bot.connector.identity.token(serviceUrl, wrong)

describe('who may speak to the bot', () => {
  it('is Microsoft with a token for it', async () => {
    expect(await statusOf(token(bot.connector.serviceUrl))).toBe(200)
  })

  it.each([
    ['no token at all', () => ''],
    ['no token of any kind', () => 'abc'],
    ['one that has run out', (url: string) => token(url, { claims: { exp: inTheFuture() - 3_900 } })],
    ['one for somebody else', (url: string) => token(url, { claims: { aud: 'another-bot' } })],
    ['one of another issuer', (url: string) => token(url, { claims: { iss: 'https://issuer.example' } })],
    ['one for another service', () => token('https://service.example/')],
    [
      'one signed with a key that may not speak for Teams',
      (url: string) => token(url, { key: 'unendorsed' }),
    ],
    ['one with a foreign signature', (url: string) => token(url, { key: 'foreign' })],
    ['one without a signature', (url: string) => token(url).replace(/[^.]+$/, '')],
  ])('refuses %s, and stores nothing', async (_what, make) => {
    expect(await statusOf(make(bot.connector.serviceUrl))).toBe(401)
  })

  it.each([
    ['nothing that is an activity', { type: undefined }],
    ['an activity without a conversation', { conversation: undefined }],
    ['an activity of another channel', { channelId: 'webchat' }],
    ['a service that is no address', { serviceUrl: 'nowhere' }],
    ['text that is none', { text: 5 }],
  ])('says of %s that it makes no sense', async (_what, change) => {
    expect(await statusOf(token(bot.connector.serviceUrl), change)).toBe(400)
  })

  it('says of broken JSON that it makes no sense', async () => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token(bot.connector.serviceUrl)}`,
    }
    const answer = await bot.house.app.inject({
      method: 'POST',
      url: '/api/messages',
      headers,
      payload: '{"type":',
    })
    expect(answer.statusCode).toBe(400)
  })

  it('has Teams come again while the activity cannot be stored, and takes it once then', async () => {
    const one = person()
    const activity = one.activity({ text: '截止日期是哪天？' })
    const receive = vi.spyOn(bot.house.store, 'receive').mockRejectedValueOnce(new Error('no disk'))
    expect((await one.post(activity)).statusCode).toBe(500)
    receive.mockRestore()
    expect((await one.post(activity)).statusCode).toBe(200)
    expect((await one.post(activity)).statusCode).toBe(200)
    await bot.house.channels.idle()
    expect(one.screen.filter(({ words }) => words.includes('4月30日'))).toHaveLength(1)
    expect(one.screen.filter(({ words }) => words.includes('申报助手'))).toHaveLength(1)
  })

  it('has Teams come again while nobody can be checked', async () => {
    const fresh = await openTeamsHouse()
    fresh.connector.identity.keysAway = true
    const one = new Person(fresh)
    const status = (await one.post(one.activity({ text: '你好' }))).statusCode
    await fresh.close()
    expect(status).toBeGreaterThanOrEqual(500)
  })
})

describe('the settings of Teams', () => {
  const whole = { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: 'secret' }
  const why = (environment: Record<string, string>) => {
    try {
      return readConfig(environment).teams
    } catch (error) {
      return (error as Error).message
    }
  }

  it('name the one that is missing', () => {
    expect(why({})).toBeNull()
    expect(why({ TEAMS_APP_PASSWORD: 'secret' })).toContain('TEAMS_APP_ID')
    expect(why({ TEAMS_APP_ID: APP_ID })).toContain('TEAMS_APP_PASSWORD')
    expect(why({ ...whole, TEAMS_APP_TYPE: 'SingleTenant' })).toContain('TEAMS_TENANT_ID')
    expect(why({ ...whole, TEAMS_APP_ID: 'my-bot' })).toContain('TEAMS_APP_ID')
  })

  it('keep the tenant of a bot that has one', () => {
    const tenant = { TEAMS_APP_TYPE: 'SingleTenant', TEAMS_TENANT_ID: APP_ID }
    expect(why({ ...whole, ...tenant })).toMatchObject({ credentials: { tenantId: APP_ID } })
    expect(why(whole)).toMatchObject({ credentials: { tenantId: null } })
  })

  it('refuse a clock that was set, and strangers where nobody is checked', () => {
    const clock = { SHENBAO_NOW: '2021-04-12T10:00:00+08:00' }
    expect(why({ ...whole, ...clock })).toContain('set-clock')
    expect(why({ ...whole, ...clock, SHENBAO_FORCE_NOW: 'true' })).toMatchObject({ credentials: {} })
    expect(why({ TEAMS_AUTH: 'off', ...clock })).toMatchObject({ credentials: null })
    expect(why({ TEAMS_AUTH: 'off', HOST: '::1' })).toMatchObject({ credentials: null })
    expect(why({ TEAMS_AUTH: 'off', HOST: '0.0.0.0' })).toContain('TEAMS_AUTH')
  })
})

describe('the doctor', () => {
  const access = (change: object = {}) => {
    const { credentials } = teamsAt(bot.connector)
    if (!credentials) throw new Error('No credentials')
    return { ...credentials, ...change }
  }
  const codes = async (...given: Parameters<typeof examineTeams>) =>
    (await examineTeams(...given)).map(({ ok, code }) => `${ok ? '+' : '-'}${code}`)

  it('finds a bot well that can sign in, check its callers and be reached', async () => {
    expect(await codes(access(), 'https://a.example')).toEqual(['+signed-in', '+keys', '+endpoint'])
    expect(await codes(null, null)).toEqual(['+unchecked'])
  })

  it('finds a wrong password, an address that is not https, and what cannot be reached', async () => {
    expect(await codes(access({ password: 'wrong' }), null)).toEqual([
      '-password-wrong',
      '+keys',
      '-not-https',
    ])
    const away = await StrictConnector.start()
    await away.close()
    const { address } = away.identity
    const gone = access({ loginUrl: address, openIdMetadataUrl: `${address}/openid` })
    expect(await codes(gone, 'https://a.example')).toEqual(['-unreachable', '-unreachable', '+endpoint'])
  })

  it('has words for each finding', async () => {
    const locales = await readLocales()
    for (const code of [
      'unchecked',
      'signed-in',
      'password-wrong',
      'unreachable',
      'keys',
      'endpoint',
      'not-https',
    ])
      expect(locales.get('en')?.messages.has(`channels.doctor.teams.${code}`), code).toBe(true)
  })
})
