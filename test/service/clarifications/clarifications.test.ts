import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import type { OfficerRecord } from '../../../src/ports/desk.ts'
import type { Proposal } from '../../../src/service/clarifications/check-proposal.ts'
import { Clarifications } from '../../../src/service/clarifications/clarifications.ts'
import { makeEnquiry, makeOfficer, PROGRAMME, talk, waitingIn } from '../../rigs/desk-house.ts'
import { type House, openHouse } from '../../rigs/house.ts'

const PROPOSAL: Proposal = {
  words: {
    'zh-CN': { question: '纸质申请表能否使用电子印章？', answer: '不能，三份都要加盖实物公章。' },
    en: {
      question: 'May the paper application bear an electronic seal?',
      answer: 'No. All three copies need the physical seal.',
    },
  },
  clauses: ['七.2'],
  asked: ['电子章盖在纸质申请表上算数吗'],
  enquiries: [],
}

let house: House
/** whose news stays where it was left, to be looked at */
let quiet: Clarifications
let contact: OfficerRecord
let other: OfficerRecord
let lead: OfficerRecord
let viewer: OfficerRecord

beforeAll(async () => {
  house = await openHouse()
  quiet = new Clarifications(house)
  contact = await makeOfficer(house, '甲', 'contact', { desk: true })
  other = await makeOfficer(house, '乙', 'contact', { desk: true })
  lead = await makeOfficer(house, '丙', 'lead')
  viewer = await makeOfficer(house, '丁', 'viewer')
}, 60_000)
afterAll(() => house.close())

const propose = (change: Partial<Proposal> = {}, by = contact) =>
  quiet.propose(by, PROGRAMME, { ...PROPOSAL, ...change })
const publish = (by: OfficerRecord, { id, version }: { id: string; version: number }) =>
  quiet.decide(by, id, { decision: 'publish', version })
const deskOf = ({ channels }: OfficerRecord): string => channels[0]?.conversationId ?? ''

describe('proposing', () => {
  it('needs the words of every language of the programme', async () => {
    const words = { 'zh-CN': PROPOSAL.words['zh-CN'] as never }
    await expect(propose({ words })).rejects.toMatchObject({
      code: 'missing-words',
      params: { language: 'en' },
    })
  })
  it('refuses a clause that the notice does not have, and an enquiry that there is not', async () => {
    await expect(propose({ clauses: ['九十九'] })).rejects.toMatchObject({ code: 'unknown-clause' })
    const enquiries = ['019478f2-0000-7000-8000-000000000000']
    await expect(propose({ enquiries })).rejects.toMatchObject({ code: 'unknown-enquiry' })
  })
  it('answers no enquiry that its proposer may not answer; those listed before stay when others edit', async () => {
    const narrow = await makeOfficer(house, '戊', 'contact', { contact: 'social-management' })
    const { id } = await makeEnquiry(house, { contact: 'high-tech' })
    const listed = { ...PROPOSAL, enquiries: [id] }
    await expect(propose(listed, narrow)).rejects.toMatchObject({ code: 'unknown-enquiry' })
    const own = await propose({}, narrow)
    await expect(quiet.edit(narrow, own.id, own.version, listed)).rejects.toMatchObject({
      code: 'unknown-enquiry',
    })
    const one = await propose(listed)
    expect((await quiet.edit(narrow, one.id, one.version, listed)).enquiries).toEqual([id])
  })
  it('never cuts a text that is too long: it says by how much', async () => {
    const words = { ...PROPOSAL.words, en: { question: 'Why?', answer: 'x'.repeat(4_003) } }
    await expect(propose({ words })).rejects.toMatchObject({ code: 'too-long', params: { excess: 3 } })
  })
  it('is for contacts and leads only', async () => {
    await expect(propose({}, viewer)).rejects.toMatchObject({ code: 'not-allowed' })
  })
  it('has no second effect when it comes twice', async () => {
    const one = await propose()
    const again = await quiet.propose(contact, PROGRAMME, PROPOSAL, one.id)
    expect(again).toEqual(await house.store.clarifications.find(one.id))
  })
  it('tells whoever may decide', async () => {
    const fresh = await makeOfficer(house, '戊', 'contact', { desk: true })
    const one = await propose()
    const heard = await waitingIn(house, deskOf(fresh))
    expect(heard?.activity).toMatchObject({
      event: { type: 'desk', news: { type: 'proposed', clarification: one.id, by: '甲' } },
    })
    await house.store.officers.change(fresh.id, { active: false }, OPERATOR)
  })
})

