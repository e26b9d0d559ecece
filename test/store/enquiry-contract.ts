/** What every home of the store promises of enquiries and those who answer them. */

import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { decideClock } from '../../src/enquiry/decide-clock.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import { isRefusal } from '../../src/enquiry/outcome.ts'
import { attendanceOf } from '../../src/enquiry/staff.ts'
import { type ClarificationRecord, changeOfEnquiry } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import { ask, changeOf, enquiryOf, enrol, entryOf, later, next } from '../rigs/kept-enquiries.ts'
import { desk } from '../rigs/office.ts'
import { AT, AWKWARD, activityOf, begin, newDraft, turnOf } from '../rigs/turns.ts'

/** Declares the promises for the store that `open` opens. */
export function enquiryContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  test('gives an enquiry and its thread back as they were written, with the turn that brought them', async () => {
    const id = await begin(store)
    const holderId = await enrol(store)
    const summary = [{ label: '单位', rows: [{ label: '名称', value: '某厂' }] }]
    const transcript = [{ from: 'you' as const, at: AT.toISOString(), text: '好' }]
    const enquiry = enquiryOf(id, { holderId, summary, transcript })
    const asked = entryOf(enquiry, { data: { dueAt: later(8).toISOString(), certain: true } })
    const note = entryOf(enquiry, { kind: 'note', by: 'officer', officerId: holderId, text: AWKWARD })
    const beyond = changeOf([enquiry], { entries: [asked, note] })
    expect(await store.commit(turnOf(id, 0, 'ask', { beyond }))).toEqual({ type: 'committed' })
    expect(await store.enquiries.find(enquiry.id)).toEqual(enquiry)
    expect(await store.enquiries.findByNumber(enquiry.number)).toEqual(enquiry)
    const [first, second] = await store.enquiries.entries(enquiry.id)
    expect(first).toEqual(asked)
    expect(second).toMatchObject({ id: note.id, kind: 'note' })
    expect(await store.enquiries.ofConversations([id])).toEqual([enquiry])
  })

  test('writes one of two answers given at once, and nothing of the other', async () => {
    const enquiry = await ask(store)
    const answers = ['one', 'two', 'three', 'four'].map((text) =>
      changeOf([next(enquiry, { status: 'answered' })], {
        entries: [entryOf(enquiry, { kind: 'answered', by: 'officer', text })],
        tell: [activityOf(enquiry.conversationId, `answer ${text}`)],
      }),
    )
    const written = await Promise.all(answers.map((change) => store.enquiries.write(change)))
    expect(written.filter(Boolean)).toHaveLength(1)
    const won = ['one', 'two', 'three', 'four'][written.indexOf(true)]
    const thread = await store.enquiries.entries(enquiry.id)
    expect(thread.map(({ text }) => text)).toEqual([enquiry.question, won])
    const told = (await store.pending(10_000)).filter((one) => one.conversationId === enquiry.conversationId)
    expect(told.map(({ dedupeKey }) => dedupeKey)).toEqual([`answer ${won}`])
  })

  test('writes two that are merged crosswise by two officers at once without waiting for ever', async () => {
    const [a, b] = [await ask(store), await ask(store)]
    const merge = (one: typeof a, two: typeof a) =>
      changeOf([next(one, { mergedInto: two.id }), next(two)], {
        entries: [entryOf(one, { kind: 'merged' })],
      })
    const written = await Promise.all([
      store.enquiries.write(merge(a, b)),
      store.enquiries.write(merge(b, a)),
    ])
    expect(written.toSorted()).toEqual([false, true])
    const [head, part] = written[0] ? [b, a] : [a, b]
    expect((await store.enquiries.mergedInto(head.id)).map(({ id }) => id)).toEqual([part.id])
    expect(await store.enquiries.mergedInto(part.id)).toEqual([])
  })

  test('refuses a turn whose enquiry was acted on meanwhile, whole, and takes it when decided again', async () => {
    const id = await begin(store)
    const enquiry = await ask(store, { conversationId: id })
    await store.enquiries.write(changeOf([next(enquiry, { status: 'answered' })]))
    const more = { entries: [entryOf(enquiry, { kind: 'followed-up', text: 'more' })] }
    const stale = turnOf(id, 0, 'more', { push: true, beyond: changeOf([next(enquiry)], more) })
    expect(await store.commit(stale)).toEqual({ type: 'conflict' })
    expect(await store.load(id)).toMatchObject({ version: 0, seq: 0 })
    const again = changeOf([next(next(enquiry))], more)
    expect(await store.commit(turnOf(id, 0, 'more', { beyond: again }))).toEqual({ type: 'committed' })
    expect(await store.enquiries.find(enquiry.id)).toMatchObject({ version: 2, status: 'open' })
  })

  test('tells what is told once, however often it is written', async () => {
    const enquiry = await ask(store)
    const tell = () => [activityOf(enquiry.conversationId, 'news 1')]
    expect(await store.enquiries.write(changeOf([next(enquiry)], { tell: tell() }))).toBe(true)
    expect(await store.enquiries.write(changeOf([next(next(enquiry))], { tell: tell() }))).toBe(true)
    await store.commit(turnOf(enquiry.conversationId, 0, 'news 1'))
    expect(await store.enquiries.write(changeOf([next(next(next(enquiry)))], { tell: tell() }))).toBe(true)
    expect(await store.transcript(enquiry.conversationId, 0)).toHaveLength(3)
    const waiting = await store.pending(10_000)
    expect(waiting.filter((one) => one.conversationId === enquiry.conversationId)).toEqual([])
  })

  test('announces the enquiry and whom it is told to, only when it was written', async () => {
    const enquiry = await ask(store)
    const desk = await begin(store)
    const heard: string[] = []
    const stop = store.changes.listen((id) => heard.push(id))
    await store.enquiries.write(changeOf([next(next(enquiry))], { tell: [activityOf(desk, 'x')] }))
    expect(heard).toEqual([])
    await store.enquiries.write(changeOf([next(enquiry)], { tell: [activityOf(desk, 'x')] }))
    expect(new Set(heard)).toEqual(new Set([changeOfEnquiry(enquiry.id), desk]))
    stop()
  })

  test('keeps files of the conversation and of its draft in the thread, and none of a stranger', async () => {
    const [id, stranger] = [await begin(store), await begin(store)]
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(v7()) }))
    const other = await begin(store, { draftId: (await store.load(id))?.draft?.id ?? '' })
    const fileOf = async (conversationId: string) => {
      const file = { id: v7(), name: `${AWKWARD}.pdf`, bytes: 3, mediaType: 'application/pdf' }
      await store.files.save({ ...file, conversationId, content: new Uint8Array([1, 2, 3]), at: AT })
      return file
    }
    const [own, shared, strange] = [await fileOf(id), await fileOf(other), await fileOf(stranger)]
    const enquiry = enquiryOf(id)
    const from = { conversation: id }
    const keep = [own, shared, strange].map((file) => ({ enquiryId: enquiry.id, from, file }))
    expect(await store.enquiries.write(changeOf([enquiry], { keep }))).toBe(true)
    expect(await store.enquiries.write(changeOf([enquiryOf(id)], { keep: [] }))).toBe(true)
    expect(await store.enquiries.file(enquiry.id, own.id)).toMatchObject({ ref: { id: own.id, bytes: 3 } })
    expect((await store.enquiries.file(enquiry.id, shared.id))?.content).toHaveLength(3)
    expect(await store.enquiries.file(enquiry.id, strange.id)).toBeNull()
    expect(await store.enquiries.file((await ask(store)).id, own.id)).toBeNull()
  })

  test('shares a file with another thread with the act, and not at all when the act is too late', async () => {
    const [one, other, third] = [await ask(store), await ask(store), await ask(store)]
    const file = { id: v7(), name: 'a.pdf', bytes: 3, mediaType: 'application/pdf' }
    await store.enquiries.saveFile(one.id, file, new Uint8Array([1, 2, 3]), AT)
    const sharing = (to: Enquiry, from: Enquiry) =>
      changeOf([to], { keep: [{ enquiryId: to.id, from: { enquiry: from.id }, file }] })
    expect(await store.enquiries.write(sharing(next(next(other)), one))).toBe(false)
    expect(await store.enquiries.file(other.id, file.id)).toBeNull()
    expect(await store.enquiries.write(sharing(next(other), one))).toBe(true)
    expect(await store.enquiries.file(other.id, file.id)).toMatchObject({ ref: file })
    // its own thread has it already
    expect(await store.enquiries.write(sharing(next(one), one))).toBe(true)
    expect(await store.enquiries.write(sharing(next(third), await ask(store)))).toBe(true)
    expect(await store.enquiries.file(third.id, file.id)).toBeNull()
  })

  test('numbers enquiries of a programme apart, none twice', async () => {
    const programme = v7()
    const numbers = await Promise.all(Array.from({ length: 20 }, () => store.enquiries.nextNumber(programme)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    expect(await store.submissions.nextNumber(programme)).toBe(1)
  })

  test('shows the clock what is due, earliest first, and nothing that is not', async () => {
    const times = [3, 1, 2, 9]
    const programmeId = v7()
    for (const hours of times) await ask(store, { programmeId, nextAt: later(-1_000 + hours) })
    await ask(store, { programmeId, nextAt: null })
    const due = await store.enquiries.due(later(-995), 1_000, [programmeId])
    expect(due.map(({ nextAt }) => nextAt)).toEqual([later(-999), later(-998), later(-997)])
    expect(await store.enquiries.due(later(-995), 1, [programmeId])).toHaveLength(1)
    // programmes that are not here stand in nobody's way
    expect(await store.enquiries.due(later(-995), 1, [])).toEqual([])
  })

  test('finds of those unattended just what the clock would look after', async () => {
    const programme = { ...desk, id: v7() }
    const names = ['there', 'away', 'covered', 'viewer']
    const grants = (name: string) => [
      {
        role: name === 'viewer' ? ('viewer' as const) : ('contact' as const),
        programmeId: programme.id,
        contact: null,
      },
    ]
    const ids = new Map<string, string>()
    for (const name of names) ids.set(name, await enrol(store, name))
    const deputyId = ids.get('there') ?? ''
    const leave = { from: later(-1), until: later(1) }
    const staff = names.map((name) => ({
      ...{
        id: ids.get(name) ?? '',
        name,
        email: '',
        locale: 'zh-CN',
        active: true,
        grants: grants(name),
        open: 0,
      },
      leave:
        name === 'away' ? { ...leave, deputyId: null } : name === 'covered' ? { ...leave, deputyId } : null,
    }))
    for (const holder of [null, ...names])
      for (const deputy of [null, ...names])
        for (const steps of [0, 3])
          await ask(store, {
            programmeId: programme.id,
            holderId: holder && (ids.get(holder) ?? ''),
            deputyId: deputy && (ids.get(deputy) ?? ''),
            steps,
            status: 'open',
          })
    await ask(store, { programmeId: programme.id, holderId: ids.get('away') ?? '', status: 'closed' })
    const lead = { officerId: deputyId, programmes: [{ id: programme.id, lines: null }] }
    const all = await store.enquiries.list(lead, {}, { limit: 1_000 })
    const context = { programme, now: AT, id: () => v7(), staff, thread: [], head: null }
    const wanted = all.filter((one) => !isRefusal(decideClock(one, { type: 'look' }, context)))
    const found = await store.enquiries.unattended(attendanceOf(programme, staff, AT), 1_000)
    expect(wanted.length).toBeGreaterThan(20)
    expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id).toSorted())
    expect(await store.enquiries.unattended(attendanceOf(programme, staff, AT), 3)).toHaveLength(3)
  })

  test('publishes clarifications with numbers that have no gap and no repeat', async () => {
    const programmeId = v7()
    const made = Array.from({ length: 8 }, () => clarificationOf(programmeId))
    for (const one of made) await store.clarifications.create(one)
    const lost = await ask(store)
    // one act in it is refused: its number must not be lost
    const refused = await store.clarifications.save(
      { ...(made[0] as ClarificationRecord), status: 'published' },
      () => changeOf([next(next(lost))]),
    )
    expect(refused).toBeNull()
    const saved = await Promise.all(
      made.flatMap((one) => [
        store.clarifications.save({ ...one, status: 'published' }),
        store.clarifications.save({ ...one, status: 'published' }),
      ]),
    )
    const numbers = saved.flatMap((one) => one?.number ?? [])
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const published = await store.clarifications.published(programmeId)
    expect(published.map(({ number, version }) => [number, version])).toEqual(
      numbers.toSorted().map((n) => [n, 1]),
    )
    const [first] = published as [ClarificationRecord]
    const withdrawn = await store.clarifications.save({ ...first, status: 'withdrawn', reason: 'wrong' })
    expect(withdrawn).toMatchObject({ number: 1, version: 2, status: 'withdrawn' })
    expect(await store.clarifications.published(programmeId)).toHaveLength(7)
    expect(await store.clarifications.all(programmeId)).toHaveLength(8)
  })

  test('lets a ticket in once, for what it is for, in time, and only an active officer', async () => {
    const officerId = await enrol(store)
    const issue = async (purpose: 'sign-in' | 'channel') => {
      const tokenHash = v7()
      await store.officers.issue({ tokenHash, officerId, purpose, expiresAt: later(1) })
      return tokenHash
    }
    const one = await issue('sign-in')
    expect(await store.officers.redeem(one, 'channel', AT)).toBeNull()
    expect(await store.officers.redeem(one, 'sign-in', later(1))).toBeNull()
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => store.officers.redeem(one, 'sign-in', AT)),
    )
    expect(tries.filter((officer) => officer?.id === officerId)).toHaveLength(1)
    const two = await issue('channel')
    await store.officers.change(officerId, { active: false }, OPERATOR)
    expect(await store.officers.redeem(two, 'channel', AT)).toBeNull()
  })

  test('ends a session by expiry, by signing out, and with the officer’s rights', async () => {
    const officerId = await enrol(store)
    const open = async () => {
      const tokenHash = v7()
      await store.officers.openSession({ tokenHash, officerId, at: AT, expiresAt: later(2) })
      return tokenHash
    }
    const [a, b] = [await open(), await open()]
    const session = (tokenHash: string, now: Date, mark = true) =>
      store.officers.session(tokenHash, now, 30 * 60_000, mark)
    expect(await session(a, later(0.4))).toMatchObject({ id: officerId })
    // looked at without being used: that does not keep it open
    expect(await session(a, later(0.8), false)).toMatchObject({ id: officerId })
    expect(await session(a, later(1))).toBeNull()
    for (const hours of [0.4, 0.8, 1.2, 1.6]) expect(await session(b, later(hours))).not.toBeNull()
    expect(await session(b, later(2))).toBeNull()
    await store.officers.endSession(a)
    expect(await session(a, AT)).toBeNull()
    await store.officers.change(officerId, { active: false }, OPERATOR)
    expect(await session(b, AT)).toBeNull()
    await store.officers.change(officerId, { active: true }, OPERATOR)
    expect(await session(b, AT)).toMatchObject({ id: officerId })
    await store.officers.endSessions(officerId, OPERATOR)
    expect(await session(b, AT)).toBeNull()
  })

  test('finds the active officers of a role, a programme and a line, by name', async () => {
    const programmeId = v7()
    const [zoe, ann, lead, gone] = [
      await enrol(store, 'Zoe'),
      await enrol(store, 'Ann'),
      await enrol(store, 'Lee'),
      await enrol(store, 'Gus'),
    ]
    await store.officers.setGrants(zoe, [{ role: 'contact', programmeId, contact: 'north' }], OPERATOR)
    await store.officers.setGrants(
      ann,
      [
        { role: 'contact', programmeId, contact: null },
        { role: 'viewer', programmeId: v7(), contact: null },
      ],
      OPERATOR,
    )
    await store.officers.setGrants(lead, [{ role: 'lead', programmeId, contact: null }], OPERATOR)
    await store.officers.setGrants(gone, [{ role: 'contact', programmeId, contact: 'north' }], OPERATOR)
    await store.officers.change(gone, { active: false }, OPERATOR)
    const ids = async (contact?: string) =>
      (await store.officers.withRole('contact', programmeId, contact)).map(({ id }) => id)
    expect(await ids('north')).toEqual([ann, zoe])
    expect(await ids('south')).toEqual([ann])
    expect(await ids()).toEqual([ann, zoe])
    expect((await store.officers.withRole('lead', programmeId)).map(({ id }) => id)).toEqual([lead])
    expect(await store.officers.withRole('lead', v7())).toEqual([])
  })

  test('a desk is nobody’s application, within a turn or alone, until it is let go', async () => {
    const officerId = await enrol(store)
    const id = await begin(store)
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(v7()) }))
    const ticket = v7()
    await store.officers.issue({ tokenHash: ticket, officerId, purpose: 'channel', expiresAt: later(1) })
    const bind = { beyond: { type: 'bind' as const, officerId, ticket } }
    expect(await store.commit(turnOf(id, 1, 'code', bind))).toEqual({ type: 'committed' })
    expect(await store.commit(turnOf(await begin(store), 0, 'code', bind))).toEqual({ type: 'conflict' })
    expect(await store.load(id)).toMatchObject({ officerId, draft: null })
    const channels = [{ conversationId: id, channel: 'web', address: id }]
    expect(await store.officers.find(officerId)).toMatchObject({ channels })
    await store.officers.unbind(id)
    expect(await store.load(id)).toMatchObject({ officerId: null })
    await store.officers.bind(id, officerId)
    const version = (await store.load(id))?.version ?? 0
    await store.commit(turnOf(id, version, 'leave', { beyond: { type: 'unbind' } }))
    expect(await store.officers.find(officerId)).toMatchObject({ channels: [] })
  })

  test('keeps leave, deputy and canned answers', async () => {
    const [away, deputyId] = [await enrol(store), await enrol(store)]
    const leave = { from: AT, until: later(48), deputyId }
    await store.officers.setLeave(away, leave, OPERATOR)
    expect(await store.officers.find(away)).toMatchObject({ leave })
    await store.officers.setLeave(away, null, OPERATOR)
    expect(await store.officers.find(away)).toMatchObject({ leave: null })
    const programmeId = v7()
    const canned = {
      id: v7(),
      programmeId,
      title: 't',
      locale: 'en',
      text: 'a',
      changedBy: away,
      changedAt: AT,
    }
    await store.canned.save(canned)
    await store.canned.save({ ...canned, text: 'b' })
    expect(await store.canned.all(programmeId)).toEqual([{ ...canned, text: 'b' }])
    await store.canned.remove(canned.id, OPERATOR)
    expect(await store.canned.all(programmeId)).toEqual([])
  })

  function clarificationOf(programmeId: string): ClarificationRecord {
    return {
      id: v7(),
      programmeId,
      number: null,
      status: 'proposed',
      words: { en: { question: 'q', answer: 'a' } },
      clauses: ['3'],
      asked: ['how'],
      proposedBy: v7(),
      proposedAt: AT,
      decidedBy: null,
      decidedAt: null,
      reason: null,
      withdrawnBy: null,
      withdrawnAt: null,
      enquiries: [v7()],
      version: 0,
    }
  }
}
