/** The log of acts in a whole house: what the console, a chat and the clock leave in it, and that it keeps no word. */
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR, officerActor } from '../../src/audit/entry.ts'
import type { AuditEntry } from '../../src/ports/audit.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { verifyLog } from '../../src/service/verify-log.ts'
import { Asker, clockOf } from '../rigs/askers.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { makeEnquiry, makeOfficer, PROGRAMME } from '../rigs/desk-house.ts'
import { type House, NOW, openHouse } from '../rigs/house.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const LINE = 'social-management'
const OTHER_LINE = 'public-services'
/** said by askers and officers everywhere; stands nowhere in the log */
const WORD = '某某养老院的秘密'
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

let house: House
let lead: OfficerRecord
let contact: OfficerRecord
let asLead: DeskClient
let asContact: DeskClient
beforeAll(async () => {
  house = await openHouse()
  house.clock.now = () => new Date(NOW)
  lead = await makeOfficer(house, 'Zhao', 'lead')
  contact = await makeOfficer(house, 'Liu', 'contact', { contact: LINE })
  asLead = await DeskClient.of(house, lead.id)
  asContact = await DeskClient.of(house, contact.id)
})
afterAll(() => house.close())

async function left(work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const { audit } = house.store
  const from = ((await audit.head())?.position ?? 0) + 1
  await work()
  const entries: AuditEntry[] = []
  for await (const batch of audit.batches(from)) entries.push(...batch)
  return entries
}
/** `act by whom`, in order; ids are said as names. */
async function actsOf(work: () => Promise<unknown>): Promise<string[]> {
  const names = new Map([
    [lead.id, 'lead'],
    [contact.id, 'contact'],
  ])
  return (await left(work)).map(({ act, actor }) => `${act} ${names.get(actor.id ?? '') ?? actor.kind}`)
}

/** The same request twice at once, and once more. */
async function thrice(client: DeskClient, url: string, body: object): Promise<void> {
  const once = () => client.send('POST', url, body)
  const answers = [...(await Promise.all([once(), once()])), await once()]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
}

describe('an officer’s act on an enquiry', () => {
  const held = () =>
    makeEnquiry(house, { number: `ZX-${v7()}`, contact: LINE, holderId: contact.id, question: WORD })

  test.each([
    ['answered', { type: 'answer', text: WORD, files: [] }],
    ['note', { type: 'note', text: WORD, files: [] }],
    ['moved', { type: 'reassign', contact: OTHER_LINE, reason: WORD }],
    ['closed', { type: 'close', reason: WORD }],
    ['taken', { type: 'take' }],
  ])('leaves one entry, also when it comes three times: %s', async (kind, act) => {
    const { id, version } = await held()
    const body = { id: v7(), version, act }
    const entries = await left(() => thrice(asLead, `/api/desk/enquiries/${id}/acts`, body))
    expect(entries.map((entry) => entry.act)).toEqual([kind])
    expect(entries[0]).toMatchObject({
      actor: officerActor(lead.id),
      programmeId: PROGRAMME,
      subject: { kind: 'enquiry', id },
      details: { version: version + 1, channel: 'console' },
    })
  })

  test('leaves one for each enquiry that goes together with it', async () => {
    const [head, one, other] = [await held(), await held(), await held()]
    for (const { id, version } of [one, other]) {
      const body = { id: v7(), version, act: { type: 'merge', into: head.id } }
      const merged = await actsOf(() => thrice(asLead, `/api/desk/enquiries/${id}/acts`, body))
      expect(merged).toEqual(['merged lead'])
    }
    const { version } = (await house.store.enquiries.find(head.id)) ?? head
    const answer = { id: v7(), version, act: { type: 'answer', text: WORD, files: [] } }
    const entries = await left(() => thrice(asContact, `/api/desk/enquiries/${head.id}/acts`, answer))
    expect(entries.map(({ act }) => act)).toEqual(['answered', 'answered', 'answered'])
    expect(new Set(entries.map(({ subject }) => subject.id))).toEqual(new Set([head.id, one.id, other.id]))
  })

  test('leaves one for each of many at once', async () => {
    const all = [await held(), await held(), await held()]
    const body = { id: v7(), enquiries: all.map(({ id }) => id), act: { type: 'close', reason: WORD } }
    const acts = await actsOf(() => thrice(asLead, '/api/desk/acts', body))
    expect(acts).toEqual(['closed lead', 'closed lead', 'closed lead'])
  })

  test('leaves none when it is refused', async () => {
    const { id, version } = await makeEnquiry(house, { number: `ZX-${v7()}`, contact: OTHER_LINE })
    const body = { id: v7(), version, act: { type: 'answer', text: WORD, files: [] } }
    const refused = async () =>
      expect((await asContact.send('POST', `/api/desk/enquiries/${id}/acts`, body)).status).toBe(404)
    expect(await left(refused)).toEqual([])
  })
})