describe('deciding', () => {
  it('is refused to whoever proposed it, or changed it last', async () => {
    const one = await propose()
    await expect(publish(contact, one)).rejects.toMatchObject({ code: 'own-proposal' })
    const edited = await quiet.edit(other, one.id, one.version, PROPOSAL)
    await expect(publish(other, edited)).rejects.toMatchObject({ code: 'own-proposal' })
    expect((await publish(contact, edited)).status).toBe('published')
  })
  it('is refused to one who may only read', async () => {
    await expect(publish(viewer, await propose())).rejects.toMatchObject({ code: 'not-allowed' })
  })
  it('is refused over words that have changed since they were read', async () => {
    const one = await propose()
    await quiet.edit(contact, one.id, one.version, { ...PROPOSAL, asked: ['电子公章呢'] })
    await expect(publish(other, one)).rejects.toMatchObject({ code: 'clarification-changed' })
  })
  it('declines with a reason only, which the proposer hears of', async () => {
    const one = await propose()
    const decline = (reason: string) =>
      quiet.decide(other, one.id, { decision: 'decline', version: one.version, reason })
    await expect(decline(' ')).rejects.toMatchObject({ code: 'reason-missing' })
    expect(await decline('与通知不符')).toMatchObject({
      status: 'declined',
      reason: '与通知不符',
      number: null,
    })
    await expect(publish(lead, one)).rejects.toMatchObject({
      code: 'decided-already',
      params: { status: 'declined' },
    })
    expect(await waitingIn(house, deskOf(contact))).toBeDefined()
  })
  it('gives one number when two publish at once, and the same again is no second publishing', async () => {
    const one = await propose()
    const outcomes = await Promise.allSettled([publish(other, one), publish(lead, one)])
    const published = outcomes.filter(({ status }) => status === 'fulfilled')
    expect(published).toHaveLength(1)
    const stored = await house.store.clarifications.find(one.id)
    const decider = stored?.decidedBy === other.id ? other : lead
    expect(await publish(decider, one)).toEqual(stored)
    const next = await publish(other, await propose())
    expect(next.number).toBe((stored?.number ?? 0) + 1)
  })
})

