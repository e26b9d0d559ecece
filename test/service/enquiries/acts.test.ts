/** Officers who act at the same moment, with rights that go, on questions that are withdrawn: on the embedded database. */

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import type { OfficerRecord } from '../../../src/ports/desk.ts'
import { Enquiries } from '../../../src/service/enquiries/act-on-enquiry.ts'
import { readEnquiry } from '../../../src/service/enquiries/read-enquiry.ts'
import { Asker, clockOf, enquiriesOf, enquiryDeps, enrol, kindsOf, PILOT } from '../../rigs/askers.ts'
import { type House, NOW, openHouse } from '../../rigs/house.ts'
import { newDraft, submissionOf, turnOf } from '../../rigs/turns.ts'

const AREA = 'social-management'
const OTHER_AREA = 'high-tech'
const answer = (text: string) => ({ type: 'answer' as const, text, files: [] })

let house: House
let enquiries: Enquiries
let liu: OfficerRecord
let chen: OfficerRecord
let lead: OfficerRecord
beforeAll(async () => {
  house = await openHouse()
  house.clock.now = () => new Date(NOW)
  enquiries = enquiriesOf(house)
  liu = await enrol(house, '刘文涛', [{ role: 'contact', contact: AREA }])
  chen = await enrol(house, '陈立', [{ role: 'contact', contact: AREA }])
  lead = await enrol(house, '负责人', [{ role: 'lead', contact: null }])
}, 60_000)
afterAll(() => house.close())

const outcomeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (failure: { code: string; params: unknown }) => ({ code: failure.code, ...(failure.params as object) }),
  )

describe('a question put in a chat', () => {
  it('gets a number, a promise and a holder with the turn that asked it', async () => {
    const asker = await Asker.arrive(house)
    const enquiry = await asker.asks('材料要盖章吗？', AREA)
    expect(enquiry).toMatchObject({
      status: 'open',
      contact: AREA,
      area: AREA,
      channel: 'chat',
      summary: null,
    })
    expect(enquiry.number).toMatch(/^ZX-2021-\d{4}$/)
    expect([liu.id, chen.id]).toContain(enquiry.holderId)
    expect(await asker.times('enquiry.sent')).toBe(1)
  })

  it('goes to whoever of the line has the fewest open ones', async () => {
    const asker = await Asker.arrive(house)
    for (let round = 0; round < 3; round++) {
      const open = await house.store.enquiries.openByHolder()
      const [least] = [liu, chen].toSorted((a, b) => (open.get(a.id) ?? 0) - (open.get(b.id) ?? 0))
      const isEven = open.get(liu.id) === open.get(chen.id)
      const { holderId } = await asker.asks('何时截止？', AREA)
      // the first by name when they have as many
      expect(holderId).toBe(
        isEven ? [liu, chen].toSorted((a, b) => (a.name < b.name ? -1 : 1))[0]?.id : least?.id,
      )
    }
  })

  it('takes the draft and the talk along only with consent', async () => {
    const asker = await Asker.arrive(house)
    await asker.says('开始申报')
    await asker.says('社区治理标准化试点')
    const { summary, transcript } = await asker.asks('材料要盖章吗？', AREA, true)
    expect(JSON.stringify(summary)).toContain('社区治理标准化试点')
    expect(transcript?.some(({ from, text }) => from === 'you' && text === '社区治理标准化试点')).toBe(true)
    expect(transcript?.length).toBeLessThanOrEqual(40)
  })

  it('takes its files along, which stay when the conversation loses them', async () => {
    const asker = await Asker.arrive(house)
    const file = { id: v7(), name: '图.png', bytes: 3, mediaType: 'image/png' }
    await house.store.files.save({
      ...file,
      conversationId: asker.id,
      content: new Uint8Array([1, 2, 3]),
      at: new Date(NOW),
    })
    await asker.presses('enquiry:begin')
    await asker.does({ kind: 'file', files: [file] })
    await asker.says('这样可以吗？')
    await asker.presses(`enquiry:area:${AREA}`)
    await asker.presses('enquiry:send:without')
    const enquiry = await asker.enquiry()
    expect((await house.store.enquiries.entries(enquiry.id))[0]?.data.files).toEqual([file])
    expect((await house.store.enquiries.file(enquiry.id, file.id))?.ref).toEqual(file)
  })
})

