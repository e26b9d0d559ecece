/**
 * Every route of the console's API, called by whoever should not: nobody, another site, the wrong role, somebody of
 * another line, somebody whose rights ended meanwhile. A route that is not in the table below fails.
 */

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { type Answer, DeskClient } from '../rigs/desk-client.ts'
import { makeEnquiry, makeOfficer, PROGRAMME } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const LINE = 'social-management'
const OTHER_LINE = 'public-services'

interface Stage {
  house: House
  /** of the other line, held by nobody */
  foreign: Enquiry
  file: string
  lead: OfficerRecord
  clarification: string
  canned: string
}
let stage: Stage
let house: House

type Role = 'contact' | 'viewer' | 'admin'

interface Case {
  /** nobody has to be signed in */
  open?: true
  /** what stands for `:id` and `:file`, and what is asked for */
  path?: (stage: Stage) => string
  body?: (stage: Stage) => unknown
  /** roles that may not, and what they are told */
  refuses?: Partial<Record<Role, number>>
  /** the contact of one line asks for a row of another */
  elsewhere?: (answer: Answer, stage: Stage) => void
}

const isUnknown = ({ status, body }: Answer): void => {
  expect(status).toBe(404)
  expect(body.error.code).toBe('unknown-enquiry')
}
const row =
  (rest = '') =>
  ({ foreign }: Stage) =>
    `/api/desk/enquiries/${foreign.id}${rest}`
const act = { type: 'note', text: 'a note', files: [] }
const proposal = (enquiries: string[] = []) => ({
  programme: PROGRAMME,
  words: {
    'zh-CN': { question: '电子印章可以吗', answer: '可以。' },
    en: { question: 'Electronic seals?', answer: 'Yes.' },
  },
  clauses: [],
  asked: [],
  enquiries,
})
const canned = { programme: PROGRAMME, title: 'Thanks', locale: 'en', text: 'Thank you.' }
const ofProgramme = (path: string) => () => `${path}?programme=${PROGRAMME}`
const newcomer = () => ({
  name: 'New',
  email: `${v7()}@example.org`,
  locale: 'en',
  grants: [{ role: 'admin', programmeId: null, contact: null }],
})
const onlyAdmins = { contact: 403, viewer: 403 }
const onlyReaders = { admin: 403 }
const nobodyHere = { contact: 403, viewer: 403, admin: 403 }
const onlyWriters = { viewer: 403, admin: 403 }

