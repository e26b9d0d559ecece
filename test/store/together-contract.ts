/** What turns of different conversations are promised that are written at the same time. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store, TurnRecord } from '../../src/ports/store.ts'
import { begin, edit, newDraft, submissionOf, turnOf } from '../rigs/turns.ts'

/** Declares the promises for the store that `open` opens. */
export function togetherContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  const beginSeveral = (count: number) => Promise.all(Array.from({ length: count }, () => begin(store)))
  const outcomesOf = async (turns: TurnRecord[]) =>
    (await Promise.allSettled(turns.map((turn) => store.commit(turn)))).map((one) =>
      one.status === 'fulfilled' ? one.value.type : 'failed',
    )

  test('each turn comes out as it would alone, whoever it is written with', async () => {
    const [good = '', stale = '', twice = '', poisoned = '', other = ''] = await beginSeveral(5)
    await store.commit(turnOf(stale, 0, 'before'))
    await store.commit(turnOf(twice, 0, 'again'))
    const draft = newDraft(v7())
    const taken = { draft: newDraft(v7(), draft.code) }
    const before = await begin(store)
    await store.commit(turnOf(before, 0, 'draft', { draft }))
    const outcomes = await outcomesOf([
      turnOf(good, 0, 'good', { push: true, draft: newDraft(v7()) }),
      turnOf(stale, 0, 'stale', { draft: newDraft(v7()) }),
      turnOf(twice, 1, 'again'),
      turnOf(poisoned, 0, 'a code that is taken', taken),
      turnOf(other, 0, 'also good'),
    ])
    expect(outcomes).toEqual(['committed', 'conflict', 'duplicate', 'failed', 'committed'])
    const lines = await Promise.all(
      [good, stale, twice, poisoned, other].map(async (id) => (await store.transcript(id, 0)).length),
    )
    expect(lines).toEqual([3, 3, 3, 0, 3])
    expect(await store.load(poisoned)).toMatchObject({ version: 0, seq: 0, draft: null })
    expect((await store.load(stale))?.draft).toBeNull()
  })

  test('each is written to its own conversation and draft', async () => {
    const ids = await beginSeveral(40)
    await Promise.all(ids.map((id, n) => store.commit(turnOf(id, 0, `turn ${n}`, { draft: newDraft(v7()) }))))
    const drafts = await Promise.all(ids.map(async (id) => (await store.load(id))?.draft?.id ?? ''))
    await Promise.all(
      ids.map((id, n) =>
        store.commit(turnOf(id, 1, `edit ${n}`, { draft: edit(drafts[n] ?? '', 1, `value ${n}`) })),
      ),
    )
    for (const [n, id] of ids.entries()) {
      const lines = await store.transcript(id, 0)
      const [key, edited] = [`turn ${n}`, `edit ${n}`]
      const wanted = [key, `one to ${key}`, `two to ${key}`, edited, `one to ${edited}`, `two to ${edited}`]
      expect(lines.map(({ text }) => text)).toEqual(wanted)
      const draft = { id: drafts[n], revision: 2, entries: { name: { value: `value ${n}` } } }
      expect(await store.load(id)).toMatchObject({ version: 2, seq: 6, draft })
      expect(await store.drafts.events(drafts[n] ?? '')).toHaveLength(2)
    }
  })

  test('of two conversations on one draft that change it at once, one does and nothing of the other stays', async () => {
    for (let round = 0; round < 5; round++) {
      const draftId = v7()
      const [web = ''] = await beginSeveral(1)
      await store.commit(turnOf(web, 0, 'begin', { draft: newDraft(draftId) }))
      const chat = await begin(store, { draftId })
      const outcomes = await outcomesOf([
        turnOf(web, 1, 'web', { draft: edit(draftId, 1, 'web') }),
        turnOf(chat, 0, 'chat', { draft: edit(draftId, 1, 'chat') }),
        turnOf(await begin(store), 0, 'bystander'),
      ])
      expect(outcomes).toEqual(['committed', 'conflict', 'committed'])
      expect((await store.load(chat))?.draft).toMatchObject({
        revision: 2,
        entries: { name: { value: 'web' } },
      })
      expect(await store.drafts.events(draftId)).toHaveLength(2)
      expect(await store.transcript(chat, 0)).toHaveLength(0)
    }
  })

  test('several are handed in at once, each its own', async () => {
    const ids = await beginSeveral(8)
    const drafts = ids.map(() => v7())
    await Promise.all(
      ids.map((id, n) => store.commit(turnOf(id, 0, 'fill', { draft: newDraft(drafts[n] ?? '') }))),
    )
    const numbers = ids.map((id) => `together-${id}`)
    const submissions = drafts.map((draft, n) => submissionOf(draft, 1, numbers[n] ?? ''))
    const outcomes = await outcomesOf(
      ids.map((id, n) => turnOf(id, 1, 'submit', { submission: submissions[n] ?? null })),
    )
    expect(new Set(outcomes)).toEqual(new Set(['committed']))
    for (const [n, id] of ids.entries())
      expect((await store.load(id))?.draft?.submission?.number).toBe(numbers[n])
  })
}