describe('the desks', () => {
  const hasHeard = (officer: OfficerRecord, key: string, at = 0): Promise<boolean> =>
    house.store.persons.hasReceived(officer.channels[at]?.conversationId ?? '', key)

  it('of whoever holds it hear of it, in every chat of the account; those of colleagues do not', async () => {
    const second = await house.conversations.open({ channel: 'terminal', programme: PILOT, locale: 'zh-CN' })
    await house.store.officers.bind(second, liu.id)
    const bound = (await house.store.officers.find(liu.id)) as OfficerRecord
    const asker = await Asker.arrive(house)
    const { id, holderId } = await asker.asks('何时截止？', AREA)
    const [asked] = await house.store.enquiries.entries(id)
    const key = `desk:new:${asked?.id}`
    const [holder, other] = holderId === liu.id ? [bound, chen] : [chen, bound]
    expect(await Promise.all(holder.channels.map((_, n) => hasHeard(holder, key, n)))).not.toContain(false)
    expect(await hasHeard(other, key)).toBe(false)
    await enquiries.act(other, id, { type: 'take' }, { key: v7() })
    const taken = (await house.store.enquiries.entries(id)).at(-1)
    expect(await hasHeard(holder, `desk:moved-away:${taken?.id}`)).toBe(true)
    expect(await hasHeard(other, `desk:moved-away:${taken?.id}`)).toBe(false)
  })

  it('of somebody withdrawn hear nothing any more', async () => {
    const gone = await enrol(house, '已调离', [{ role: 'contact', contact: 'international' }])
    const asker = await Asker.arrive(house)
    const { id } = await asker.asks('出国参会算吗？', 'international')
    await house.store.officers.change(gone.id, { active: false }, OPERATOR)
    await enquiries.act(lead, id, answer('不算。'), { key: v7() })
    const entry = (await house.store.enquiries.entries(id)).at(-1)
    expect(await hasHeard(gone, `desk:answered:${entry?.id}`)).toBe(false)
  })
})

describe('two officers', () => {
  it.each([
    ['the contact first', () => [liu, lead] as const],
    ['the lead first', () => [lead, liu] as const],
  ])('%s: the second is told who answered, and may add to it', async (_order, officers) => {
    const [first, second] = officers()
    const asker = await Asker.arrive(house)
    const { id, version } = await asker.asks('何时截止？', AREA)
    await enquiries.act(first, id, answer('四月三十日。'), { key: v7(), version })
    const late = enquiries.act(second, id, answer('月底。'), { key: v7(), version })
    expect(await outcomeOf(late)).toEqual({ code: 'already-answered', name: first.name })
    const { version: now } = await asker.enquiry()
    await enquiries.act(second, id, answer('补充：以系统时间为准。'), { key: v7(), version: now })
    expect(await kindsOf(house, id)).toEqual(['asked', 'answered', 'answered'])
    expect(await asker.times('enquiry.answered')).toBe(2)
  })

  it('at the same moment: one answers, the other is told; the asker hears one answer', async () => {
    const asker = await Asker.arrive(house)
    const { id, version } = await asker.asks('何时截止？', AREA)
    const both = [liu, chen, lead].map((one) =>
      outcomeOf(enquiries.act(one, id, answer(`${one.name}的答复`), { key: v7(), version })),
    )
    const outcomes = await Promise.all(both)
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1)
    const winner = [liu, chen, lead][outcomes.indexOf('done')]?.name
    expect(outcomes.filter((one) => one !== 'done')).toEqual(
      Array(2).fill({ code: 'already-answered', name: winner }),
    )
    expect(await asker.times('enquiry.answered')).toBe(1)
    expect(await kindsOf(house, id)).toEqual(['asked', 'answered'])
  })

  it('read amid the other’s answer: told who was faster all the same', async () => {
    const asker = await Asker.arrive(house)
    const before = await asker.asks('要公证吗？', AREA)
    const { id, version } = before
    await enquiries.act(chen, id, answer('不用。'), { key: v7() })
    const { store } = house
    let stale = 1
    const amid = new Enquiries({
      ...enquiryDeps(house),
      store: {
        ...store,
        enquiries: {
          ...store.enquiries,
          find: async (one) => (stale-- > 0 ? before : store.enquiries.find(one)),
        },
      },
    })
    expect(await outcomeOf(amid.act(liu, id, answer('要。'), { key: v7(), version }))).toEqual({
      code: 'already-answered',
      name: '陈立',
    })
  })

  it('one act pressed five times at once has one effect', async () => {
    const asker = await Asker.arrive(house)
    const { id, version } = await asker.asks('何时截止？', AREA)
    const key = v7()
    const presses = Array.from({ length: 5 }, () =>
      outcomeOf(enquiries.act(liu, id, answer('四月三十日。'), { key, version })),
    )
    expect(await Promise.all(presses)).toEqual(Array(5).fill('done'))
    expect(await kindsOf(house, id)).toEqual(['asked', 'answered'])
    expect(await asker.times('enquiry.answered')).toBe(1)
  })

  it('notes of several at once are all kept', async () => {
    const asker = await Asker.arrive(house)
    const { id, version } = await asker.asks('何时截止？', AREA)
    const notes = [liu, chen, lead].map((one) =>
      outcomeOf(enquiries.act(one, id, { type: 'note', text: one.name, files: [] }, { key: v7(), version })),
    )
    expect(await Promise.all(notes)).toEqual(['done', 'done', 'done'])
    const texts = (await house.store.enquiries.entries(id)).slice(1).map(({ text }) => text)
    expect(texts.sort()).toEqual([liu.name, chen.name, lead.name].sort())
  })

  it('many at once by one act: what cannot be is named, the rest is done', async () => {
    const [one, two] = [await Asker.arrive(house), await Asker.arrive(house)]
    const mine = await one.asks('何时截止？', AREA)
    const others = await two.asks('何时截止？', OTHER_AREA)
    const ids = [mine.id, others.id, v7()]
    const { done, refused } = await enquiries.bulk(
      liu,
      ids,
      { type: 'close', reason: '已电话说明' },
      { key: v7() },
    )
    expect(done).toEqual([mine.id])
    expect(refused.map(({ failure }) => failure.code)).toEqual(['unknown-enquiry', 'unknown-enquiry'])
    expect(refused.map(({ number }) => number)).toEqual(['', ''])
  })
})