describe('publishing', () => {
  it('answers every enquiry listed and those merged into them, each asker in the own language, once', async () => {
    const head = await makeEnquiry(house, { holderId: other.id })
    const merged = await makeEnquiry(house, { mergedInto: head.id, locale: 'en' })
    const closed = await makeEnquiry(house, { status: 'closed', dueAt: null, since: null, nextAt: null })
    const one = await propose({ enquiries: [head.id, closed.id] })
    const done = await publish(lead, one)
    await publish(lead, one)
    const news = async ({ conversationId }: { conversationId: string }) =>
      (await waitingIn(house, conversationId))?.activity
    expect(await news(head)).toMatchObject({
      event: {
        type: 'enquiry',
        news: { type: 'clarified', clarification: done.number, answer: PROPOSAL.words['zh-CN']?.answer },
      },
    })
    expect(await news(merged)).toMatchObject({ event: { news: { answer: PROPOSAL.words.en?.answer } } })
    expect(await news(closed)).toMatchObject({ event: { news: { type: 'clarified' } } })
    const { enquiries } = house.store
    expect(await enquiries.find(head.id)).toMatchObject({
      status: 'answered',
      dueAt: null,
      nextAt: null,
      version: 1,
    })
    expect(await enquiries.find(merged.id)).toMatchObject({
      status: 'answered',
      firstAnswerAt: done.decidedAt,
    })
    expect(await enquiries.find(closed.id)).toMatchObject({ status: 'closed', firstAnswerAt: null })
    const entries = await enquiries.entries(head.id)
    expect(entries.map(({ kind, data, officerId }) => [kind, data.other, officerId])).toEqual([
      ['clarified', String(done.number), lead.id],
    ])
  })

  it('writes nothing at all when an enquiry changes meanwhile, and then all of it once', async () => {
    const enquiry = await makeEnquiry(house)
    const one = await propose({ enquiries: [enquiry.id] })
    const { store } = house
    const save = store.clarifications.save
    let meddled = false
    store.clarifications.save = async (record, follows) => {
      if (!meddled) {
        meddled = true
        const moved = { ...enquiry, version: 1, lastAt: new Date() }
        const change = { enquiries: [{ enquiry: moved, isNew: false }], entries: [], keep: [], tell: [] }
        await store.enquiries.write({ type: 'enquiry', ...change })
        expect(await save(record, follows)).toBeNull()
        expect(await store.clarifications.find(one.id)).toMatchObject({ status: 'proposed', number: null })
        return null
      }
      return save(record, follows)
    }
    const done = await publish(other, one)
    store.clarifications.save = save
    expect(done.number).toBeGreaterThan(0)
    expect(await store.enquiries.find(enquiry.id)).toMatchObject({ status: 'answered', version: 2 })
    expect(await store.enquiries.entries(enquiry.id)).toHaveLength(1)
  })

  it('leaves an enquiry that was erased alone', async () => {
    const enquiry = await makeEnquiry(house)
    const one = await propose({ enquiries: [enquiry.id] })
    const erased = { ...enquiry, status: 'erased' as const, question: '', version: 1 }
    const change = { enquiries: [{ enquiry: erased, isNew: false }], entries: [], keep: [], tell: [] }
    await house.store.enquiries.write({ type: 'enquiry', ...change })
    await publish(other, one)
    expect(await house.store.enquiries.find(enquiry.id)).toMatchObject({ status: 'erased', version: 1 })
    expect(await waitingIn(house, enquiry.conversationId)).toBeUndefined()
  })
})

describe('what the assistant answers', () => {
  const ASKED = '纸质申请表能不能盖电子印章'

  it('changes at once with publishing and withdrawing, in a conversation that is under way', async () => {
    const all = await house.store.clarifications.published(PROGRAMME)
    for (const { id, version } of all)
      await house.clarifications.decide(lead, id, { decision: 'withdraw', version, reason: '测试开始前撤回' })
    const applicant = await talk(house)
    const before = await applicant.say(ASKED)
    expect(JSON.stringify(before)).not.toContain('澄清第')
    const { id, version: proposed } = await propose()
    const one = await house.clarifications.decide(other, id, { decision: 'publish', version: proposed })
    expect((await applicant.say(ASKED))[0]?.parts?.[0]).toMatchObject({
      kind: 'clarification',
      label: `澄清第${one.number}号（2021年4月12日公布）`,
    })
    const [reply] = await applicant.say(ASKED)
    expect(reply?.citations).toMatchObject([{ clause: '七.2' }])
    expect(reply?.text).toContain(`/clarifications/${PROGRAMME}#clarification-${one.number}`)
    expect((await applicant.say('一式几份'))[0]?.parts?.[0]?.kind).not.toBe('clarification')
    const { version } = one
    await expect(
      house.clarifications.decide(other, one.id, { decision: 'withdraw', version, reason: '有误' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await house.clarifications.decide(lead, one.id, { decision: 'withdraw', version, reason: '有误' })
    expect((await applicant.say(ASKED))[0]?.parts).toEqual(before[0]?.parts)
  })
})