test('signing in and out, a code for a chat, and words of one’s own leave one entry each', async () => {
  const client = new DeskClient(house)
  const acts = await actsOf(async () => {
    const { link } = await house.desk.signIn.issue(contact.id, 60_000, OPERATOR)
    const ticket = link.split('#')[1] ?? ''
    for (const _ of [1, 2]) await client.send('POST', '/api/desk/enter', { ticket })
    await client.send('POST', '/api/desk/me/codes')
    for (const _ of [1, 2]) await client.send('PATCH', '/api/desk/me', { locale: 'en' })
    for (const _ of [1, 2]) await client.send('POST', '/api/desk/sign-out')
  })
  expect(acts).toEqual([
    'link-issued operator',
    'signed-in contact',
    'code-issued contact',
    'changed contact',
    'signed-out contact',
  ])
})

test('accounts leave who did it, and no name or address', async () => {
  const admin = await makeOfficer(house, 'Root', 'admin')
  const asAdmin = await DeskClient.of(house, admin.id)
  const grants = [{ role: 'contact', programmeId: PROGRAMME, contact: LINE }]
  const officer = { name: WORD, email: 'new-person@example.org', locale: 'zh-CN', grants }
  const entries = await left(async () => {
    const added = await asAdmin.send('POST', '/api/desk/officers', officer)
    const url = `/api/desk/officers/${added.body.officer.id}`
    for (const _ of [1, 2]) await asAdmin.send('PATCH', url, { active: false })
    expect((await asContact.send('PATCH', url, { active: true })).status).toBe(403)
  })
  expect(entries.map(({ act }) => act)).toEqual(['added', 'rights-set', 'link-issued', 'changed'])
  expect(entries.map(({ actor }) => actor)).toEqual(entries.map(() => officerActor(admin.id)))
  expect(JSON.stringify(entries)).not.toMatch(/new-person|某某/)
})

test('what the clock does leaves entries of the clock, once', async () => {
  const dueAt = new Date(new Date(NOW).getTime() - 60_000)
  const change = { number: `ZX-${v7()}`, contact: LINE, holderId: contact.id, dueAt, nextAt: dueAt }
  const made = await makeEnquiry(house, change)
  const clock = clockOf(house)
  const entries = await left(async () => {
    await Promise.all([clock.tick(), clock.tick()])
    await clock.tick()
  })
  const own = entries.filter(({ subject }) => subject.id === made.id)
  expect(own.map(({ act }) => act)).toEqual(
    (await house.store.enquiries.entries(made.id)).map(({ kind }) => kind),
  )
  expect(own.length).toBeGreaterThan(0)
  expect(new Set(own.map(({ actor }) => actor.kind))).toEqual(new Set(['clock']))
})

test('somebody asks and has it all erased: the log stays whole and knows no word', async () => {
  const asker = await Asker.arrive(house)
  const acts = await actsOf(async () => {
    const { id } = await asker.asks(WORD, LINE)
    const version = (await house.store.enquiries.find(id))?.version
    const act = { type: 'answer', text: WORD, files: [] }
    await asLead.send('POST', `/api/desk/enquiries/${id}/acts`, { id: v7(), version, act })
    await asker.says('删除我的数据')
    const [yes] = (await house.store.transcript(asker.id, 0)).at(-1)?.reply?.choices ?? []
    await asker.presses(yes?.value ?? '')
  })
  expect(acts).toEqual(['asked asker', 'answered lead', 'erased asker', 'erased asker'])
})

test('nothing that was said stands in the log of acts or in the log of the server', async () => {
  const { fault, count } = await verifyLog(house.store.audit, {
    hash,
    seen: async (entries) => expect(JSON.stringify(entries)).not.toContain('某某'),
  })
  expect(fault).toBeNull()
  expect(count).toBeGreaterThan(30)
  expect(house.log()).not.toContain('某某')
})