describe('rights withdrawn in mid-thread', () => {
  it('end everything at once; what was held goes to a colleague, or to the lead', async () => {
    const temp = await enrol(house, '安', [{ role: 'contact', contact: OTHER_AREA }])
    const asker = await Asker.arrive(house)
    const { id, version, dueAt } = await asker.asks('专利怎么算？', OTHER_AREA)
    expect((await asker.enquiry()).holderId).toBe(temp.id)
    await enquiries.act(temp, id, { type: 'note', text: '查一下', files: [] }, { key: v7(), version })
    await house.desk.accounts.change(temp.id, { active: false }, OPERATOR)
    expect(await outcomeOf(enquiries.act(temp, id, answer('这样算。'), { key: v7() }))).toEqual({
      code: 'unknown-enquiry',
    })
    expect(await outcomeOf(readEnquiry({ ...temp, active: false }, id, enquiryDeps(house)))).toEqual({
      code: 'unknown-enquiry',
    })
    expect(await asker.enquiry()).toMatchObject({ holderId: null, dueAt })
    const { entries } = await readEnquiry(lead, id, enquiryDeps(house))
    expect(entries.at(-1)).toMatchObject({ kind: 'moved', by: 'clock', text: 'rights-withdrawn', name: null })
    expect(await clockOf(house).lookAround()).toBe(0)
    const desk = new Asker(house, temp.channels[0]?.conversationId ?? '')
    await house.desk.accounts.change(temp.id, { name: '安宁' }, OPERATOR)
    expect((await desk.heard()).at(-1)).toBe('desk.news.withdrawn')
    expect(await desk.times('desk.news.withdrawn')).toBe(1)
    await enquiries.act(lead, id, answer('按授权数算。'), { key: v7() })
    expect(await asker.times('enquiry.answered')).toBe(1)
  })
})

