/** Two applications of the 2021 programme, from filing to their ends, with the clock moved on from step to step. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { BODY, CaseHouse, type Filer, heard, type Seat } from '../../rigs/case-house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let at: CaseHouse
let body: Seat
let bureau: Seat
let filer: Filer
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00')
  body = await at.recommender()
  bureau = await at.authority()
})
afterAll(() => at.house.close())

const key = () => ({ key: v7() })

/** Handed in, recommended and approved. */
async function approved(): Promise<Filer> {
  at.set('2021-04-12 10:00')
  const one = await at.applicant()
  await one.submit()
  const { id } = await one.application()
  await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: '同意推荐。' }, key())
  at.set('2021-05-20 10:00')
  await at.cases.actOnApplication(bureau, id, { type: 'approve', document: '沪市监〔2021〕1号' }, key())
  return one
}

it('goes from filing to the national list', async () => {
  filer = await at.applicant()
  const { number } = await filer.submit()
  const filed = await filer.application()
  expect(filed).toMatchObject({
    number,
    title: '社区助餐服务标准化试点',
    applicant: '上海示范养老服务有限公司',
    body: BODY,
    areas: ['public-services'],
    holder: 'recommender',
    version: 0,
  })
  expect(filed.kept.state).toBe('recommending')
  expect(await heard(at, body, filed, 'submitted')).toBe(true)
  expect(await heard(at, bureau, filed, 'submitted')).toBe(false)

  at.set('2021-04-26 10:00')
  const opinion = '同意推荐。'
  const recommended = await at.cases.actOnApplication(body, filed.id, { type: 'recommend', opinion }, key())
  expect([recommended.kept.state, recommended.holder]).toEqual(['deciding', 'bureau'])
  expect(await heard(at, filer, recommended, 'recommended')).toBe(true)
  expect(await heard(at, bureau, recommended, 'arrived')).toBe(true)

  at.set('2021-05-20 10:00')
  const document = '沪市监〔2021〕1号'
  const decided = await at.cases.actOnApplication(bureau, filed.id, { type: 'approve', document }, key())
  expect([decided.kept.state, decided.holder, decided.document]).toEqual(['approved', null, document])
  expect(await heard(at, filer, decided, 'approved')).toBe(true)
  expect(await filer.project()).toMatchObject({
    ...{ number, body: BODY, document, applicationId: filed.id, draftId: filed.draftId },
    ...{ approvedOn: '2021-05-20', endsOn: '2023-05-20', holder: 'applicant', version: 0 },
    // ninety days before, when nobody sleeps
    nextAt: new Date('2023-02-19T08:00:00+08:00'),
  })
}, 60_000)

it('is warned by day, is extended once, and asks for acceptance', async () => {
  at.set('2023-02-19 00:01')
  expect(await at.tick()).toBe(0)
  at.set('2023-02-19 08:00')
  expect([await at.tick(), await at.tick()]).toEqual([1, 0])
  const warned = await filer.project()
  expect(await heard(at, filer, warned, 'warn')).toBe(true)
  expect(warned.kept.context.warned.marks).toEqual([90])

  at.set('2023-05-20 23:00')
  const wish = { type: 'request-extension', until: '2023-11-20', reason: '场地改造' } as const
  const asked = await filer.act(wish)
  expect(asked.event).toMatchObject({
    type: 'case',
    news: { news: 'extension-requested', until: '2023-11-20' },
  })
  expect(asked.draft.case?.project?.kept.state).toBe('extending')
  expect(await heard(at, bureau, await filer.project(), 'extension-requested')).toBe(true)
  // the clock waits for the answer
  at.set('2023-05-25 09:00')
  await at.tick()
  const { id, kept } = await filer.project()
  expect(kept.state).toBe('extending')
  const granted = await at.cases.actOnProject(bureau, id, { type: 'grant', until: '2023-11-20' }, key())
  expect(granted).toMatchObject({ endsOn: '2023-11-20', holder: 'applicant' })
  expect(await heard(at, filer, granted, 'extended')).toBe(true)
  const again = await filer.act({ ...wish, until: '2024-05-20' })
  expect(again.event).toMatchObject({
    news: { news: 'refused', why: 'extension-used', number: granted.number },
  })
  expect(await filer.act({ type: 'request-acceptance' })).toMatchObject({ refused: false })
})

