/** What every home of the store promises of erasing: no word is left, and nothing of anybody else is gone. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { EraseChange } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import { ask, changeOf, enquiryOf, enrol, entryOf, later, next } from '../rigs/kept-enquiries.ts'
import { AT, activityOf, begin, edit, newDraft, submissionOf, turnOf } from '../rigs/turns.ts'

/** Declares the promises for the store that `open` opens. */
export function eraseContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  /** Columns of all tables in which this stands, as `table.column`. */
  async function whereIs(word: string): Promise<string[]> {
    const { rows } = await store.queue.executeSql(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'public'
       AND (data_type IN ('text', 'json', 'jsonb', 'ARRAY') OR data_type = 'bytea') ORDER BY 1, 2`,
    )
    const found: string[] = []
    for (const { t, c } of rows as { t: string; c: string }[]) {
      const text = `CASE WHEN pg_typeof("${c}")::text = 'bytea' THEN encode("${c}"::text::bytea, 'escape') ELSE "${c}"::text END`
      const sql = `SELECT count(*)::int AS n FROM "${t}" WHERE strpos(${text}, $1) > 0`
      const [row] = (await store.queue.executeSql(sql, [word])).rows as { n: number }[]
      if (row && row.n > 0) found.push(`${t}.${c}`)
    }
    return found
  }

  const eraseOf = (conversations: string[], drafts: string[], enquiries: Enquiry[] = []): EraseChange => ({
    type: 'erase',
    conversations,
    drafts,
    enquiries: changeOf(enquiries.map((one) => next(one, { status: 'erased', question: '' }))),
  })

  const draftIdOf = async (id: string) => (await store.load(id))?.draft?.id ?? ''

  async function save(conversationId: string, name: string, id = v7()): Promise<string> {
    const content = new TextEncoder().encode(name)
    await store.files.save({ id, name, bytes: 3, mediaType: 'text/plain', conversationId, content, at: AT })
    return id
  }

  /** Somebody who has said the word everywhere where one can. */
  async function talkative(word: string) {
    const channel = `chat ${v7()}`
    const [here, there] = [await begin(store, { channel }), await begin(store, { channel })]
    const draft = newDraft(v7())
    draft.draft.entries = { name: { value: word } }
    draft.events = [{ field: 'name', old: null, new: { value: word } }]
    const replies = [{ id: v7(), reply: { key: 'k', text: word } }]
    const state = {
      locale: 'en',
      snapshot: { word },
      memory: { lastField: word, lastChange: [], asked: null, offered: [] },
    }
    const unanswered = [{ text: word, answers: [] }]
    await store.commit(turnOf(here, 0, 'a', { draft, said: word, replies, state, unanswered, push: true }))
    const second = [{ id: v7(), reply: { key: 'k', text: word } }]
    await store.commit(turnOf(there, 0, 'a', { said: word, replies: second, state, push: true }))
    await store.receive({ ...activityOf(there, 'waiting'), activity: { kind: 'text', text: word } })
    const file = { id: await save(here, word), name: word, bytes: 3, mediaType: 'text/plain' }
    const officerId = await enrol(store)
    const desk = await begin(store, { channel })
    await store.officers.bind(desk, officerId)
    const summary = [{ label: word, rows: [] }]
    const transcript = [{ from: 'you' as const, at: AT.toISOString(), text: word }]
    const enquiry = enquiryOf(here, { question: word, summary, transcript, holderId: officerId })
    const entries = [
      entryOf(enquiry, { data: { files: [file], dueAt: later(8).toISOString() } }),
      entryOf(enquiry, { kind: 'note', by: 'officer', text: `note on ${word}` }),
    ]
    const keep = [{ enquiryId: enquiry.id, from: { conversation: here }, file }]
    await store.enquiries.write(changeOf([enquiry], { entries, keep }))
    const news = [{ id: v7(), reply: { key: 'k', text: `${enquiry.number}: ${word}` } }]
    await store.commit(turnOf(desk, 1, 'news', { said: null, replies: news, push: true }))
    const done = [{ id: v7(), reply: { key: 'k', text: `${enquiry.number} is answered` } }]
    await store.commit(turnOf(desk, 2, 'answer', { said: `about ${word}`, replies: done, push: true }))
    await store.commit(turnOf(desk, 3, 'other', { said: `${enquiry.number}0 is another`, push: true }))
    return { here, there, desk, enquiry, channel, file, draftId: draft.draft.id }
  }

  test('leaves the word nowhere in the database, and the last word and its own turn in place', async () => {
    const word = `marker${v7().replaceAll('-', '')}`
    const { here, there, desk, enquiry, channel, file, draftId } = await talkative(word)
    expect(await whereIs(word)).toEqual([
      'activity.activity',
      'attachment.content',
      'attachment.name',
      'conversation.state',
      'draft.entries',
      'draft_event.new',
      'enquiry.question',
      'enquiry.summary',
      'enquiry.transcript',
      'enquiry_entry.data',
      'enquiry_entry.text',
      'enquiry_file.content',
      'enquiry_file.name',
      'enquiry_words.haystack',
      'message.reply',
      'message.text',
      'outbox.reply',
      'unanswered.text',
    ])
    const change = eraseOf([here, there], [draftId], [enquiry])
    change.enquiries.entries = [entryOf(enquiry, { kind: 'erased', text: '' })]
    change.enquiries.tell = [activityOf(there, 'erased'), activityOf(desk, 'erased')]
    const outcome = await store.commit(turnOf(here, 1, 'erase', { push: true, beyond: change }))
    expect(outcome).toEqual({ type: 'committed' })
    expect(await whereIs(word)).toEqual([])
    const pieces = `SELECT FROM enquiry_grams WHERE enquiry_id = $1::uuid AND grams <> '{}'`
    expect((await store.queue.executeSql(pieces, [enquiry.id])).rows).toEqual([])
    const left = (await store.transcript(here, 0)).map(({ text }) => text)
    expect(left).toEqual(['erase', 'one to erase', 'two to erase'])
    expect(await store.repliesOf(here, 'erase')).toHaveLength(2)
    expect(await store.transcript(there, 0)).toEqual([])
    expect((await store.transcript(desk, 0)).map(({ text }) => text)).toEqual([
      `${enquiry.number}0 is another`,
      'one to other',
      'two to other',
    ])
    const claimed = await store.outbox.claim(channel, 100, 60_000)
    expect(claimed.map(({ reply }) => reply.text).toSorted()).toEqual(['one to erase', 'one to other'])
    const waiting = (await store.pending(10_000)).filter((one) => [there, desk].includes(one.conversationId))
    expect(waiting.map(({ dedupeKey }) => dedupeKey)).toEqual(['erased', 'erased'])
    expect(await store.enquiries.file(enquiry.id, file.id)).toBeNull()
    expect(await store.drafts.find(draftId)).toBeNull()
    expect(await store.load(there)).toMatchObject({ version: 2, draft: null, state: { locale: 'en' } })
  })

  test('keeps number, times and promises of an erased enquiry, and adds nothing to it any more', async () => {
    const enquiry = await ask(store)
    const id = enquiry.conversationId
    await store.commit(turnOf(id, 0, 'erase', { beyond: eraseOf([id], [], [enquiry]) }))
    const { number, askedAt } = enquiry
    expect(await store.enquiries.find(enquiry.id)).toMatchObject({
      number,
      askedAt,
      question: '',
      status: 'erased',
    })
    const [asked] = await store.enquiries.entries(enquiry.id)
    expect(asked).toMatchObject({ kind: 'asked', text: '', data: { dueAt: later(8).toISOString() } })
    const file = { id: v7(), name: 'late.pdf', bytes: 1, mediaType: 'application/pdf' }
    await store.enquiries.saveFile(enquiry.id, file, new Uint8Array([1]), AT)
    expect(await store.enquiries.file(enquiry.id, file.id)).toBeNull()
    expect(await store.enquiries.write(changeOf([next(enquiry, { status: 'answered' })]))).toBe(false)
  })

  test('keeps what was handed in with its files, and detaches it', async () => {
    const id = await begin(store)
    await store.commit(turnOf(id, 0, 'begin', { draft: newDraft(v7(), `code-${id}`) }))
    const draftId = await draftIdOf(id)
    const [used, unused] = [await save(id, 'used'), await save(id, 'unused')]
    const files = [{ id: used, name: 'used', bytes: 3, mediaType: 'text/plain' }]
    const submission = { ...submissionOf(draftId, 1, v7()), entries: { papers: { value: files } } }
    await store.commit(turnOf(id, 1, 'submit', { submission }))
    const early = turnOf(id, 2, 'erase', { beyond: eraseOf([id], [draftId]) })
    expect(await store.commit(early)).toEqual({ type: 'conflict' })
    await store.commit(turnOf(id, 2, 'erase', { beyond: eraseOf([id], []) }))
    expect(await store.load(id)).toMatchObject({ draft: null })
    expect(await store.submissions.find(submission.number)).toMatchObject({ entries: submission.entries })
    expect(await store.drafts.findByCode(`code-${id}`)).toMatchObject({ draft: { id: draftId } })
    const byCode = await begin(store, { draftId })
    expect(await store.files.read(byCode, unused)).toBeNull()
    expect(await store.files.read(id, used)).toMatchObject({ ref: { name: 'used' } })
  })

  test('a turn that was under way in another conversation with the draft is taken again, without it', async () => {
    for (let round = 0; round < 8; round++) {
      const [web, chat, stranger] = [await begin(store), await begin(store), await begin(store)]
      await store.commit(turnOf(web, 0, 'begin', { draft: newDraft(v7()) }))
      const draftId = await draftIdOf(web)
      const adopted = { draftId, programmeId: 'specimen', programmeHash: 'abc' }
      await store.commit(turnOf(chat, 0, 'adopt', { adopted }))
      const erase = () => store.commit(turnOf(web, 1, 'erase', { beyond: eraseOf([web], [draftId]) }))
      const change = () => store.commit(turnOf(chat, 1, 'change', { draft: edit(draftId, 1, 'B') }))
      const join = () => store.commit(turnOf(stranger, 0, 'adopt', { adopted }))
      const all = round % 2 === 0 ? [erase, change, join] : [join, change, erase]
      const outcomes = await Promise.all(all.map((one) => one()))
      expect(outcomes.map(({ type }) => type)).not.toContain('duplicate')
      for (const id of [web, chat, stranger]) expect(await store.load(id)).toMatchObject({ draft: null })
      expect(await store.drafts.find(draftId)).toBeNull()
      expect(await store.drafts.events(draftId)).toEqual([])
    }
  })

  test('two who erase the same at once both end, and one of them is decided again', async () => {
    const [web, chat] = [await begin(store), await begin(store)]
    await store.commit(turnOf(web, 0, 'begin', { draft: newDraft(v7()) }))
    const draftId = await draftIdOf(web)
    const enquiry = await ask(store, { conversationId: web })
    const beyond = eraseOf([web, chat], [draftId], [enquiry])
    const outcomes = await Promise.all([
      store.commit(turnOf(web, 1, 'erase', { beyond })),
      store.commit(turnOf(chat, 0, 'erase', { beyond })),
    ])
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['committed', 'conflict'])
    expect(await store.enquiries.find(enquiry.id)).toMatchObject({ status: 'erased', version: 1 })
  })

  test('an answer given while its enquiry is erased leaves no word', async () => {
    const word = `late${v7().replaceAll('-', '')}`
    const enquiry = await ask(store, { question: word })
    const id = enquiry.conversationId
    const entries = [entryOf(enquiry, { kind: 'answered', by: 'officer', text: word })]
    const answer = changeOf([next(enquiry, { status: 'answered' })], { entries })
    const [written, erased] = await Promise.all([
      store.enquiries.write(answer),
      store.commit(turnOf(id, 0, 'erase', { beyond: eraseOf([id], [], [enquiry]) })),
    ])
    expect([written, erased.type]).toEqual(written ? [true, 'conflict'] : [false, 'committed'])
    if (written) {
      const now = next(enquiry, { status: 'answered' })
      await store.commit(turnOf(id, 0, 'erase', { beyond: eraseOf([id], [], [now]) }))
    }
    expect(await whereIs(word)).toEqual([])
  })
}
