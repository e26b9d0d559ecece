/** The pages of the whole form as HTML: nothing typed becomes markup, nothing is shown to who has no pass. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { html } from '../../src/http/form/html.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000 })
let house: House
beforeAll(async () => {
  house = await openHouse()
}, 60_000)
afterAll(() => house?.close())

const OURS = { 'sec-fetch-site': 'same-origin' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;`

/** A browser that keeps its cookies and says where its requests come from. */
class Browser {
  private readonly cookies = new Map<string, string>()

  async get(url: string, headers: Record<string, string> = OURS) {
    return this.keep(await house.app.inject({ url, headers: { ...headers, cookie: this.jar } }))
  }

  async post(url: string, fields: Record<string, string> = {}, headers: Record<string, string> = OURS) {
    const payload = new URLSearchParams(fields).toString()
    return this.keep(
      await house.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...FORM, ...headers, cookie: this.jar },
      }),
    )
  }

  static async begun(): Promise<Browser> {
    const browser = new Browser()
    await browser.post('/form/start')
    return browser
  }

  get pass(): string[] {
    return (this.cookies.get('shenbao-form') ?? '').split('.')
  }

  private get jar(): string {
    return [...this.cookies].map((pair) => pair.join('=')).join('; ')
  }

  private keep(response: Awaited<ReturnType<House['app']['inject']>>) {
    for (const { name, value } of response.cookies) this.cookies.set(name, value)
    return response
  }
}