it('is evaluated, certified, put forward and closed', async () => {
  at.set('2023-06-10 10:00')
  const { id } = await filer.project()
  const passed = { type: 'evaluate', passed: true, opinion: '通过。' } as const
  expect((await at.cases.actOnProject(bureau, id, passed, key())).kept.state).toBe('passed')
  const same = key()
  const certified = await at.cases.actOnProject(bureau, id, { type: 'certify' }, same)
  expect(certified.certificate).toBe('SHBZ-YS-2021-0001')
  expect(await at.cases.actOnProject(bureau, id, { type: 'certify' }, same)).toEqual(certified)
  const [paper, ...others] = await at.store.cases.issued(id)
  expect(others).toEqual([])
  expect(paper).toMatchObject({
    ...{ kind: 'certificate', number: 'SHBZ-YS-2021-0001', withdrawnAt: null },
    data: { title: '社区助餐服务标准化试点', document: '沪市监〔2021〕1号', endsOn: '2023-11-20' },
  })
  const forward = { type: 'put-forward', reason: '成效突出' } as const
  await at.cases.actOnProject(bureau, id, forward, key())
  const closed = await at.cases.actOnProject(bureau, id, { type: 'close' }, key())
  expect([closed.kept.state, closed.holder, closed.nextAt]).toEqual(['closed', null, null])
  const acts = (await at.store.cases.events(id)).map(({ act, by }) => `${by}: ${act.type}`)
  expect(acts).toEqual([
    'clock: warn',
    'applicant: request-extension',
    'officer: grant',
    'applicant: request-acceptance',
    'officer: evaluate',
    'officer: certify',
    'officer: put-forward',
    'officer: close',
  ])
})

it('is terminated as the term runs out, told in the morning, and reinstated by a recorded decision', async () => {
  const other = await approved()
  const { id } = await other.project()
  at.set('2023-05-13 09:00')
  expect(await at.tick()).toBe(1)
  // one warning, for what is true today
  expect((await other.project()).kept.context.warned.marks).toEqual([90, 30, 7])
  at.set('2023-05-20 23:59')
  expect(await at.tick()).toBe(0)
  at.set('2023-05-21 00:00')
  expect([await at.tick(), await at.tick()]).toEqual([1, 0])
  const ended = await other.project()
  expect([ended.kept.state, ended.holder]).toEqual(['terminated', null])
  expect(await heard(at, other, ended, 'terminated')).toBe(false)
  expect(await heard(at, bureau, ended, 'terminated')).toBe(false)
  at.set('2023-05-21 08:00')
  expect([await at.tick(), await at.tick()]).toEqual([1, 0])
  expect(await heard(at, other, ended, 'terminated')).toBe(true)
  expect(await heard(at, body, ended, 'terminated')).toBe(true)
  expect(await heard(at, bureau, ended, 'terminated')).toBe(true)
  expect((await other.project()).nextAt).toBeNull()

  at.set('2023-05-23 10:00')
  const document = '沪市监〔2023〕9号'
  const act = { type: 'reinstate', until: '2023-08-31', reason: '疫情影响', document } as const
  const back = await at.cases.actOnProject(bureau, id, act, key())
  expect(back).toMatchObject({ endsOn: '2023-08-31', holder: 'applicant' })
  expect(await heard(at, other, back, 'reinstated')).toBe(true)
  const papers = (await at.store.cases.issued(id)).map(({ kind, withdrawnAt, data }) => [
    kind,
    withdrawnAt !== null,
    data.document,
  ])
  expect(papers.toSorted()).toEqual([
    ['reinstatement', false, document],
    ['termination', true, '沪市监〔2021〕1号'],
  ])
})
