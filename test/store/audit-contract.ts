/** What every home of the store promises of the log: each act once and in one chain, and nothing done to it unseen. */
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AuditEntry, OPERATOR, officerActor } from '../../src/audit/entry.ts'
import type { ClarificationRecord, EraseChange } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import { verifyLog } from '../../src/service/verify-log.ts'
import { ask, changeOf, enquiryOf, enrol, entryOf, later, next } from '../rigs/kept-enquiries.ts'
import { AT, activityOf, begin, newDraft, turnOf } from '../rigs/turns.ts'

const WORD = '不可外传的话'
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const flipped = (column: string) =>
  `CASE WHEN left(${column}, 1) = '0' THEN '1' ELSE '0' END || substr(${column}, 2)`

/** column → an expression that changes the least of it */
const CHANGES: Record<string, string> = {
  at: "at + interval '1 millisecond'",
  programme_id: "coalesce(programme_id, '') || 'x'",
  actor: "actor || 'x'",
  actor_id: "CASE WHEN actor_id IS NULL THEN '018f0000-0000-7000-8000-000000000001'::uuid END",
  act: "act || 'x'",
  subject: "subject || 'x'",
  subject_id: "subject_id || 'x'",
  details: `details || '{"x": 1}'`,
  previous: flipped('previous'),
  hash: flipped('hash'),
}

