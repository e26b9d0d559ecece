/** What every home of the store promises; run on PGlite and on PostgreSQL. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { AT, AWKWARD, activityOf, begin, edit, newDraft, submissionOf, turnOf } from '../rigs/turns.ts'

const NONE = { id: '', attempts: 0 }

/** Declares the promises for the store that `open` opens. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  test('writes a turn once under fifty concurrent commits with the same key', async () => {
    const id = await begin(store)
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.commit(turnOf(id, 0, 'same'))))
    expect(outcomes.filter((one) => one.type === 'committed')).toHaveLength(1)
    const stored = await store.repliesOf(id, 'same')
    for (const one of outcomes) {
      if (one.type !== 'committed') expect(one).toEqual({ type: 'duplicate', replies: stored })
    }
    expect(await store.transcript(id, 0)).toHaveLength(3)
    expect(await store.load(id)).toMatchObject({ version: 1, seq: 3 })
  })

  test('lets one of many different turns on the same version through, and nothing of the others', async () => {
    const id = await begin(store)
    const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`)
    const draft = () => newDraft(v7())
    const outcomes = await Promise.all(
      keys.map((key) => store.commit(turnOf(id, 0, key, { push: true, draft: draft() }))),
    )
    expect(outcomes.filter((one) => one.type === 'committed')).toHaveLength(1)
    expect(outcomes.filter((one) => one.type === 'conflict')).toHaveLength(19)
    expect(await store.transcript(id, 0)).toHaveLength(3)
    const taken = await Promise.all(keys.map((key) => store.repliesOf(id, key)))
    expect(taken.filter((one) => one !== null)).toHaveLength(1)
  })

  test('takes every turn when each is tried again after a conflict', async () => {
    const id = await begin(store)
    await Promise.all(Array.from({ length: 12 }, (_, n) => untilTaken(store, id, `turn ${n}`)))
    const lines = await store.transcript(id, 0)
    expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: 36 }, (_, n) => n + 1))
    for (let turn = 0; turn < 36; turn += 3) {
      const key = lines[turn]?.text
      expect(lines.slice(turn, turn + 3).map((line) => line.text)).toEqual([
        key,
        `one to ${key}`,
        `two to ${key}`,
      ])
    }
  })

  test('keeps two conversations on one draft from overwriting each other', async () => {
    const web = await begin(store)
    const draftId = v7()
    await store.commit(turnOf(web, 0, 'begin', { draft: newDraft(draftId) }))
    const chat = await begin(store, { draftId })
    const outcomes = await Promise.all([
      store.commit(turnOf(web, 1, 'from web', { draft: edit(draftId, 1, 'B') })),
      store.commit(turnOf(chat, 0, 'from chat', { draft: edit(draftId, 1, 'C') })),
    ])
    expect(outcomes.map((one) => one.type).sort()).toEqual(['committed', 'conflict'])
    const won = outcomes[0]?.type === 'committed' ? 'B' : 'C'
    const [seenWeb, seenChat] = [await store.load(web), await store.load(chat)]
    expect(seenWeb?.draft).toEqual({
      id: draftId,
      code: expect.any(String),
      revision: 2,
      entries: { name: { value: won } },
    })
    expect(seenChat?.draft).toEqual(seenWeb?.draft)
    expect([seenWeb?.version, seenChat?.version]).toEqual(won === 'B' ? [2, 0] : [1, 1])
    expect(await store.drafts.events(draftId)).toHaveLength(2)
  })

  test('writes nothing of a turn whose draft moved on, and leaves its activity to be taken again', async () => {
    const id = await begin(store)
    const draftId = v7()
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(draftId) }))
    await store.receive(activityOf(id, 'late'))
    const stale = turnOf(id, 1, 'late', { draft: edit(draftId, 0, 'X'), push: true })
    expect(await store.commit(stale)).toEqual({ type: 'conflict' })
    expect(await store.load(id)).toMatchObject({ version: 1, seq: 3, draft: { revision: 1 } })
    expect((await store.pending(1000)).filter((one) => one.conversationId === id)).toHaveLength(1)
  })

  test('answers a duplicate although its version is current, and touches neither draft nor state', async () => {
    const id = await begin(store)
    const draftId = v7()
    const first = turnOf(id, 0, 'again', { draft: newDraft(draftId) })
    await store.commit(first)
    const second = turnOf(id, 1, 'again', { draft: edit(draftId, 1, 'twice'), push: true })
    expect(await store.commit(second)).toEqual({ type: 'duplicate', replies: first.replies })
    expect(await store.load(id)).toMatchObject({
      version: 1,
      draft: { revision: 1, entries: { name: { value: 'A' } } },
    })
  })

  test('fails a turn whole when one part cannot be written', async () => {
    const [id, other] = [await begin(store), await begin(store)]
    const code = v7()
    await store.commit(turnOf(other, 0, 'mine', { draft: newDraft(v7(), code) }))
    const clash = store.commit(turnOf(id, 0, 'clash', { draft: newDraft(v7(), code) }))
    await expect(clash).rejects.toMatchObject({ code: 'taken' })
    expect(await store.load(id)).toMatchObject({ version: 0, seq: 0, draft: null })
    expect(await store.repliesOf(id, 'clash')).toBeNull()
  })

  test('receives an activity once, whoever delivers it how often', async () => {
    const id = await begin(store)
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => store.receive(activityOf(id, 'update 7'))),
    )
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect(await store.repliesOf(id, 'update 7')).toBeNull()
    expect(await store.commit(turnOf(id, 0, 'update 7'))).toEqual({ type: 'committed' })
    expect(await store.receive(activityOf(id, 'update 7'))).toBe(false)
  })

  test('hands out waiting activities oldest first, one a conversation, in the order they came whatever the clocks said', async () => {
    const [early, late] = [await begin(store), await begin(store)]
    await store.receive(activityOf(late, 'l1', -500))
    await store.receive(activityOf(early, 'e2', -800))
    await store.receive(activityOf(early, 'e1', -900))
    const mine = async () =>
      (await store.pending(1000))
        .filter((one) => one.conversationId === early || one.conversationId === late)
        .map((one) => one.dedupeKey)
    expect(await mine()).toEqual(['e2', 'l1'])
    await store.commit(turnOf(early, 0, 'e2'))
    expect(await mine()).toEqual(['e1', 'l1'])
  })

  test('keeps the order of replies in the outbox, whoever claims them', async () => {
    const channel = `chat ${v7()}`
    const ids = await Promise.all(Array.from({ length: 10 }, () => begin(store, { channel })))
    for (const id of ids) {
      await store.commit(turnOf(id, 0, 'a', { push: true }))
      await store.commit(turnOf(id, 1, 'b', { push: true }))
    }
    const sent: { row: string; conversation: string; text: string }[] = []
    await Promise.all([deliverAll(store, channel, 40, sent), deliverAll(store, channel, 40, sent)])
    expect(new Set(sent.map((one) => one.row)).size).toBe(40)
    expect(sent).toHaveLength(40)
    for (const id of ids) {
      const texts = sent.filter((one) => one.conversation === id).map((one) => one.text)
      expect(texts).toEqual(['one to a', 'two to a', 'one to b', 'two to b'])
    }
  })

  test('holds back what follows a reply that is put off, and passes over one given up', async () => {
    const channel = `chat ${v7()}`
    const id = await begin(store, { channel })
    await store.commit(turnOf(id, 0, 'a', { push: true }))
    const [first] = await store.outbox.claim(channel, 10, 60_000)
    expect(first).toMatchObject({ conversationId: id, address: id, attempts: 1, reply: { text: 'one to a' } })
    expect(await store.outbox.claim(channel, 10, 60_000)).toEqual([])
    await store.outbox.retry(first?.id ?? '', new Date(Date.now() + 3_600_000), 'too many requests')
    expect(await store.outbox.claim(channel, 10, 60_000)).toEqual([])
    await store.outbox.retry(first?.id ?? '', AT, 'now')
    const [again] = await store.outbox.claim(channel, 10, 60_000)
    expect(again).toMatchObject({ id: first?.id, attempts: 2 })
    await store.outbox.unknown(first?.id ?? '', 'no answer')
    const [second] = await store.outbox.claim(channel, 10, 0)
    expect(second?.reply.text).toBe('two to a')
    const [leaseOver] = await store.outbox.claim(channel, 10, 60_000)
    expect(leaseOver).toMatchObject({ id: second?.id, attempts: 2 })
    // what was being sent when its lease ran out may have arrived: nobody claims it
    // nor does whoever claimed it first send it, once it was claimed again
    expect(await store.outbox.begin(second ?? NONE, 0)).toBe(false)
    expect(await store.outbox.begin(leaseOver ?? NONE, 0)).toBe(true)
    expect(await store.outbox.begin(leaseOver ?? NONE, 0)).toBe(false)
    expect(await store.outbox.claim(channel, 10, 60_000)).toEqual([])
    expect(await store.outbox.abandon(channel)).toBe(1)
    const left = (await store.outbox.stranded(1_000)).filter((one) => one.channel === channel)
    expect(left.map(({ status, reason }) => [status, reason])).toEqual([
      ['unknown', 'no answer'],
      ['unknown', 'interrupted'],
    ])
    expect(await store.outbox.resend(second?.id ?? '')).toBe(true)
    expect((await store.outbox.claim(channel, 10, 60_000)).map(({ id: row }) => row)).toEqual([second?.id])
    await store.outbox.dead(second?.id ?? '', 'blocked')
    expect(await store.outbox.claim(channel, 10, 60_000)).toEqual([])
  })

  test('leaves others to theirs when one conversation is claimed for, but for what nobody came for', async () => {
    const channel = `chat ${v7()}`
    const [mine, other] = [await begin(store, { channel }), await begin(store, { channel })]
    await store.commit(turnOf(mine, 0, 'a', { push: true }))
    await store.commit(turnOf(other, 0, 'b', { push: true }))
    const claim = (orBefore: Date) =>
      store.outbox.claim(channel, 10, 60_000, { conversationId: mine, orBefore })
    const long = 365 * 24 * 3_600_000
    const [first] = await claim(new Date(AT.getTime() - long))
    expect(first?.conversationId).toBe(mine)
    await store.outbox.sent([first?.id ?? ''])
    expect((await claim(new Date(AT.getTime() - long))).map((row) => row.conversationId)).toEqual([mine])
    expect((await claim(new Date(Date.now() + long))).map((row) => row.conversationId)).toEqual([other])
  })

  test('freezes a submission, shows it with the draft, and refuses one of an older revision', async () => {
    const id = await begin(store)
    const draftId = v7()
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(draftId, `code-${draftId}`) }))
    const old = submissionOf(draftId, 0, v7())
    expect(await store.commit(turnOf(id, 1, 'old', { submission: old }))).toEqual({ type: 'conflict' })
    const submission = submissionOf(draftId, 1, v7())
    expect(await store.commit(turnOf(id, 1, 'submit', { submission }))).toEqual({ type: 'committed' })
    await store.commit(turnOf(id, 2, 'after', { draft: edit(draftId, 1, 'changed') }))
    const counts = { number: submission.number, checkCode: submission.checkCode, at: AT.toISOString() }
    expect((await store.load(id))?.draft).toMatchObject({ revision: 2, submission: counts })
    expect((await store.drafts.findByCode(`code-${draftId}`))?.draft.submission).toEqual(counts)
    expect(await store.submissions.find(submission.number)).toEqual(submission)
    expect(await store.submissions.findByCheckCode(submission.checkCode)).toEqual(submission)
    expect(await store.submissions.find('none')).toBeNull()
    const { number, receivedAt } = submission
    expect(await store.submissions.history(draftId)).toEqual([{ number, receivedAt, recalledAt: null }])
  })

  test('takes a submission back, keeps it on record, and counts the one that replaces it', async () => {
    const id = await begin(store)
    const draftId = v7()
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(draftId) }))
    const first = submissionOf(draftId, 1, v7())
    await store.commit(turnOf(id, 1, 'submit', { submission: first }))
    await store.commit(turnOf(id, 2, 'recall', { recalled: first.number }))
    expect((await store.load(id))?.draft?.submission).toBeUndefined()
    expect(await store.submissions.find(first.number)).toEqual(first)
    const second = { ...submissionOf(draftId, 1, v7()), receivedAt: new Date(AT.getTime() + 1000) }
    await store.commit(turnOf(id, 3, 'again', { submission: second }))
    expect((await store.load(id))?.draft?.submission?.number).toBe(second.number)
    expect(await store.submissions.history(draftId)).toEqual([
      { number: first.number, receivedAt: first.receivedAt, recalledAt: AT },
      { number: second.number, receivedAt: second.receivedAt, recalledAt: null },
    ])
  })

  test('never gives a running number twice', async () => {
    const programme = v7()
    const numbers = await Promise.all(
      Array.from({ length: 40 }, () => store.submissions.nextNumber(programme)),
    )
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  })

  test('keeps the bytes of a file, for the conversations of its draft and no other', async () => {
    const draftId = v7()
    const [mine, other] = [await begin(store), await begin(store)]
    await store.commit(turnOf(mine, 0, 'begin', { draft: newDraft(draftId) }))
    const shared = await begin(store, { draftId })
    const content = new Uint8Array(randomBytes(300_000))
    const ref = { id: v7(), name: '证明 €.pdf', bytes: content.length, mediaType: 'application/pdf' }
    await store.files.save({ ...ref, conversationId: mine, content, at: AT })
    const read = await store.files.read(shared, ref.id)
    expect(read?.ref).toEqual(ref)
    expect(Buffer.compare(read?.content ?? new Uint8Array(), content)).toBe(0)
    expect(await store.files.find(mine, [v7(), ref.id, 'no id'])).toEqual([ref])
    expect(await store.files.read(other, ref.id)).toBeNull()
    expect(await store.files.find(other, [ref.id])).toEqual([])
  })

  test('survives characters that the database refuses', async () => {
    const id = await begin(store)
    const reply = { id: v7(), reply: { key: 'echo', text: AWKWARD } }
    const change = { said: AWKWARD, replies: [reply], unanswered: [{ text: AWKWARD, answers: [AWKWARD] }] }
    expect(await store.commit(turnOf(id, 0, AWKWARD, change))).toEqual({ type: 'committed' })
    const [said, echo] = await store.transcript(id, 0)
    expect(said?.text).toBe("𠮷\uFFFD野'家\uFFFD\\u0000 €")
    expect(echo?.reply?.text).toBe(said?.text)
    expect((await store.commit(turnOf(id, 1, AWKWARD))).type).toBe('duplicate')
  })

  test('counts each wording that could not be answered, the most frequent first', async () => {
    const programmeId = `gaps ${v7()}`
    const id = await begin(store, { programmeId })
    const days = ['2021-04-10', '2021-04-11', '2021-04-12'].map((day) => new Date(`${day}T00:00:00Z`))
    const gaps = [
      [{ text: 'a', answers: ['x'] }],
      [{ text: 'b', answers: [] }],
      [{ text: 'a', answers: ['x', 'y'] }],
    ]
    for (const [turn, unanswered] of gaps.entries())
      await store.commit(turnOf(id, turn, `gap ${turn}`, { unanswered, at: days[turn] ?? AT }))
    expect(await store.unanswered.wordings(programmeId, null)).toEqual([
      { text: 'a', answers: ['x', 'y'], count: 2, last: days[2] },
      { text: 'b', answers: [], count: 1, last: days[1] },
    ])
    const since = await store.unanswered.wordings(programmeId, days[1] ?? AT)
    expect(since.map(({ text, count }) => [text, count])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(await store.unanswered.wordings('another', null)).toEqual([])
  })

  test('keeps instants to the millisecond, and rows in the order of their numbers', async () => {
    const id = await begin(store)
    const at = new Date('2024-12-31T23:59:59.987Z')
    await store.commit(turnOf(id, 0, 'a', { at }))
    const lines = await store.transcript(id, 1)
    expect(lines.map((line) => [line.seq, line.from, line.at])).toEqual([
      [2, 'bot', at],
      [3, 'bot', at],
    ])
  })

  test('finds a conversation by address and token, and refuses a second one at the same address', async () => {
    const id = await begin(store, { channel: 'chat' })
    expect(await store.findByAddress('chat', id)).toEqual({ id, version: 0 })
    expect(await store.findByAddress('web', id)).toBeNull()
    expect(await store.load(id)).toMatchObject({ tokenHash: 'f'.repeat(64) })
    const {
      draft: _draft,
      draftCode: _code,
      version: _v,
      seq: _s,
      personId: _p,
      noticesHere: _n,
      officerId: _o,
      ...same
    } = (await store.load(id)) ?? fail()
    const again = store.create({ ...same, id: v7(), tokenHash: '', draftId: null, at: AT })
    await expect(again).rejects.toMatchObject({ code: 'taken' })
  })

  test('knows nothing of what is not there', async () => {
    for (const id of [v7(), 'not an id', "'; DROP TABLE draft; --"]) {
      expect(await store.load(id)).toBeNull()
      expect(await store.transcript(id, 0)).toEqual([])
      expect(await store.repliesOf(id, 'x')).toBeNull()
      expect(await store.drafts.findByCode(id)).toBeNull()
      expect(await store.files.read(id, id)).toBeNull()
    }
  })

  test('keeps the files of a programme version as they first were', async () => {
    const version = {
      hash: v7(),
      programmeId: 'specimen',
      files: { 'a.md': '第一条', 'b/c.yaml': '' },
      at: AT,
    }
    await store.programmes.publish(version)
    await store.programmes.publish({ ...version, files: {} })
    expect(await store.programmes.files(version.hash)).toEqual(version.files)
    expect(await store.programmes.files('unknown')).toBeNull()
  })

  test('numbers the versions of a programme, each once for ever, and knows which is in force', async () => {
    const programmeId = v7()
    const [first, second] = [`first-${programmeId}`, `second-${programmeId}`]
    const publish = (hash: string, after: number) =>
      store.programmes.publish({
        hash,
        programmeId,
        files: { 'a.md': hash },
        at: new Date(AT.getTime() + after),
      })
    await Promise.all([publish(first, 0), publish(first, 0), publish(first, 0)])
    await publish(second, 1000)
    expect(await store.programmes.versions(programmeId)).toMatchObject([
      { hash: first, number: 1, since: AT, inForce: false, drafts: 0 },
      { hash: second, number: 2, inForce: true },
    ])
    // brought back to what it was: that version again
    await publish(first, 2000)
    expect(await store.programmes.versions(programmeId)).toMatchObject([
      { hash: first, number: 1, since: AT, published: new Date(AT.getTime() + 2000), inForce: true },
      { hash: second, number: 2, inForce: false },
    ])
  })

  test('lets nobody change or remove a published version', async () => {
    const sql = (text: string) => store.queue.executeSql(text)
    for (const text of [
      "UPDATE programme_version SET files = '{}'",
      'DELETE FROM programme_version',
      'TRUNCATE programme_version CASCADE',
      'UPDATE programme_publication SET at = now()',
      'DELETE FROM programme_publication',
    ])
      await expect(sql(text)).rejects.toThrow('never changed or removed')
  })

  test('moves a draft to another version with every conversation that holds it, and takes turns under way again', async () => {
    const draftId = v7()
    const one = await begin(store)
    await store.commit(turnOf(one, 0, 'a', { draft: newDraft(draftId) }))
    const other = await begin(store, { draftId })
    const move = { type: 'move-draft', draftId, from: 'abc', to: 'def' } as const
    const moved = turnOf(one, 1, 'move', { draft: edit(draftId, 1, 'B'), beyond: move, touched: draftId })
    expect(await store.commit(moved)).toEqual({ type: 'committed' })
    expect(await store.commit(turnOf(other, 0, 'under way'))).toEqual({ type: 'conflict' })
    expect(await store.drafts.find(draftId)).toMatchObject({ programmeHash: 'def' })
    for (const id of [one, other]) expect(await store.load(id)).toMatchObject({ programmeHash: 'def' })
    // moved meanwhile, it is not moved once more
    const late = turnOf(other, 1, 'late', { draft: edit(draftId, 2, 'C'), beyond: move })
    expect(await store.commit(late)).toEqual({ type: 'conflict' })
    expect(await store.repliesOf(other, 'late')).toBeNull()
  })

  test('moves nothing that was handed in meanwhile', async () => {
    const draftId = v7()
    const id = await begin(store)
    await store.commit(turnOf(id, 0, 'a', { draft: newDraft(draftId) }))
    await store.commit(turnOf(id, 1, 'b', { submission: submissionOf(draftId, 1, v7()) }))
    const beyond = { type: 'move-draft', draftId, from: 'abc', to: 'def' } as const
    const late = turnOf(id, 2, 'late', { draft: edit(draftId, 1, 'B'), beyond })
    expect(await store.commit(late)).toEqual({ type: 'conflict' })
    expect(await store.drafts.find(draftId)).toMatchObject({ programmeHash: 'abc', draft: { revision: 1 } })
  })

  test('lets what is empty follow to another version, and nothing else', async () => {
    const versions = { from: 'abc', to: 'def' }
    const [fresh, answered, empty] = await Promise.all([begin(store), begin(store), begin(store)])
    await store.commit(turnOf(answered, 0, 'a', { draft: newDraft(v7()) }))
    const emptyDraft = await store.drafts.begin(empty, { id: v7(), code: v7(), at: AT })
    const beside = await begin(store, { draftId: emptyDraft ?? '' })
    for (const id of [fresh, answered, empty]) await store.drafts.follow(id, versions)
    const hashOf = async (id: string) => (await store.load(id))?.programmeHash
    expect(await Promise.all([fresh, answered, empty, beside].map(hashOf))).toEqual([
      'def',
      'abc',
      'def',
      'def',
    ])
    expect(await store.drafts.find(emptyDraft ?? '')).toMatchObject({ programmeHash: 'def' })
  })

  test('tells listeners of a committed turn until they stop listening', async () => {
    const id = await begin(store)
    const heard: string[] = []
    const stop = store.changes.listen((changed) => heard.push(changed))
    const stopBroken = store.changes.listen(() => {
      throw new Error('a listener failed, as this test wants')
    })
    await store.commit(turnOf(id, 0, 'a'))
    await store.commit(turnOf(id, 0, 'b'))
    stop()
    stopBroken()
    await store.commit(turnOf(id, 1, 'c'))
    expect(heard).toEqual([id])
    expect(await store.health()).toBeNull()
  })

  test('begins one empty draft for a conversation, whoever asks how often, and turns under way see it', async () => {
    const id = await begin(store)
    const asks = Array.from({ length: 8 }, () => store.drafts.begin(id, { id: v7(), code: v7(), at: AT }))
    const ids = new Set(await Promise.all(asks))
    expect(ids.size).toBe(1)
    const [draftId = ''] = [...ids].map(String)
    const found = await store.drafts.find(draftId)
    expect(found).toMatchObject({ programmeId: 'specimen', draft: { id: draftId, revision: 0, entries: {} } })
    expect(await store.commit(turnOf(id, 0, 'under way', { draft: newDraft(v7()) }))).toEqual({
      type: 'conflict',
    })
    expect(await store.load(id)).toMatchObject({ version: 1, draft: { id: draftId } })
    expect(await store.drafts.isHeldBy(draftId, 'f'.repeat(64))).toBe(true)
    expect(await store.drafts.isHeldBy(draftId, 'e'.repeat(64))).toBe(false)
    expect(await store.drafts.begin(v7(), { id: v7(), code: v7(), at: AT })).toBeNull()
    expect([await store.drafts.find(v7()), await store.drafts.find('nonsense')]).toEqual([null, null])
  })

  test('tells listeners of a draft when it is begun and when it changes', async () => {
    const id = await begin(store)
    const heard: string[] = []
    const stop = store.changes.listen((one) => void heard.push(one))
    const draftId = String(await store.drafts.begin(id, { id: v7(), code: v7(), at: AT }))
    await store.commit(turnOf(id, 1, 'edit', { draft: edit(draftId, 0, 'B') }))
    expect(heard.filter((one) => one === id)).toHaveLength(2)
    expect(heard.filter((one) => one === draftId)).toHaveLength(1)
    stop()
  })

  test('works on after a query that failed', async () => {
    const unknown = activityOf(v7(), 'nobody')
    await expect(store.receive(unknown)).rejects.toThrow()
    const id = await begin(store)
    expect(await store.commit(turnOf(id, 0, 'a'))).toEqual({ type: 'committed' })
    expect(await store.commit(turnOf(id, 1, 'b'))).toEqual({ type: 'committed' })
  })
}

async function untilTaken(store: Store, id: string, key: string): Promise<void> {
  for (;;) {
    const version = (await store.load(id))?.version ?? 0
    if ((await store.commit(turnOf(id, version, key))).type === 'committed') return
  }
}

async function deliverAll(
  store: Store,
  channel: string,
  total: number,
  sent: { row: string; conversation: string; text: string }[],
): Promise<void> {
  while (sent.length < total) {
    const rows = await store.outbox.claim(channel, 4, 60_000)
    for (const row of rows) sent.push({ row: row.id, conversation: row.conversationId, text: row.reply.text })
    await store.outbox.sent(rows.map((row) => row.id))
  }
}

function fail(): never {
  throw new Error('not stored')
}
