/** What the console does all day: lists, threads, files, leave, accounts, live changes. */

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { makeEnquiry, makeOfficer, PROGRAMME } from '../rigs/desk-house.ts'
import { listenTo } from '../rigs/events.ts'
import { type House, openHouse } from '../rigs/house.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const LINE = 'social-management'
const OTHER_LINE = 'public-services'
let house: House
let address: string
let lead: OfficerRecord
let contact: OfficerRecord
let asLead: DeskClient
let asContact: DeskClient
beforeAll(async () => {
  house = await openHouse({ port: 0 })
  address = await house.app.listen({ host: '127.0.0.1', port: 0 })
  lead = await makeOfficer(house, 'Zhao', 'lead')
  contact = await makeOfficer(house, 'Liu', 'contact', { contact: LINE })
  asLead = await DeskClient.of(house, lead.id)
  asContact = await DeskClient.of(house, contact.id)
})
afterAll(() => house.close())

describe('the list', () => {
  test('pages without gap or repeat, and counts what the officer may see', async () => {
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push((await makeEnquiry(house, { contact: LINE })).id)
    const hidden = await makeEnquiry(house, { contact: OTHER_LINE })
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const url = `/api/desk/enquiries?programme=${PROGRAMME}&limit=2${after ? `&after=${after}` : ''}`
      const { status, body } = await asContact.get(url)
      expect(status).toBe(200)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      expect(body.counts).toMatchObject({ open: 5, unheld: 5, mine: 0 })
      after = body.next
    }
    expect(seen.sort()).toEqual(made.sort())
    expect((await asLead.get('/api/desk/enquiries')).body.counts.open).toBe(6)
    expect(seen).not.toContain(hidden.id)
  })

  test('is narrowed by holder, lateness, line, words and days of the programme’s zone', async () => {
    const askedAt = new Date('2021-04-01T16:30:00Z')
    const late = await makeEnquiry(house, {
      contact: OTHER_LINE,
      holderId: lead.id,
      askedAt,
      dueAt: new Date('2021-04-06T02:00:00Z'),
      question: '滑雪场的标准化试点怎么申报',
    })
    const idsOf = async (query: string) =>
      (await asLead.get(`/api/desk/enquiries?programme=${PROGRAMME}&${query}`)).body.items.map(
        ({ id }: { id: string }) => id,
      )
    expect(await idsOf('holder=me')).toEqual([late.id])
    expect(await idsOf('late=true')).toEqual([late.id])
    expect(await idsOf(`contact=${OTHER_LINE}&holder=${lead.id}`)).toEqual([late.id])
    expect(await idsOf(`q=${encodeURIComponent('滑雪')}`)).toEqual([late.id])
    // half past midnight there
    expect(await idsOf('from=2021-04-02&until=2021-04-02')).toEqual([late.id])
    expect(await idsOf('from=2021-04-01&until=2021-04-01')).toEqual([])
    expect(await idsOf('status=answered,closed')).toEqual([])
  })

  test.each(['status=nonsense', 'holder=nonsense', 'after=nonsense', 'limit=0', 'unknown=1'])(
    'names the field that is wrong: %s',
    async (query) => {
      const { status, body } = await asLead.get(`/api/desk/enquiries?${query}`)
      expect(status).toBe(400)
      expect(body.error.field ?? '').toBe(query.split('=')[0])
    },
  )
})

