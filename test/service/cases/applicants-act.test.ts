/** What applicants do with what they have handed in, and what time does to it on several nodes. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CaseClock } from '../../../src/service/cases/case-clock.ts'
import { CaseHouse, type Filer, heard, OTHER_BODY, type Seat, whyOf } from '../../rigs/case-house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const recommend = { type: 'recommend', opinion: '同意推荐。' } as const
const key = () => ({ key: v7() })

let at: CaseHouse
let body: Seat
let bureau: Seat
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00')
  body = await at.recommender()
  bureau = await at.authority()
})
afterAll(() => at.house.close())

async function filed(): Promise<Filer> {
  const filer = await at.applicant()
  await filer.submit()
  return filer
}

const comment = '请写明目标'
const returned = (fields = ['necessity']) => ({
  type: 'return' as const,
  fields: fields.map((field) => ({ field, comment })),
  due: '2021-04-19',
})

describe('what was returned', () => {
  it('is mended in the fields named and in no other, and handed in as the next version', async () => {
    const filer = await filed()
    const { id, number } = await filer.application()
    const remark = {
      id: v7(),
      applicationId: id,
      version: 1,
      tier: 'recommender',
      at: at.house.clock.now(),
      doneAt: null,
    }
    await at.store.cases.addRemark({ ...remark, field: 'necessity', text: comment, officerId: body.id })
    await at.store.cases.addRemark({ ...remark, id: v7(), field: 'benefit', text: '可', officerId: body.id })
    await at.cases.actOnApplication(body, id, { type: 'paper-received', copies: 3 }, key())
    const back = await at.cases.actOnApplication(body, id, returned(), key())
    expect(back).toMatchObject({ holder: 'applicant', kept: { state: 'returned' } })
    expect(await heard(at, filer, back, 'returned')).toBe(true)
    const remarks = await at.store.cases.remarks(id)
    expect(remarks.map(({ field, doneAt }) => [field, doneAt !== null])).toEqual([
      ['necessity', true],
      ['benefit', false],
    ])

    const submit = { type: 'submit' } as const
    const news = async (change = {}) => (await filer.prepared(submit, change)).outcome.event
    expect(await news()).toMatchObject({ news: { news: 'refused', why: 'nothing-changed', number } })
    const mended = { necessity: { value: '统一助餐服务要求，目标明确。' } }
    const other = { ...mended, benefit: { value: '另有改动' } }
    expect(await news(other)).toMatchObject({ news: { news: 'refused', why: 'other-field-changed' } })

    at.set('2021-04-14 10:00')
    const { event, draft } = await filer.wants(submit, mended)
    expect(event).toMatchObject({ type: 'submitted', number: `${number}-2` })
    expect(draft.case).toMatchObject({
      number,
      application: { state: 'recommending', context: { version: 2 } },
    })
    const again = await filer.application()
    expect(again).toMatchObject({ number, holder: 'recommender', paper: null })
    expect((await at.store.submissions.findById(again.submissionId))?.number).toBe(`${number}-2`)
    expect((await at.store.cases.applicationByNumber(`${number}-2`))?.id).toBe(id)
    expect(await heard(at, body, again, 'resubmitted')).toBe(true)
  })

  it('is taken back with all its versions, and begins anew under another number', async () => {
    const filer = await filed()
    const { id, number } = await filer.application()
    await at.cases.actOnApplication(body, id, returned(), key())
    await filer.wants({ type: 'submit' }, { necessity: { value: '补充说明。' } })
    await filer.wants({ type: 'recall' })
    const taken = await filer.application()
    expect([taken.kept.state, taken.holder]).toEqual(['recalled', 'applicant'])
    expect((await filer.conversation()).draft?.submission).toBeUndefined()
    expect(await heard(at, body, taken, 'recalled')).toBe(true)
    expect(await whyOf(at.cases.actOnApplication(body, id, recommend, key()))).toBe('unknown-case')
    await filer.wants({ type: 'submit' })
    const anew = await filer.application()
    expect([anew.id, anew.kept.state, anew.kept.context.version]).toEqual([id, 'recommending', 3])
    expect(anew.number).not.toBe(number)
  })
})

describe('what hangs on a returned answer', () => {
  it('is open with it, in the chat and where it is decided', async () => {
    const filer = await filed()
    const { id, number } = await filer.application()
    await at.cases.actOnApplication(body, id, returned(['budget_total']), key())
    const total = { budget_total: { value: 80 } }
    const sources = { budget_src: { value: [{ source: 'own', amount: 80 }] } }
    const submit = { type: 'submit' } as const
    expect((await filer.prepared(submit, { ...total, ...sources })).outcome.event).toMatchObject({
      ...{ type: 'submitted', number: `${number}-2` },
    })
    const other = { ...total, benefit: { value: '另有改动' } }
    expect((await filer.prepared(submit, other)).outcome.event).toMatchObject({
      news: { why: 'other-field-changed' },
    })
  })
})

describe('the recommending body', () => {
  const choose = (to: string) => ({ recommender: { value: to } })

  it('may be returned by the one that was chosen: the next one then has it', async () => {
    const other = await at.recommender(OTHER_BODY)
    const filer = await filed()
    const { id } = await filer.application()
    await at.cases.actOnApplication(body, id, returned(['recommender']), key())
    await filer.wants({ type: 'submit' }, choose(OTHER_BODY))
    const moved = await filer.application()
    expect(moved).toMatchObject({ body: OTHER_BODY, holder: 'recommender' })
    expect(await heard(at, other, moved, 'resubmitted')).toBe(true)
    expect(await heard(at, body, moved, 'resubmitted')).toBe(false)
    expect(await whyOf(at.cases.actOnApplication(body, id, recommend, key()))).toBe('unknown-case')
    const gone = await at.cases.actOnApplication(other, id, recommend, key())
    expect(gone.kept.state).toBe('deciding')
  })

  it('stays once it has recommended, for its opinion is on record; so does what the call says', async () => {
    const filer = await filed()
    const { id } = await filer.application()
    await at.cases.actOnApplication(body, id, recommend, key())
    const back = (field: string) => whyOf(at.cases.actOnApplication(bureau, id, returned([field]), key()))
    expect(await back('recommender')).toBe('fixed-field')
    expect(await back('programme_year')).toBe('fixed-field')
    expect(await back('necessity')).toBe('done')
  })
})

describe('taking back', () => {
  it('is refused once it was forwarded, and nothing is taken back', async () => {
    const filer = await filed()
    const { id, number } = await filer.application()
    await at.cases.actOnApplication(body, id, recommend, key())
    const { event, refused } = await filer.wants({ type: 'recall' })
    expect(refused).toBe(true)
    expect(event).toMatchObject({ type: 'case', news: { news: 'refused', why: 'already-forwarded', number } })
    expect((await filer.conversation()).draft?.submission?.number).toBe(number)
    expect((await filer.application()).kept.state).toBe('deciding')
  })
})

describe('what was handed in before applications were kept', () => {
  it('begins as it was received, once', async () => {
    const filer = await at.applicant()
    const { outcome, commit } = await filer.prepared({ type: 'submit' })
    await commit(true)
    expect(await at.store.cases.applicationOf(await filer.draftId())).toBeNull()
    const { beginOld } = at.house.casework
    expect([await beginOld(), await beginOld()]).toEqual([1, 0])
    const begun = await filer.application()
    expect(begun).toMatchObject({
      ...{ number: outcome.submission?.number, submissionId: outcome.submission?.id, version: 0 },
      ...{ conversationId: filer.id, holder: 'recommender', receivedAt: outcome.submission?.receivedAt },
    })
    expect(await heard(at, body, begun, 'submitted')).toBe(false)
    expect((await at.cases.actOnApplication(body, begun.id, recommend, key())).holder).toBe('bureau')
  })
})

describe('the clock', () => {
  it('takes a step once on two nodes, and none of what an officer was quicker with', async () => {
    at.set('2021-04-14 10:00')
    const projects: Filer[] = []
    for (let count = 0; count < 2; count++) {
      const filer = await filed()
      const { id } = await filer.application()
      await at.cases.actOnApplication(body, id, recommend, key())
      await at.cases.actOnApplication(bureau, id, { type: 'approve' }, key())
      projects.push(filer)
    }
    at.set('2023-04-14 10:00')
    const nodes = [new CaseClock({ ...deps() }), new CaseClock({ ...deps() })]
    const steps = await Promise.all(nodes.map((node) => node.tick()))
    expect(steps.reduce((sum, one) => sum + one, 0)).toBe(2)
    for (const one of projects) {
      const acts = (await at.store.cases.events((await one.project()).id)).map(({ act }) => act.type)
      expect(acts).toEqual(['warn'])
    }
    at.set('2023-04-15 09:00')
    const id = (await projects[0]?.project())?.id ?? ''
    const cancel = { type: 'cancel', reason: '弄虚作假' } as const
    const [outcome] = await Promise.all([
      whyOf(at.cases.actOnProject(bureau, id, cancel, key())),
      ...nodes.map((node) => node.tick()),
    ])
    expect(['done', 'not-now']).toContain(outcome)
    const { state } = (await projects[0]?.project())?.kept ?? {}
    expect(state).toBe(outcome === 'done' ? 'cancelled' : 'terminated')
    expect(await at.store.cases.events(id)).toHaveLength(2)
  })
})

const deps = () => {
  const { store, libraries, clock, ids } = at.house
  return { store, libraries, clock, ids, sealer: { hash: (text: string) => text, checkCode: () => v7() } }
}