const CASES: Record<string, Case> = {
  'GET /api/desk/sign-in': { open: true },
  'POST /api/desk/sign-in': { open: true, body: () => ({ email: 'nobody@example.org' }) },
  'POST /api/desk/enter': { open: true, body: () => ({ ticket: 'x'.repeat(43) }) },
  'POST /api/desk/sign-out': { open: true },
  'GET /api/desk/me': {},
  'PATCH /api/desk/me': { body: () => ({ locale: 'en' }) },
  'POST /api/desk/me/codes': {},
  'DELETE /api/desk/me/channels/{id}': {
    path: ({ foreign }) => `/api/desk/me/channels/${foreign.conversationId}`,
    elsewhere: ({ status }) => expect(status).toBe(404),
  },
  'GET /api/desk/enquiries': {
    elsewhere: ({ status, body }, { foreign }) => {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toContain(foreign.number)
      expect(body.counts.open).toBe(0)
    },
  },
  'GET /api/desk/enquiries/{id}': { path: row(), refuses: { admin: 404 }, elsewhere: isUnknown },
  'POST /api/desk/enquiries/{id}/acts': {
    path: row('/acts'),
    body: ({ foreign: { version } }) => ({ id: v7(), version, act }),
    refuses: { viewer: 403, admin: 404 },
    elsewhere: isUnknown,
  },
  'POST /api/desk/acts': {
    body: ({ foreign }) => ({ id: v7(), enquiries: [foreign.id], act }),
    elsewhere: ({ status, body }, { foreign }) => {
      expect([status, body.done]).toEqual([200, []])
      expect(body.refused).toEqual([{ id: foreign.id, number: '', message: expect.any(String) }])
    },
  },
  'POST /api/desk/enquiries/{id}/files': {
    path: row('/files'),
    refuses: { viewer: 403, admin: 404 },
    elsewhere: isUnknown,
  },
  'GET /api/desk/enquiries/{id}/files/{file}': {
    path: (all) => row(`/files/${all.file}`)(all),
    refuses: { admin: 404 },
    elsewhere: isUnknown,
  },
  'GET /api/desk/officers': {
    elsewhere: ({ status, body }, { lead }) => {
      expect(status).toBe(200)
      expect(body.items.find(({ id }: { id: string }) => id === lead.id)).toMatchObject({ grants: [] })
    },
  },
  'POST /api/desk/officers': { body: newcomer, refuses: onlyAdmins },
  'PATCH /api/desk/officers/{id}': {
    path: ({ lead }) => `/api/desk/officers/${lead.id}`,
    body: () => ({ active: false }),
    refuses: onlyAdmins,
  },
  'POST /api/desk/officers/{id}/link': {
    path: ({ lead }) => `/api/desk/officers/${lead.id}/link`,
    refuses: onlyAdmins,
  },
  'PUT /api/desk/officers/{id}/leave': {
    path: ({ lead }) => `/api/desk/officers/${lead.id}/leave`,
    body: () => ({ from: '2021-05-01', to: '2021-05-03', deputy: null }),
    refuses: { contact: 403, viewer: 403 },
  },
  'GET /api/desk/clarifications': { path: ofProgramme('/api/desk/clarifications'), refuses: onlyReaders },
  'POST /api/desk/clarifications': { body: () => proposal(), refuses: onlyWriters },
  'PUT /api/desk/clarifications/{id}': {
    path: ({ clarification }) => `/api/desk/clarifications/${clarification}`,
    body: () => ({ ...proposal(), version: 0 }),
    refuses: onlyWriters,
  },
  'POST /api/desk/clarifications/{id}/decision': {
    path: ({ clarification }) => `/api/desk/clarifications/${clarification}/decision`,
    body: () => ({ version: 0, decision: 'publish' }),
    refuses: onlyWriters,
  },
  'GET /api/desk/canned': { path: ofProgramme('/api/desk/canned'), refuses: onlyReaders },
  'POST /api/desk/canned': { body: () => canned, refuses: onlyWriters },
  'PUT /api/desk/canned/{id}': {
    path: (all) => `/api/desk/canned/${all.canned}`,
    body: () => canned,
    refuses: onlyWriters,
  },
  'DELETE /api/desk/canned/{id}': {
    path: (all) => `/api/desk/canned/${all.canned}`,
    refuses: onlyWriters,
  },
  'GET /api/desk/report': { path: ofProgramme('/api/desk/report'), refuses: onlyReaders },
  'GET /api/desk/report.xlsx': { path: ofProgramme('/api/desk/report.xlsx'), refuses: onlyReaders },
  'GET /api/desk/unanswered': { path: ofProgramme('/api/desk/unanswered'), refuses: onlyReaders },
  'GET /api/desk/applications.zip': { path: ofProgramme('/api/desk/applications.zip'), refuses: nobodyHere },
  'GET /api/desk/applications.xlsx': {
    path: ofProgramme('/api/desk/applications.xlsx'),
    refuses: nobodyHere,
  },
  'GET /api/desk/projects.xlsx': { path: ofProgramme('/api/desk/projects.xlsx'), refuses: nobodyHere },
  'GET /api/desk/national.xlsx': { path: ofProgramme('/api/desk/national.xlsx'), refuses: nobodyHere },
  'GET /api/desk/archive.zip': { path: ofProgramme('/api/desk/archive.zip'), refuses: nobodyHere },
  'POST /api/desk/pre-screen': { path: ofProgramme('/api/desk/pre-screen'), refuses: nobodyHere },
  'GET /api/desk/pre-screen/template.xlsx': {
    path: ofProgramme('/api/desk/pre-screen/template.xlsx'),
    refuses: nobodyHere,
  },
  'GET /api/desk/events': {},
}

/** These have a table of their own, in case-routes.test.ts. */
const OF_CASES = /^\/api\/desk\/(?:applications|projects|board)(?:\/|$)/

const PDF = new TextEncoder().encode('%PDF-1.7\n%%EOF\n')