/** Declares the promises for the store that `open` opens. */
export function auditContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  const sql = async (text: string) => (await store.queue.executeSql(text)).rows
  const report = (order = {}) => verifyLog(store.audit, { hash, ...order })
  const headNow = async () => (await store.audit.head())?.position ?? 0

  async function entriesFrom(position: number): Promise<AuditEntry[]> {
    const entries: AuditEntry[] = []
    for await (const batch of store.audit.batches(position)) entries.push(...batch)
    return entries
  }

  /** The entries that some work leaves. */
  async function left(work: () => Promise<unknown>): Promise<AuditEntry[]> {
    const before = await headNow()
    await work()
    return entriesFrom(before + 1)
  }

  const actsOf = async (work: () => Promise<unknown>) => (await left(work)).map(({ act }) => act)

  test('keeps who did what to which enquiry, with the act, and none of its words', async () => {
    const id = await begin(store)
    const holderId = await enrol(store)
    const enquiry = enquiryOf(id, { holderId, question: WORD })
    const file = { id: v7(), name: WORD, bytes: 1, mediaType: 'text/plain' }
    const asked = entryOf(enquiry, { data: { files: [file], dueAt: later(8).toISOString(), version: 0 } })
    const beyond = changeOf([enquiry], { entries: [asked] })
    const [first, ...more] = await left(() => store.commit(turnOf(id, 0, 'ask', { beyond, said: WORD })))
    expect(more).toEqual([])
    expect(first).toMatchObject({
      at: asked.at.toISOString(),
      programmeId: 'specimen',
      actor: { kind: 'asker', id: null },
      act: 'asked',
      subject: { kind: 'enquiry', id: enquiry.id },
      details: { entry: asked.id, number: enquiry.number, files: [file.id], version: 0, channel: 'web' },
    })
    const line = { kind: 'answered', by: 'officer', officerId: holderId, text: WORD } as const
    const change = changeOf([next(enquiry, { status: 'answered' })], { entries: [entryOf(enquiry, line)] })
    const [second] = await left(() => store.enquiries.write(change))
    expect(second).toMatchObject({ act: 'answered', actor: officerActor(holderId), programmeId: 'specimen' })
    expect(second?.previous).toBe(first?.hash)
    expect(JSON.stringify(await entriesFrom(1))).not.toContain(WORD)
  })

  test('writes nothing for a plain turn of an applicant', async () => {
    const id = await begin(store)
    expect(await left(() => store.commit(turnOf(id, 0, 'a', { draft: newDraft(v7()) })))).toEqual([])
  })

  test('an act that is refused, or comes twice, leaves no entry', async () => {
    const id = await begin(store)
    const enquiry = enquiryOf(id)
    const beyond = changeOf([enquiry], { entries: [entryOf(enquiry)] })
    expect(await actsOf(() => store.commit(turnOf(id, 0, 'ask', { beyond })))).toEqual(['asked'])
    expect(await actsOf(() => store.commit(turnOf(id, 1, 'ask', { beyond })).catch(() => null))).toEqual([])
    const stale = changeOf([next(next(enquiry))], {
      entries: [entryOf(enquiry, { kind: 'note', text: 'x' })],
    })
    expect(await actsOf(() => store.enquiries.write(stale))).toEqual([])
    const answers = ['one', 'two', 'three', 'four'].map((text) =>
      changeOf([next(enquiry)], { entries: [entryOf(enquiry, { kind: 'answered', text })] }),
    )
    const all = () => Promise.all(answers.map((change) => store.enquiries.write(change)))
    expect(await actsOf(all)).toEqual(['answered'])
    expect(await report()).toMatchObject({ fault: null })
  })

  test('a transaction that fails at its end leaves no entry, and the next one takes its place', async () => {
    const enquiry = await ask(store)
    const before = await store.audit.head()
    const nowhere = { ...activityOf(v7(), 'to nobody') }
    const failing = changeOf([next(enquiry)], { entries: [entryOf(enquiry)], tell: [nowhere] })
    await expect(store.enquiries.write(failing)).rejects.toThrow()
    expect(await store.audit.head()).toEqual(before)
    const [entry] = await left(() =>
      store.enquiries.write(changeOf([next(enquiry)], { entries: [entryOf(enquiry)] })),
    )
    expect(entry).toMatchObject({ position: (before?.position ?? 0) + 1, previous: before?.hash })
  })

  test('keeps what is done to accounts, by whom, once, and not when nothing changes', async () => {
    const { officers } = store
    const [id, admin] = [v7(), await enrol(store)]
    const by = officerActor(admin)
    const account = { id, name: WORD, email: `${id}@desk.test`, locale: 'zh-CN', at: AT }
    const grant = { role: 'contact', programmeId: 'specimen', contact: 'north' } as const
    const leave = { from: later(24), until: later(48), deputyId: admin }
    const entries = await left(async () => {
      await officers.create(account, OPERATOR)
      for (const _ of [1, 2]) await officers.change(id, { name: 'Zoe', active: false }, by)
      await officers.change(id, { active: true }, by)
      for (const _ of [1, 2]) await officers.setGrants(id, [grant], by)
      for (const _ of [1, 2]) await officers.setLeave(id, leave, by)
      await officers.setLeave(id, null, officerActor(id))
    })
    expect(entries.map(({ act, actor }) => `${act} ${actor.id ?? actor.kind}`)).toEqual([
      'added operator',
      `changed ${admin}`,
      `changed ${admin}`,
      `rights-set ${admin}`,
      `leave-set ${admin}`,
      `leave-set ${id}`,
    ])
    expect(entries[1]?.details).toEqual({ fields: ['active', 'name'], active: false })
    expect(entries[3]?.details).toEqual({ from: [], to: [{ ...grant, body: null, area: null }] })
    expect(new Set(entries.map(({ subject }) => subject.id))).toEqual(new Set([id]))
    expect(JSON.stringify(entries)).not.toContain(WORD)
  })

  test('keeps signing in and out, links and codes, and desks that are bound and let go', async () => {
    const { officers } = store
    const [officerId, desk, talk] = [await enrol(store), await begin(store), await begin(store)]
    const [a, b, code] = [v7(), v7(), v7()]
    const session = (tokenHash: string) => ({ tokenHash, officerId, at: AT, expiresAt: later(2) })
    const entries = await left(async () => {
      const issued = { tokenHash: v7(), officerId, expiresAt: later(1) }
      await officers.issue({ ...issued, purpose: 'sign-in', by: OPERATOR })
      await officers.issue({ ...issued, tokenHash: code, purpose: 'channel' })
      for (const token of [a, b]) await officers.openSession(session(token))
      for (const _ of [1, 2]) await officers.endSession(a)
      for (const _ of [1, 2]) await officers.endSessions(officerId, OPERATOR)
      const bind = { type: 'bind', officerId, ticket: code } as const
      for (const key of ['bind', 'bind']) await store.commit(turnOf(talk, 0, key, { beyond: bind }))
      await store.commit(turnOf(talk, 2, 'unbind', { beyond: { type: 'unbind' } }))
      await officers.bind(desk, officerId)
      for (const _ of [1, 2]) await officers.unbind(desk)
    })
    const acts = ['link-issued', 'code-issued', 'signed-in', 'signed-in', 'signed-out', 'sessions-ended']
    const desks = ['bound', 'unbound', 'bound', 'unbound']
    expect(entries.map(({ act }) => act)).toEqual([...acts, ...desks])
    expect(entries[0]?.actor).toEqual(OPERATOR)
    expect(entries.slice(-4).map(({ subject }) => subject.id)).toEqual([talk, talk, desk, desk])
    expect(JSON.stringify(entries)).not.toContain(a)
  })

  test('keeps clarifications and canned answers, each step once', async () => {
    const [proposedBy, decidedBy] = [await enrol(store), await enrol(store)]
    const enquiry = await ask(store, { question: WORD })
    const record: ClarificationRecord = {
      id: v7(),
      programmeId: v7(),
      number: null,
      status: 'proposed',
      words: { en: { question: WORD, answer: WORD } },
      clauses: [],
      asked: [WORD],
      proposedBy,
      proposedAt: AT,
      decidedBy: null,
      decidedAt: null,
      reason: null,
      withdrawnBy: null,
      withdrawnAt: null,
      enquiries: [enquiry.id],
      version: 0,
    }
    const canned = { id: v7(), programmeId: 'specimen', title: WORD, locale: 'en', text: WORD }
    const entries = await left(async () => {
      for (const _ of [1, 2]) await store.clarifications.create(record)
      const edited = await store.clarifications.save(record)
      const published = { ...record, version: edited?.version ?? 0, status: 'published', decidedBy } as const
      const told = changeOf([next(enquiry)], {
        entries: [entryOf(enquiry, { kind: 'clarified', text: WORD })],
      })
      for (const _ of [1, 2]) await store.clarifications.save(published, () => told)
      for (const _ of [1, 2]) await store.canned.save({ ...canned, changedBy: proposedBy, changedAt: AT })
      for (const _ of [1, 2]) await store.canned.remove(canned.id, officerActor(decidedBy))
    })
    expect(entries.map(({ act, actor }) => `${act} ${actor.id ?? actor.kind}`)).toEqual([
      `proposed ${proposedBy}`,
      `edited ${proposedBy}`,
      `published ${decidedBy}`,
      'clarified asker',
      `saved ${proposedBy}`,
      `removed ${decidedBy}`,
    ])
    expect(entries[2]?.details).toMatchObject({ number: 1, version: 2 })
    expect(JSON.stringify(entries)).not.toContain(WORD)
  })

  test('an erasure is an act, leaves the chain whole, and takes away what the words could be tried by', async () => {
    const id = await begin(store)
    const enquiry = await ask(store, { conversationId: id, question: WORD })
    const salts = async () =>
      sql(`SELECT salt FROM enquiry_entry WHERE enquiry_id = '${enquiry.id}' AND salt <> ''`)
    expect(await salts()).toHaveLength(1)
    const erased = next(enquiry, { status: 'erased' })
    const enquiries = changeOf([erased], { entries: [entryOf(erased, { kind: 'erased', text: '' })] })
    const beyond: EraseChange = { type: 'erase', conversations: [id], drafts: [], enquiries }
    const entries = await left(() => store.commit(turnOf(id, 0, 'erase', { beyond })))
    expect(entries.map(({ act, subject }) => `${act} ${subject.kind}`)).toEqual([
      'erased conversation',
      'erased enquiry',
    ])
    expect(entries[0]?.details).toEqual({ conversations: 1, drafts: 0, enquiries: 1 })
    expect(await salts()).toEqual([])
    expect(await report()).toMatchObject({ fault: null })
  })

  test('many acts at once make one chain without gaps', async () => {
    const enquiries = await Promise.all(Array.from({ length: 40 }, () => ask(store)))
    const before = await headNow()
    await Promise.all(
      enquiries.map((one) => store.enquiries.write(changeOf([next(one)], { entries: [entryOf(one)] }))),
    )
    const after = await report()
    expect(after).toMatchObject({ fault: null, count: before + 40, end: { position: before + 40 } })
  })

  test('the database refuses to change or remove an entry', async () => {
    await ask(store)
    for (const text of [
      "UPDATE audit SET act = 'x'",
      'DELETE FROM audit',
      'TRUNCATE audit',
      'DELETE FROM audit_head',
    ])
      await expect(sql(text), text).rejects.toThrow('never changed or removed')
    expect(await report()).toMatchObject({ fault: null })
  })

  describe('whoever may do everything to the database', () => {
    beforeAll(async () => {
      for (let more = 0; more < 6; more++) await ask(store)
      for (const table of ['audit', 'audit_head']) {
        await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
        await sql(`CREATE TABLE ${table}_kept AS SELECT * FROM ${table}`)
      }
    })
    afterEach(async () => {
      for (const table of ['audit', 'audit_head']) {
        await sql(`DELETE FROM ${table}`)
        await sql(`INSERT INTO ${table} SELECT * FROM ${table}_kept`)
      }
      expect(await report()).toMatchObject({ fault: null })
    })

    const faultAfter = async (...texts: string[]) => {
      for (const text of texts) await sql(text)
      return (await report()).fault
    }
    /** first, one in the middle, and last */
    const places = async () => {
      const last = await headNow()
      return [1, last >> 1, last]
    }

    test.each(Object.keys(CHANGES))('is found to have changed %s, wherever', async (column) => {
      for (const position of await places()) {
        const text = `UPDATE audit SET ${column} = ${CHANGES[column]} WHERE position = ${position}`
        expect(await faultAfter(text)).toEqual({ position, kind: 'changed' })
        await sql('DELETE FROM audit')
        await sql('INSERT INTO audit SELECT * FROM audit_kept')
      }
    })

    test('is found to have removed an entry, wherever', async () => {
      for (const position of await places()) {
        const fault = await faultAfter(`DELETE FROM audit WHERE position = ${position}`)
        expect(fault).toEqual({ position, kind: 'removed' })
        await sql(`INSERT INTO audit SELECT * FROM audit_kept WHERE position = ${position}`)
      }
    })

    test('is found to have exchanged two entries', async () => {
      const move = (from: number, to: number) => `UPDATE audit SET position = ${to} WHERE position = ${from}`
      expect(await faultAfter(move(2, -1), move(5, 2), move(-1, 5))).toEqual({
        position: 2,
        kind: 'reordered',
      })
    })

    test('is found to have put an entry in between', async () => {
      const shift = 'UPDATE audit SET position = position + 1000000 WHERE position > 3'
      const back = 'UPDATE audit SET position = position - 999999 WHERE position > 3'
      const copy = `INSERT INTO audit SELECT 4, at, programme_id, actor, actor_id, 'closed', subject, subject_id,
        details, previous, hash FROM audit WHERE position = 3`
      expect(await faultAfter(shift, back, copy)).toEqual({ position: 4, kind: 'changed' })
    })

    test('is found to have added an entry that the head does not know', async () => {
      const last = await headNow()
      const copy = `INSERT INTO audit SELECT position + 1, at, programme_id, actor, actor_id, act, subject,
        subject_id, details, hash, hash FROM audit WHERE position = ${last}`
      expect(await faultAfter(copy)).toEqual({ position: last + 1, kind: 'changed' })
    })

    test('is found to have cut off the end with its head only by a head that was kept', async () => {
      const kept = (await store.audit.head())?.hash ?? ''
      expect(await report({ kept })).toMatchObject({ fault: null, hasKept: true })
      const last = await headNow()
      const cut = `DELETE FROM audit WHERE position > ${last - 2}`
      const head = `UPDATE audit_head SET (position, hash) = (SELECT position, hash FROM audit WHERE position = ${last - 2})`
      expect(await faultAfter(cut, head)).toBeNull()
      expect(await report({ kept })).toMatchObject({ fault: null, hasKept: false })
    })

    test('is found to have removed the head', async () => {
      const position = await headNow()
      expect(await faultAfter('DELETE FROM audit_head')).toEqual({ position, kind: 'changed' })
    })
  })

  test('reads from a position on, against the head of the day before', async () => {
    const kept = await store.audit.head()
    for (let more = 0; more < 3; more++) await ask(store)
    const from = (kept?.position ?? 0) + 1
    const seen: number[] = []
    const order = {
      from,
      kept: kept?.hash,
      seen: async (all: readonly AuditEntry[]) => void seen.push(...all.map(({ position }) => position)),
    }
    expect(await report(order)).toMatchObject({ count: 3, fault: null, hasKept: true })
    expect(seen).toEqual([from, from + 1, from + 2])
    expect(await report({ from: from + 99 })).toMatchObject({ count: 0, fault: null })
    expect(await report({ from: from + 1, kept: kept?.hash })).toMatchObject({ hasKept: false })
  })
}