describe('deleting in mid-thread', () => {
  it('leaves no word, tells the asker what stays, and refuses an answer that comes later', async () => {
    const asker = await Asker.arrive(house)
    const draft = newDraft(v7())
    const loaded = await house.store.load(asker.id)
    const submission = { ...submissionOf(draft.draft.id, 1, `SB-${v7()}`), programmeId: PILOT }
    if (!loaded) throw new Error('there is a conversation')
    const { state } = loaded
    await house.store.commit(turnOf(asker.id, loaded.version, 'draft', { draft, state }))
    await house.store.commit(turnOf(asker.id, loaded.version + 1, 'submit', { submission, state }))
    const { id, number } = await asker.asks('我的秘密问题', AREA)
    await asker.says('删除我的数据')
    await asker.presses(await yesOf(asker.id))
    expect(await asker.times('erase.done-but-kept')).toBe(1)
    expect(await asker.times('enquiry.sent')).toBe(0)
    const enquiry = await house.store.enquiries.find(id)
    expect(enquiry).toMatchObject({ number, status: 'erased', question: '', dueAt: null })
    expect(await outcomeOf(enquiries.act(lead, id, answer('迟了'), { key: v7() }))).toEqual({
      code: 'erased',
    })
    expect(await house.store.submissions.find(submission.number)).not.toBeNull()
    expect((await house.store.load(asker.id))?.draft).toBeNull()
  })

  it('while an officer is answering: whichever comes first, nothing of the question is left', async () => {
    const asker = await Asker.arrive(house)
    const { id, version } = await asker.asks('我的秘密问题', AREA)
    await asker.says('删除我的数据')
    const yes = await yesOf(asker.id)
    await Promise.all([
      asker.presses(yes),
      outcomeOf(enquiries.act(lead, id, answer('马上'), { key: v7(), version })),
    ])
    await house.inbox.sweep()
    expect(await house.store.enquiries.find(id)).toMatchObject({ status: 'erased', question: '' })
    const texts = (await house.store.enquiries.entries(id)).map(({ text }) => text)
    expect(texts.join('')).toBe('')
  })

  async function yesOf(conversationId: string): Promise<string> {
    const lines = await house.store.transcript(conversationId, 0)
    const choices = lines.flatMap(({ reply }) => reply?.choices ?? [])
    return choices.findLast(({ value }) => value.startsWith('yes:erase:'))?.value ?? ''
  }
})

describe('questions answered together', () => {
  it('reach every asker once, each under the own number', async () => {
    const askers = [await Asker.arrive(house), await Asker.arrive(house), await Asker.arrive(house)]
    const [head, ...others] = [
      await (askers[0] as Asker).asks('要盖章吗？', AREA),
      await (askers[1] as Asker).asks('盖不盖章？', AREA),
      await (askers[2] as Asker).asks('需要公章吗？', AREA),
    ]
    if (!head) throw new Error('there is a head')
    for (const { id } of others) await enquiries.act(liu, id, { type: 'merge', into: head.id }, { key: v7() })
    const key = v7()
    // the officer answers one of the merged ones; it goes to all of them, and comes twice
    const from = others[0]?.id ?? ''
    const file = { id: v7(), name: '样张.pdf', bytes: 3, mediaType: 'application/pdf' }
    await house.store.enquiries.saveFile(from, file, new Uint8Array([1, 2, 3]), house.clock.now())
    await enquiries.act(liu, from, { ...answer('要盖。'), files: [file] }, { key })
    await enquiries.act(liu, from, { ...answer('要盖。'), files: [file] }, { key })
    for (const asker of askers) {
      expect(await asker.times('enquiry.answered')).toBe(1)
      const { id, status } = await asker.enquiry()
      expect(status).toBe('answered')
      expect(await house.store.enquiries.file(id, file.id)).toMatchObject({ ref: file })
    }
    const { merged } = await readEnquiry(lead, head.id, enquiryDeps(house))
    expect(merged.map(({ number }) => number)).toEqual(others.map(({ number }) => number))
  })

  it('one merged into what is answered already gets that answer, with its files', async () => {
    const [one, two] = [await Asker.arrive(house), await Asker.arrive(house)]
    const head = await one.asks('样表在哪里？', AREA)
    const { id } = await two.asks('哪里有样表？', AREA)
    const file = { id: v7(), name: '样表.pdf', bytes: 3, mediaType: 'application/pdf' }
    await house.store.enquiries.saveFile(head.id, file, new Uint8Array([1, 2, 3]), house.clock.now())
    await enquiries.act(liu, head.id, { ...answer('见附件。'), files: [file] }, { key: v7() })
    await enquiries.act(liu, id, { type: 'merge', into: head.id }, { key: v7() })
    expect(await two.times('enquiry.answered')).toBe(1)
    expect(await house.store.enquiries.file(id, file.id)).toMatchObject({ ref: file })
  })

  it('one whose asker writes again goes its own way, and hears nothing of what the others are told', async () => {
    const [one, two] = [await Asker.arrive(house), await Asker.arrive(house)]
    const head = await one.asks('要盖章吗？', AREA)
    const other = await two.asks('盖不盖章？', AREA)
    await enquiries.act(liu, other.id, { type: 'merge', into: head.id }, { key: v7() })
    await two.presses(`enquiry:follow-up:${other.number}`)
    await two.says('我是事业单位，不一样')
    expect(await two.enquiry()).toMatchObject({ mergedInto: null, status: 'open' })
    await enquiries.act(liu, head.id, answer('要盖。'), { key: v7() })
    expect([await one.times('enquiry.answered'), await two.times('enquiry.answered')]).toEqual([1, 0])
  })

  it('a head reopened by its asker lets the answered ones go', async () => {
    const [one, two] = [await Asker.arrive(house), await Asker.arrive(house)]
    const head = await one.asks('要盖章吗？', AREA)
    const other = await two.asks('盖不盖章？', AREA)
    await enquiries.act(liu, other.id, { type: 'merge', into: head.id }, { key: v7() })
    await enquiries.act(liu, head.id, answer('要盖。'), { key: v7() })
    await one.presses(`enquiry:follow-up:${head.number}`)
    await one.says('盖在哪里？')
    expect((await two.enquiry()).mergedInto).toBeNull()
    const { version } = await one.enquiry()
    await enquiries.act(liu, head.id, answer('封面。'), { key: v7(), version })
    expect([await one.times('enquiry.answered'), await two.times('enquiry.answered')]).toEqual([2, 1])
  })
})