beforeAll(async () => {
  house = await openHouse()
  const lead = await makeOfficer(house, 'Lead', 'lead')
  const foreign = await makeEnquiry(house, { contact: OTHER_LINE })
  const file = { id: v7(), name: 'a.pdf', bytes: PDF.length, mediaType: 'application/pdf' }
  await house.store.enquiries.saveFile(foreign.id, file, PDF, house.clock.now())
  const asLead = await DeskClient.of(house, lead.id)
  const made = async (path: string, body: unknown): Promise<string> => {
    const answer = await asLead.send('POST', path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id
  }
  const clarification = await made('/api/desk/clarifications', proposal([foreign.id]))
  const cannedId = await made('/api/desk/canned', canned)
  stage = { house, foreign, file: file.id, lead, clarification, canned: cannedId }
})
afterAll(() => house.close())

const all = Object.entries(CASES).map(([name, one]) => ({ name, ...one }))
const guarded = all.filter(({ open }) => !open)

async function call(
  client: DeskClient,
  { name, path, body }: (typeof all)[number],
  headers?: Record<string, string>,
) {
  const [method = '', address = ''] = name.split(' ')
  return client.send(method as 'GET', path ? path(stage) : address, body?.(stage), headers)
}

test('the table holds every route there is', () => {
  const { paths = {} } = house.app.swagger() as { paths?: Record<string, object> }
  const routes = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/desk/') && !OF_CASES.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  expect(routes.sort()).toEqual(Object.keys(CASES).sort())
})

describe('nobody signed in', () => {
  test.each(guarded)('$name: 401', async (one) => {
    for (const cookie of [null, `l${'x'.repeat(43)}`, 'nonsense']) {
      const client = new DeskClient(house)
      if (cookie) client.cookies.set('shenbao-desk', cookie)
      const { status, body } = await call(client, one)
      expect([status, body.error.code]).toEqual([401, 'not-signed-in'])
    }
  })
})

describe('a page of another site, with the officer’s own cookie', () => {
  test.each(all.filter(({ name }) => !name.startsWith('GET')))('$name: 403', async (one) => {
    const client = await DeskClient.of(house, stage.lead.id)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      {},
    ]) {
      const { status, body } = await call(client, one, headers as Record<string, string>)
      expect([status, body.error.code]).toEqual([403, 'not-ours'])
    }
  })
})

describe('the wrong role', () => {
  const wrong = guarded.flatMap((one) =>
    Object.entries(one.refuses ?? {}).map(([role, status]) => ({
      ...one,
      role: role as Role,
      expected: status,
    })),
  )
  test.each(wrong)('$name, $role: $expected', async (one) => {
    const { id } = await makeOfficer(house, one.role, one.role, {
      contact: one.role === 'contact' ? LINE : null,
    })
    const { status } = await call(await DeskClient.of(house, id), one)
    expect(status).toBe(one.expected)
  })

  test('nothing of it was done', async () => {
    const client = await DeskClient.of(house, stage.lead.id)
    const { body } = await client.get(row()(stage))
    expect(body.entries).toEqual([])
    const { items } = (await client.get(ofProgramme('/api/desk/canned')())).body
    expect(items).toMatchObject([{ id: stage.canned, title: canned.title }])
    expect(await house.store.officers.find(stage.lead.id)).toMatchObject({ active: true, leave: null })
  })
})

describe('somebody of another line: as if it were not', () => {
  test.each(guarded.filter(({ elsewhere }) => elsewhere))('$name', async (one) => {
    const { id } = await makeOfficer(house, 'Elsewhere', 'contact', { contact: LINE })
    one.elsewhere?.(await call(await DeskClient.of(house, id), one), stage)
  })

  test('and the same words as for what does not exist', async () => {
    const { id } = await makeOfficer(house, 'Nosy', 'contact', { contact: LINE })
    const client = await DeskClient.of(house, id)
    const [foreign, nothing, nonsense] = [
      await client.get(row()(stage)),
      await client.get(`/api/desk/enquiries/${v7()}`),
      await client.get('/api/desk/enquiries/1'),
    ]
    expect(nothing.body).toEqual(foreign.body)
    expect(nonsense.body).toEqual(foreign.body)
  })
})

describe('rights that end while one is signed in', () => {
  test.each(guarded)('$name: 401 from then on', async (one) => {
    const { id } = await makeOfficer(house, 'Ending', 'lead')
    const client = await DeskClient.of(house, id)
    expect((await client.get('/api/desk/me')).status).toBe(200)
    await house.desk.accounts.change(id, { active: false }, OPERATOR)
    expect((await call(client, one)).status).toBe(401)
  })

  test('a line that is taken away takes its rows away', async () => {
    const { id } = await makeOfficer(house, 'Moved', 'contact', { contact: OTHER_LINE })
    const client = await DeskClient.of(house, id)
    expect((await client.get(row()(stage))).status).toBe(200)
    const grants = [{ role: 'contact' as const, programmeId: PROGRAMME, contact: LINE }]
    await house.desk.accounts.change(id, { grants }, OPERATOR)
    isUnknown(await client.get(row()(stage)))
  })
})
