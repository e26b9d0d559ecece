/** What officers may do, and what comes of it when several do something at once. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import { CaseHouse, type Filer, heard, OTHER_BODY, type Seat, whyOf } from '../../rigs/case-house.ts'
import { PROGRAMME } from '../../rigs/desk-house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const SPECIMEN = 'specimen'
const recommend = { type: 'recommend', opinion: '同意推荐。' } as const
const approve = { type: 'approve', document: '沪市监〔2021〕1号' } as const
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

/** Handed in, and what its id is. */
async function filed(): Promise<{ filer: Filer; id: string }> {
  const filer = await at.applicant()
  await filer.submit()
  return { filer, id: (await filer.application()).id }
}

describe('rights', () => {
  it('are those of the store now: another body, another area and whoever was withdrawn find nothing', async () => {
    const { filer, id } = await filed()
    const other = await at.recommender(OTHER_BODY)
    const otherArea = await at.authority('agriculture-and-rural')
    const gone = await at.recommender()
    await at.store.officers.setGrants(gone.id, [], OPERATOR)
    const closed = await at.recommender()
    await at.store.officers.change(closed.id, { active: false }, OPERATOR)
    const before = await filer.application()
    for (const who of [other, otherArea, gone, closed, { id: v7() }])
      expect(await whyOf(at.cases.actOnApplication(who, id, recommend, key()))).toBe('unknown-case')
    expect(await whyOf(at.cases.actOnApplication(body, v7(), recommend, key()))).toBe('unknown-case')
    expect(await filer.application()).toEqual(before)
    expect(await whyOf(at.cases.actOnApplication(bureau, id, recommend, key()))).toBe('not-your-role')
    expect(await whyOf(at.cases.actOnApplication(body, id, { ...recommend, opinion: ' ' }, key()))).toBe(
      'no-opinion',
    )
  })

  it('let the tier that has it, and the authority, note what has come on paper', async () => {
    const { id } = await filed()
    const paper = (copies: number) => ({ type: 'paper-received' as const, copies })
    expect((await at.cases.actOnApplication(body, id, paper(2), key())).paper?.copies).toBe(2)
    expect((await at.cases.actOnApplication(bureau, id, paper(3), key())).paper?.copies).toBe(3)
    await at.cases.actOnApplication(body, id, recommend, key())
    expect(await whyOf(at.cases.actOnApplication(body, id, paper(1), key()))).toBe('not-your-tier')
    const events = await at.store.cases.events(id)
    expect(events.map(({ act, tier }) => [act.type, tier])).toEqual([
      ['submit', null],
      ['paper-received', 'recommender'],
      ['paper-received', 'bureau'],
      ['recommend', 'recommender'],
    ])
  })
})

describe('at the same time', () => {
  it('one of two officers wins, and the other is told that it has changed', async () => {
    const { filer, id } = await filed()
    const { version } = await filer.application()
    const second = await at.recommender()
    const acts = [
      whyOf(at.cases.actOnApplication(body, id, recommend, { ...key(), version })),
      whyOf(
        at.cases.actOnApplication(second, id, { type: 'decline', reason: '材料不实' }, { ...key(), version }),
      ),
    ]
    expect((await Promise.all(acts)).toSorted()).toEqual(['case-changed', 'done'])
    expect(await at.store.cases.events(id)).toHaveLength(2)
  })

  it('the same key twice has one effect', async () => {
    const { filer, id } = await filed()
    const same = { ...key(), version: (await filer.application()).version }
    const [one, two] = await Promise.all([
      at.cases.actOnApplication(body, id, recommend, same),
      at.cases.actOnApplication(body, id, recommend, same),
    ])
    expect(two).toEqual(one)
    expect(await at.cases.actOnApplication(body, id, recommend, same)).toEqual(one)
    expect(await at.store.cases.events(id)).toHaveLength(2)
  })

  it('a withdrawal that an officer was quicker than is decided again', async () => {
    const { filer, id } = await filed()
    const withdraw = { type: 'case-act', act: { type: 'withdraw', reason: '不再申报' } } as const
    const { commit } = await filer.prepared(withdraw)
    await at.cases.actOnApplication(body, id, recommend, key())
    expect((await commit()).type).toBe('conflict')
    expect((await filer.application()).kept.state).toBe('deciding')
    const { event } = await filer.wants(withdraw)
    expect(event).toMatchObject({ news: { of: 'application', news: 'withdrawn', reason: '不再申报' } })
    expect(await heard(at, bureau, await filer.application(), 'withdrawn')).toBe(true)
    expect(await heard(at, body, await filer.application(), 'withdrawn')).toBe(true)
    expect(await whyOf(at.cases.actOnApplication(bureau, id, approve, key()))).toBe('not-now')
  })
})