describe('one person on several channels', () => {
  it('writes again from another one, and is answered there', async () => {
    const [here, there] = [await Asker.arrive(house), await Asker.arrive(house, 'telegram')]
    const { id, number } = await here.asks('要盖章吗？', AREA)
    await enquiries.act(liu, id, answer('要盖。'), { key: v7() })
    await link(here.id, there.id)
    await there.presses(`enquiry:follow-up:${number}`)
    await there.says('盖在哪里？')
    expect(await house.store.enquiries.find(id)).toMatchObject({
      status: 'open',
      channel: 'telegram',
      conversationId: there.id,
    })
    await enquiries.act(liu, id, answer('封面。'), { key: v7() })
    expect([await here.times('enquiry.answered'), await there.times('enquiry.answered')]).toEqual([1, 1])
  })

  it('has everything deleted on all of them from any one', async () => {
    const [here, there] = [await Asker.arrive(house), await Asker.arrive(house, 'telegram')]
    const first = await here.asks('第一个秘密', AREA)
    await link(here.id, there.id)
    const second = await there.asks('第二个秘密', AREA)
    await there.says('删除我的数据')
    const lines = await house.store.transcript(there.id, 0)
    const yes = lines
      .flatMap(({ reply }) => reply?.choices ?? [])
      .findLast(({ value }) => value.startsWith('yes:erase:'))
    await there.presses(yes?.value ?? '')
    for (const { id } of [first, second])
      expect(await house.store.enquiries.find(id)).toMatchObject({ status: 'erased', question: '' })
    const left = [
      ...(await house.store.transcript(here.id, 0)),
      ...(await house.store.transcript(there.id, 0)),
    ]
    expect(JSON.stringify(left)).not.toContain('秘密')
  })

  async function link(one: string, other: string): Promise<void> {
    const code = v7()
    const [first, second] = [await house.store.load(one), await house.store.load(other)]
    if (!first || !second) throw new Error('there are two')
    const expiresAt = new Date(house.clock.now().getTime() + 60_000)
    const given = { type: 'link-code' as const, code, expiresAt }
    await house.store.commit(turnOf(one, first.version, 'code', { state: first.state, beyond: given }))
    const tell = {
      id: v7(),
      conversationId: one,
      dedupeKey: code,
      receivedAt: house.clock.now(),
      activity: { kind: 'event' as const, event: { type: 'linked-there' as const, channel: 'telegram' } },
    }
    const used = { type: 'link' as const, code, personId: v7(), other: one, othersDraft: null, tell }
    const outcome = await house.store.commit(
      turnOf(other, second.version, 'link', { state: second.state, beyond: used }),
    )
    expect(outcome.type).toBe('committed')
  }
})