test('the tag escapes everything but its own markup', () => {
  const inner = html`<b title="${HOSTILE}">${HOSTILE}</b>`
  const text = html`<p>${inner}${[1, '<', false, null, inner]}</p>`.toString()
  expect(text).not.toMatch(/<script|<img|'alert/)
  expect(text.match(/<b /g)).toHaveLength(2)
  expect(html`${'a & b'}`.toString()).toBe('a &amp; b')
})

test('shows hostile words as text on every page, and names no inline script or style', async () => {
  const browser = await Browser.begun()
  const fields = { shown: 'project_name', 'f.project_name': HOSTILE, do: 'save' }
  expect((await browser.post('/form/section/project', fields)).statusCode).toBe(303)
  const [id, code = ''] = browser.pass
  const set = { existing_std: [{ level: HOSTILE, name: HOSTILE }] }
  await house.app.inject({
    method: 'PATCH',
    url: `/api/drafts/${id}`,
    headers: { 'x-resume-code': code },
    payload: { set },
  })
  for (const path of [
    '/form',
    '/form/section/project',
    '/form/section/foundation',
    '/form/check',
    '/form/copy',
  ]) {
    const page = await browser.get(path)
    expect(page.statusCode, path).toBe(200)
    expect(page.body).not.toMatch(/<script>|<img|onerror='|style=|<style/)
    expect(page.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'")
    expect(page.headers['cache-control']).toBe('no-store')
  }
  expect((await browser.get('/form/section/project')).body).toContain('&quot;&gt;&lt;script&gt;alert(1)')
})

test('shows nothing of a draft without its pass, nor with half of one', async () => {
  const browser = await Browser.begun()
  await browser.post('/form/section/project', { shown: 'project_name', 'f.project_name': '不给别人看的名称' })
  const [id, code] = browser.pass
  for (const cookie of [
    '',
    `shenbao-form=${id}.AAAA-AAAA`,
    `shenbao-form=.${code}`,
    'shenbao-form=x',
    'shenbao-form=a.b',
  ]) {
    for (const path of ['/form/check', '/form/copy', '/form/section/project', '/form/receipt']) {
      const page = await house.app.inject({ url: path, headers: { cookie } })
      expect([path, cookie, page.statusCode]).toEqual([path, cookie, 303])
    }
    const api = await house.app.inject({ url: `/api/drafts/${id}`, headers: { cookie } })
    // no pass at all, or one that opens nothing
    expect([401, 404]).toContain(api.statusCode)
  }
  expect((await browser.get('/form/check')).body).toContain('不给别人看的名称')
})

test('takes nothing that another site or server posts, with or without the pass', async () => {
  const browser = await Browser.begun()
  const fields = { shown: 'project_name', 'f.project_name': '不是我填的' }
  for (const headers of [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://elsewhere.example' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    expect((await browser.post('/form/section/project', fields, headers)).statusCode).toBe(403)
    expect((await browser.post('/form/start', {}, headers)).statusCode).toBe(403)
  }
  const [id] = browser.pass
  const cookie = `shenbao-form=${browser.pass.join('.')}`
  const submit = { method: 'POST' as const, url: `/api/drafts/${id}/submit` }
  expect((await house.app.inject({ ...submit, headers: { cookie } })).statusCode).toBe(403)
  expect((await house.app.inject({ ...submit, headers: { cookie, ...OURS } })).statusCode).toBe(422)
  expect((await browser.get('/form/section/project')).body).not.toContain('不是我填的')
  const sameHost = { origin: 'http://localhost', host: 'localhost' }
  expect((await browser.post('/form/section/project', fields, sameHost)).statusCode).toBe(303)
})

test('leads only to its own pages after a change of language, and says what is not there', async () => {
  const browser = await Browser.begun()
  for (const back of ['//elsewhere.example', 'https://elsewhere.example/form', '/formless', '/documents/x'])
    expect(
      (await browser.get(`/form/look?lang=en&back=${encodeURIComponent(back)}`)).headers.location,
    ).toMatch(/^\/form$/)
  // what is said twice is heard once
  expect((await browser.get('/form?code=AAAA-AAAA&code=BBBB-BBBB&lang=en&lang=xx')).statusCode).toBe(404)
  const page = await browser.get('/form/section/nonsense')
  expect(page.statusCode).toBe(404)
  expect(page.body).toContain('<html lang="en"')
  expect((await browser.get('/form/nonsense')).headers['content-type']).toContain('text/html')
})

test('saves only what was changed on the page, and keeps what another face filled in meanwhile', async () => {
  const browser = await Browser.begun()
  const [id = '', code = ''] = browser.pass
  const patch = (set: object) =>
    house.app.inject({
      method: 'PATCH',
      url: `/api/drafts/${id}`,
      headers: { 'x-resume-code': code },
      payload: { set },
    })
  await patch({ uscc: '91310000132200880L' })
  await patch({ mail_address: '别处填的地址' })
  const posted = {
    revision: '1',
    do: 'save',
    'f.uscc': '91310000132200880L',
    'f.org_type': 'enterprise',
    'f.org_name': '甲',
    'f.mail_address': '',
  }
  const body = new URLSearchParams(posted)
  for (const field of ['uscc', 'org_type', 'org_name', 'mail_address']) body.append('shown', field)
  const answer = await house.app.inject({
    method: 'POST',
    url: '/form/section/applicant',
    payload: body.toString(),
    headers: { ...FORM, ...OURS, cookie: `shenbao-form=${id}.${code}` },
  })
  expect(answer.statusCode).toBe(409)
  expect(answer.body).toContain('别处填的地址')
  const fields = (await patch({})).json().sections.flatMap((section: { fields: object[] }) => section.fields)
  const field = (name: string) => fields.find((one: { id: string }) => one.id === name)
  expect(field('mail_address').value).toBe('别处填的地址')
  expect(field('org_name').value).toBe('甲')
  expect(field('org_type')).toMatchObject({ value: 'enterprise', derived: true })
})

test('speaks traditional Chinese from head to foot to whom asks for it', async () => {
  const { payload } = await new Browser().get('/form?lang=zh-TW')
  expect(payload).toContain('<html lang="zh-Hant"')
  expect(payload).toContain('憑續填碼接著填')
  expect(payload).not.toContain('凭续填码')
})