describe('many at once', () => {
  it('are approved or refused each by itself, with one list that the same key gives again', async () => {
    const ready = [await filed(), await filed()]
    for (const { id } of ready) await at.cases.actOnApplication(body, id, recommend, key())
    const early = await filed()
    const ids = [...ready.map(({ id }) => id), early.id, v7()]
    const same = key()
    const outcome = await at.cases.bulk(bureau, ids, approve, same)
    expect(outcome.done).toEqual(ready.map(({ id }) => id))
    const { number } = await early.filer.application()
    expect(
      outcome.refused.map(({ number: one, failure }) => [one, failure.params.why ?? failure.code]),
    ).toEqual([
      [number, 'not-now'],
      ['', 'unknown-case'],
    ])
    const list = await at.store.cases.issuedByCode(outcome.list ?? '')
    expect(list).toMatchObject({ kind: 'approval', caseId: null, programmeId: PROGRAMME })
    const numbers = await Promise.all(ready.map(async ({ filer }) => (await filer.application()).number))
    expect(list?.data.rows?.map((row) => row.number)).toEqual(numbers.toSorted())
    expect(list?.data).toMatchObject({ document: approve.document, approvedOn: '2021-04-12' })
    expect((await at.cases.bulk(bureau, ids, approve, same)).list).toBe(outcome.list)
    expect((await at.cases.bulk(bureau, ids, approve, key())).list).toBeNull()
  })
})

describe('where the folder wants it', () => {
  const grant = { role: 'authority', programmeId: SPECIMEN, contact: null } as const

  it('a second officer confirms or objects, and never the first', async () => {
    const [one, two, three] = [await at.officer(grant), await at.officer(grant), await at.officer(grant)]
    const { id } = await at.deciding(SPECIMEN, 'school-board')
    const act = (who: Seat, what: Parameters<CaseHouse['cases']['actOnApplication']>[2]) =>
      at.cases.actOnApplication(who, id, what, key())
    const proposed = await act(one, approve)
    expect([proposed.kept.state, proposed.document, proposed.kept.awaiting?.by.id]).toEqual([
      'deciding',
      null,
      one.id,
    ])
    expect(await Promise.all([one, two].map((who) => heard(at, who, proposed, 'ask-second')))).toEqual([
      false,
      true,
    ])
    expect(await whyOf(act(one, { type: 'confirm' }))).toBe('same-officer')
    expect(await whyOf(act(two, approve))).toBe('second-pending')
    const objected = await act(two, { type: 'object', reason: '经费未落实' })
    expect(await heard(at, one, objected, 'objected')).toBe(true)
    await act(two, { ...approve, document: '云园发〔2031〕9号' })
    const confirmed = await at.cases.bulk(three, [id], { type: 'confirm' }, key())
    expect(confirmed.done).toEqual([id])
    const list = await at.store.cases.issuedByCode(confirmed.list ?? '')
    expect(list?.data.document).toBe('云园发〔2031〕9号')
    expect(await at.store.cases.application(id)).toMatchObject({
      document: '云园发〔2031〕9号',
      holder: null,
    })
    expect(await at.store.cases.projectOf(id)).toMatchObject({ document: '云园发〔2031〕9号' })
  })

  it('whoever keeps out of a case neither acts on it nor hears of it', async () => {
    const [one, two, three] = [await at.officer(grant), await at.officer(grant), await at.officer(grant)]
    const { id } = await at.deciding(SPECIMEN, 'school-board')
    await at.cases.actOnApplication(one, id, { type: 'recuse', reason: '亲属任职' }, key())
    expect(await whyOf(at.cases.actOnApplication(one, id, approve, key()))).toBe('recused')
    const paper = { type: 'paper-received', copies: 1 } as const
    expect(await whyOf(at.cases.actOnApplication(one, id, paper, key()))).toBe('recused')
    const proposed = await at.cases.actOnApplication(two, id, approve, key())
    expect(await Promise.all([one, three].map((who) => heard(at, who, proposed, 'ask-second')))).toEqual([
      false,
      true,
    ])
  })
})