describe('a thread', () => {
  test('is answered once however often it is sent, with a file that only then belongs to it', async () => {
    const enquiry = await makeEnquiry(house, { contact: LINE })
    const base = `/api/desk/enquiries/${enquiry.id}`
    const file = (await upload(asContact, `${base}/files`, '说明.pdf', '%PDF-1.7\n%%EOF\n')).body
    expect(file).toMatchObject({ name: '说明.pdf', mediaType: 'application/pdf' })
    const act = { type: 'answer', text: '可以。\u0000', files: [file.id] }
    const order = { id: v7(), version: enquiry.version, act }
    const first = await asContact.send('POST', `${base}/acts`, order)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    const again = await asContact.send('POST', `${base}/acts`, order)
    expect(again.body.entries).toEqual(first.body.entries)
    expect(first.body).toMatchObject({
      enquiry: { status: 'answered', dueAt: null },
      entries: [{ kind: 'answered', by: 'officer', name: 'Liu', text: '可以。', files: [{ id: file.id }] }],
    })
    const loaded = await asContact.get(`${base}/files/${file.id}`)
    expect(loaded.raw.toString()).toBe('%PDF-1.7\n%%EOF\n')
    expect(loaded.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('说明.pdf')}`,
    )
    expect(loaded.headers['x-content-type-options']).toBe('nosniff')
  })

  test('changed in between is not answered, and says so', async () => {
    const enquiry = await makeEnquiry(house, { contact: LINE })
    const url = `/api/desk/enquiries/${enquiry.id}/acts`
    const answer = (client: DeskClient, text: string) =>
      client.send('POST', url, {
        id: v7(),
        version: enquiry.version,
        act: { type: 'answer', text, files: [] },
      })
    expect((await answer(asLead, 'first')).status).toBe(200)
    const second = await answer(asContact, 'second')
    expect(second.status).toBe(409)
    expect(second.body.error).toMatchObject({ message: expect.stringMatching(/\p{Script=Han}/u) })
    const { entries } = (await asLead.get(`/api/desk/enquiries/${enquiry.id}`)).body
    expect(entries.map(({ text }: { text: string }) => text)).toEqual(['first'])
  })

  test('takes no file of another thread, and none that is no document', async () => {
    const [one, other] = [
      await makeEnquiry(house, { contact: LINE }),
      await makeEnquiry(house, { contact: LINE }),
    ]
    const { body } = await upload(
      asContact,
      `/api/desk/enquiries/${one.id}/files`,
      'a.pdf',
      '%PDF-1.7\n%%EOF\n',
    )
    const act = { type: 'answer', text: 'see file', files: [body.id] }
    const order = { id: v7(), version: 0, act }
    const refused = await asContact.send('POST', `/api/desk/enquiries/${other.id}/acts`, order)
    expect([refused.status, refused.body.error.code]).toEqual([404, 'unknown-file'])
    expect((await asContact.get(`/api/desk/enquiries/${other.id}/files/${body.id}`)).status).toBe(404)
    const page = await upload(asContact, `/api/desk/enquiries/${one.id}/files`, 'a.pdf', '<script>1</script>')
    expect([page.status, page.body.error.code]).toEqual([422, 'file-type'])
  })

  test('goes together with others, each done or refused by a reason', async () => {
    const [one, other] = [
      await makeEnquiry(house, { contact: LINE }),
      await makeEnquiry(house, { contact: LINE, status: 'erased', question: '', dueAt: null, nextAt: null }),
    ]
    const { body } = await asLead.send('POST', '/api/desk/acts', {
      id: v7(),
      enquiries: [one.id, other.id, 'nonsense'],
      act: { type: 'close', reason: '重复' },
    })
    expect(body.done).toEqual([one.id])
    expect(body.refused).toEqual([{ id: other.id, number: other.number, message: expect.any(String) }])
  })
})

const upload = (client: DeskClient, url: string, name: string, content: string) => {
  const edge = 'edge-of-this-test'
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain`
  const payload = `--${edge}\r\n${head}\r\n\r\n${content}\r\n--${edge}--\r\n`
  const type = `multipart/form-data; boundary=${edge}`
  return client.send('POST', url, Buffer.from(payload), {
    'sec-fetch-site': 'same-origin',
    'content-type': type,
  })
}

describe('leave', () => {
  test('lasts from the first to the last day of the programme’s zone, both included', async () => {
    const url = `/api/desk/officers/${contact.id}/leave`
    const days = { from: '2021-05-01', to: '2021-05-05', deputy: lead.id }
    const { status, body } = await asContact.send('PUT', url, days)
    expect(status).toBe(200)
    expect(body.leave).toEqual({
      from: '2021-04-30T16:00:00.000Z',
      until: '2021-05-05T16:00:00.000Z',
      deputy: lead.id,
    })
    expect((await asLead.send('PUT', url, null as unknown)).body).toMatchObject({ leave: null })
  })

  test.each([
    { from: '2021-05-05', to: '2021-05-01', deputy: null },
    { from: '2021-05-01', to: '2021-05-05', deputy: 'self' },
    { from: '2021-05-01', to: '2021-05-05', deputy: 'withdrawn' },
  ])('cannot be $from to $to with the deputy $deputy', async ({ deputy, ...days }) => {
    const gone = await makeOfficer(house, 'Gone', 'contact')
    await house.desk.accounts.change(gone.id, { active: false }, OPERATOR)
    const ids: Record<string, string> = { self: contact.id, withdrawn: gone.id }
    const url = `/api/desk/officers/${contact.id}/leave`
    const { status, body } = await asContact.send('PUT', url, {
      ...days,
      deputy: deputy && (ids[deputy] ?? ''),
    })
    expect([status, body.error.code]).toEqual([422, 'bad-leave'])
  })
})

describe('accounts', () => {
  test('are made by an administrator with a link, change, and end for good with everything they held', async () => {
    const admin = await DeskClient.of(house, (await makeOfficer(house, 'Root', 'admin')).id)
    const grants = [{ role: 'contact', programmeId: PROGRAMME, contact: LINE }]
    const made = await admin.send('POST', '/api/desk/officers', {
      name: 'Hua',
      email: 'Hua@Example.org',
      locale: 'en',
      grants,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body).toMatchObject({ officer: { email: 'hua@example.org', grants, active: true } })
    const ticket = made.body.link.split('#')[1]
    const hua = new DeskClient(house)
    expect((await hua.send('POST', '/api/desk/enter', { ticket })).status).toBe(200)

    const { id } = made.body.officer
    const held = await makeEnquiry(house, { contact: LINE, holderId: id })
    const ended = await admin.send('PATCH', `/api/desk/officers/${id}`, { active: false })
    expect(ended.body).toMatchObject({ active: false, open: 0 })
    expect((await hua.get('/api/desk/me')).status).toBe(401)
    expect((await house.store.enquiries.find(held.id))?.holderId).not.toBe(id)
  })

  test('keep one administrator, one address each, and only rights there are', async () => {
    const everybody = await house.store.officers.all()
    const admins = everybody.filter(
      ({ active, grants }) => active && grants.some(({ role }) => role === 'admin'),
    )
    const [last] = admins
    for (const { id } of admins.slice(1)) await house.desk.accounts.change(id, { active: false }, OPERATOR)
    const admin = await DeskClient.of(house, last?.id ?? '')
    const self = `/api/desk/officers/${last?.id}`
    for (const change of [{ active: false }, { grants: [] }])
      expect((await admin.send('PATCH', self, change)).body.error.code).toBe('last-admin')
    expect((await admin.send('PATCH', self, { email: lead.email })).body.error.code).toBe('email-taken')
    for (const wrong of [
      { role: 'contact', programmeId: 'nonsense', contact: null },
      { role: 'contact', programmeId: PROGRAMME, contact: 'nonsense' },
      { role: 'lead', programmeId: PROGRAMME, contact: LINE },
    ])
      expect((await admin.send('PATCH', self, { grants: [wrong] })).body.error.code).toBe('bad-grant')
  })
})

describe('live changes', () => {
  const listen = (client: DeskClient) => listenTo(`${address}/api/desk/events`, { cookie: client.cookie() })

  test('tell ids of what the officer may see, also of what was taken away, and nothing else', async () => {
    const [own, other] = [
      await makeEnquiry(house, { contact: LINE }),
      await makeEnquiry(house, { contact: OTHER_LINE }),
    ]
    const events = await listen(asContact)
    const heard: unknown[] = []
    try {
      const act = async (id: string, what: object) => {
        const { enquiry } = (await asLead.get(`/api/desk/enquiries/${id}`)).body
        const order = { id: v7(), version: enquiry.version, act: what }
        return asLead.send('POST', `/api/desk/enquiries/${id}/acts`, order)
      }
      await act(other.id, { type: 'note', text: 'not for others', files: [] })
      await act(own.id, { type: 'note', text: 'for colleagues', files: [] })
      heard.push(await events.until(({ enquiry }) => enquiry === own.id))
      await expect(Promise.race([events.until(({ enquiry }) => enquiry === other.id), soon()])).resolves.toBe(
        'nothing',
      )
      const moved = await act(own.id, { type: 'reassign', contact: OTHER_LINE, reason: 'theirs' })
      expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    } finally {
      events.close()
    }
    expect(heard).toEqual([{ enquiry: own.id }])
  })

  test('end with the session', async () => {
    const { id } = await makeOfficer(house, 'Listener', 'contact', { contact: LINE })
    const client = await DeskClient.of(house, id)
    const headers = { cookie: client.cookie() }
    const response = await fetch(`${address}/api/desk/events`, { headers })
    expect(response.status).toBe(200)
    const whole = response.text()
    await house.desk.accounts.change(id, { active: false }, OPERATOR)
    expect(await whole).toContain(': hello')
  })
})

const soon = (): Promise<'nothing'> => new Promise((resolve) => setTimeout(() => resolve('nothing'), 500))
