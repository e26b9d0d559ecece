/** Nothing that somebody names is fetched, answered or written to, but where settings allow it. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { BotApi } from '../../src/channels/telegram/bot-api.ts'
import { readConfig } from '../../src/config.ts'
import { FileOutOfReach } from '../../src/ports/channel.ts'
import { bytesOf, fetchFrom, mayReach, OutOfBounds } from '../../src/service/outgoing.ts'
import { openTeamsHouse, Person, type TeamsHouse } from '../rigs/teams/teams-house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const TEAMS = { TEAMS_APP_ID: 'a7b2f9a0-1d6c-4d6e-8c55-0d7b8f3a1c11', TEAMS_APP_PASSWORD: 'secret' }
const usual = readConfig(TEAMS).teams?.hosts ?? []
const HOSTILE = [
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/',
  'http://127.0.0.1:3000/healthz',
  'https://127.0.0.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://2130706433/',
  'https://10.0.0.1/',
  'https://metadata.google.internal/',
  'https://tenant.sharepoint.com.evil.example/',
  'https://evilsharepoint.com/',
  'https://sharepoint.com/',
  'https://tenant.sharepoint.com@evil.example/',
  'https://user:word@tenant.sharepoint.com/',
  'https://tenant.sharepoint.com:8443/',
  'http://tenant.sharepoint.com/',
  'https://evil.example/#.sharepoint.com',
  'https://evil.example\\.sharepoint.com/',
  'file:///etc/passwd',
  'ftp://tenant.sharepoint.com/',
  'gopher://127.0.0.1:5432/',
  'data:text/plain,x',
  'nowhere',
  '',
]

test.each(HOSTILE)('with the usual settings %s is out of bounds', async (address) => {
  expect(mayReach(address, usual)).toBe(false)
  await expect(fetchFrom(address, usual, { deadlineMs: 1_000 })).rejects.toBeInstanceOf(OutOfBounds)
})

test.each([
  'https://tenant-my.sharepoint.com/personal/ann/_layouts/15/download.aspx?tempauth=x',
  'https://smba.trafficmanager.net/emea/',
  'https://eu-api.asm.svc.ms/v1/objects/1',
])('and %s is not', (address) => expect(mayReach(address, usual)).toBe(true))

test('a host that is listed is reached on its port, this machine also without https', () => {
  expect(mayReach('https://files.example.org:8443/a', ['files.example.org:8443'])).toBe(true)
  expect(mayReach('https://files.example.org/a', ['files.example.org:8443'])).toBe(false)
  expect(mayReach('http://127.0.0.1:5000/a', ['127.0.0.1'])).toBe(true)
  expect(mayReach('http://files.example.org/a', ['files.example.org'])).toBe(false)
})

test('without checked callers only this machine is answered', () => {
  const hosts = readConfig({ TEAMS_AUTH: 'off' }).teams?.hosts ?? []
  expect(mayReach('http://127.0.0.1:56150/', hosts)).toBe(true)
  expect(mayReach('https://smba.trafficmanager.net/emea/', hosts)).toBe(false)
})

/** Two servers of this machine: one that is listed and sends on, and one that nobody may be sent to. */
let listed: Server
let secret: Server
let asked: string[] = []
const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`
beforeAll(async () => {
  secret = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('the secret')
  })
  listed = createServer((request, response) => {
    const path = request.url ?? ''
    if (path.endsWith('/getFile'))
      return response.end('{"ok":true,"result":{"file_id":"1","file_path":"away"}}')
    if (path === '/large') return response.end(Buffer.alloc(10_000))
    const to = path === '/round' ? '/round' : path === '/twice' ? '/large' : `http://${hostOf(secret)}${path}`
    return response.writeHead(302, { location: to }).end()
  })
  await Promise.all(
    [listed, secret].map((one) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done))),
  )
})
beforeEach(() => {
  asked = []
})
afterAll(() => {
  for (const server of [listed, secret]) server.close()
})

describe('an answer that sends on', () => {
  const get = (path: string) =>
    fetchFrom(`http://${hostOf(listed)}${path}`, [hostOf(listed)], { deadlineMs: 5_000 })

  test('is followed where that is listed, and nowhere else', async () => {
    expect((await bytesOf(await get('/twice'), 10_000))?.length).toBe(10_000)
    await expect(get('/away')).rejects.toBeInstanceOf(OutOfBounds)
    await expect(get('/round')).rejects.toBeInstanceOf(OutOfBounds)
    expect(asked).toEqual([])
  })

  test('is read no further than wanted, whatever it says of its length', async () => {
    expect(await bytesOf(await get('/large'), 9_999)).toBeNull()
  })

  test('leads a file of Telegram nowhere', async () => {
    const api = new BotApi({ token: '1:token', apiRoot: `http://${hostOf(listed)}`, deadlineMs: 5_000 })
    await expect(api.download('1', 1_000)).rejects.toBeInstanceOf(FileOutOfReach)
    expect(asked).toEqual([])
  })
})

describe('Teams', () => {
  let bot: TeamsHouse
  beforeAll(async () => {
    bot = await openTeamsHouse()
  })
  afterAll(() => bot.close())

  test('is answered at Microsoft only, even with a signature for elsewhere', async () => {
    const one = new Person(bot)
    for (const serviceUrl of ['https://evil.example/', 'http://169.254.169.254/', 'https://10.0.0.1/']) {
      const token = bot.connector.identity.token(serviceUrl)
      const { statusCode } = await one.post({ ...one.activity({ text: '你好' }), serviceUrl }, token)
      expect(statusCode, serviceUrl).toBe(403)
    }
    expect(await bot.house.store.findByAddress('teams', one.conversation)).toBeNull()
  })

  test('hands over no file from elsewhere, and says that it could not be had', async () => {
    const one = new Person(bot)
    await one.join()
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const addresses = HOSTILE.filter(
      (address) => URL.canParse(address) && URL.parse(address)?.hostname !== '127.0.0.1',
    )
    const fetching = vi.spyOn(globalThis, 'fetch')
    for (const downloadUrl of addresses.slice(0, 6)) {
      const said = await one.send({ attachments: [{ contentType, name: 'a.pdf', content: { downloadUrl } }] })
      expect(said.map(({ words }) => words).join(), downloadUrl).toContain('没能取到')
    }
    const fetched = fetching.mock.calls.map(([address]) => String(address))
    fetching.mockRestore()
    for (const address of addresses) expect(fetched).not.toContain(address)
  })
})
