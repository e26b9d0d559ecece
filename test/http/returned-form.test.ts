/** A returned application on the whole form: as data, and as pages without a script. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DraftForm } from '../../src/contract/draft.ts'
import { CaseHouse, type Filer } from '../rigs/case-house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let at: CaseHouse
let filer: Filer
let id = ''
let cookie = ''
let code = ''
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00')
  filer = await at.applicant()
  await filer.submit()
  id = await filer.draftId()
  code = (await at.store.drafts.find(id))?.code ?? ''
  cookie = `shenbao-form=${id}.${code}`
})
afterAll(() => at?.house.close())

const headers = () => ({ cookie, 'sec-fetch-site': 'same-origin' })
const page = async (url: string) => (await at.house.app.inject({ url, headers: headers() })).body
const post = (url: string, fields: Record<string, string>) =>
  at.house.app.inject({
    ...{ method: 'POST' as const, url, payload: new URLSearchParams(fields).toString() },
    headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
  })
const own = () => ({ 'x-resume-code': code })
const read = async (locale = 'zh-CN'): Promise<DraftForm> =>
  (await at.house.app.inject({ url: `/api/drafts/${id}?locale=${locale}`, headers: own() })).json()
const change = (set: Record<string, unknown>) =>
  at.house.app.inject({ method: 'PATCH', url: `/api/drafts/${id}`, payload: { set }, headers: own() })
const fieldsOf = (form: DraftForm) => form.sections.flatMap(({ fields }) => fields)

test('while nobody has it returned, everything is closed and says who has it since when', async () => {
  const form = await read()
  expect(form).toMatchObject({
    status: 'submitted',
    case: { of: 'application', state: 'recommending', holder: '上海市黄浦区市场监督管理局', may: ['recall'] },
  })
  expect(form.case?.words[0]).toBe('现在在上海市黄浦区市场监督管理局，自2021年4月12日起。')
  // what is not printed, such as the scan of the sealed form, comes later
  expect(
    fieldsOf(form)
      .filter(({ editable }) => editable)
      .every(({ type }) => type === 'files'),
  ).toBe(true)
  expect((await read('en')).case?.words[0]).toContain('since 12 April 2021')
  expect((await change({ contact_mobile: '13900000001' })).statusCode).toBe(422)
})

test('once returned, only the named fields are open, each with what is said of it', async () => {
  at.set('2021-05-06 09:00')
  const officer = await at.recommender()
  const { id: application } = await filer.application()
  const fields = [{ field: 'contact_mobile', comment: '号码<b>打不通</b>' }]
  const act = { type: 'return' as const, fields, due: '2021-05-13' }
  await at.cases.actOnApplication(officer, application, act, { key: v7() })
  const form = await read()
  expect(form.case).toMatchObject({ state: 'returned', holder: '您', due: '2021-05-13', may: ['resubmit'] })
  const open = fieldsOf(form).filter(({ editable, type }) => editable && type !== 'files')
  expect(open.map(({ id: field, comment }) => [field, comment])).toEqual([
    ['contact_mobile', '号码<b>打不通</b>'],
  ])
})

test('pages without a script show the comments, and inputs for nothing else', async () => {
  const list = await page('/form')
  expect(list).toContain('退回意见：号码&lt;b&gt;打不通')
  expect(list).toContain('/form/section/people#f-contact_mobile')
  const section = await page('/form/section/people')
  expect(section).toContain('name="f.contact_mobile"')
  expect(section).toContain('id="f-contact_mobile-comment"')
  expect(section.match(/name="f\./g)).toHaveLength(1)
  expect(await page('/form/section/project')).not.toContain('name="f.')
  expect(await page('/form/section/people')).toContain('只有退回的栏目和与其有关的栏目可以修改')
})

test('takes the named field and refuses every other one, also where both come together', async () => {
  const closed = await change({ contact_mobile: '13900000001', legal_rep: '王明' })
  expect(closed.statusCode).toBe(422)
  expect(closed.json().error.message + closed.json().error.hint).toContain('只退回了')
  const smuggled = await post('/form/section/applicant', {
    ...{ revision: String((await read()).revision), shown: 'legal_rep', 'f.legal_rep': '王明', do: 'save' },
  })
  expect(smuggled.statusCode).toBeGreaterThanOrEqual(400)
  const saved = await post('/form/section/people', {
    ...{ revision: String((await read()).revision), shown: 'contact_mobile' },
    ...{ 'f.contact_mobile': '13900000001', do: 'save' },
  })
  expect(saved.statusCode).toBe(303)
  const values = Object.fromEntries(fieldsOf(await read()).map((field) => [field.id, field.value]))
  expect(values).toMatchObject({ contact_mobile: '13900000001' })
  expect(values.legal_rep).not.toBe('王明')
})

test('is handed in again after the call has closed, and is closed again', async () => {
  const { revision } = await read()
  const check = await page('/form/check')
  expect(check).toContain('重新提交')
  expect(check).toContain('section/people?from=check#f-contact_mobile')
  expect(check).not.toContain('?from=check#f-legal_rep')
  const sent = await post('/form/submit', { revision: String(revision) })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/form/receipt'])
  const form = await read()
  expect(form.submission?.number).toMatch(/-2$/)
  expect(form.case).toMatchObject({ state: 'recommending', may: [] })
  const receipt = await page('/form/receipt')
  expect(receipt).toContain('现在在上海市黄浦区市场监督管理局，自2021年5月6日起')
  expect(receipt).not.toContain('action="/form/recall"')
})

test('what another answer to a returned field asks for can be given, and it goes back', async () => {
  const officer = await at.recommender()
  const { id: application } = await filer.application()
  const fields = [{ field: 'pilot_type', comment: '应为团体标准培育试点' }]
  await at.cases.actOnApplication(
    officer,
    application,
    { type: 'return', fields, due: '2021-05-13' },
    { key: v7() },
  )
  expect((await change({ pilot_type: 'association-standard' })).statusCode).toBe(200)
  const form = await read()
  expect(form.open.map(({ field }) => field)).toEqual(['assoc_role'])
  const section = await page('/form/section/standing')
  expect(section).toContain('name="f.assoc_role"')
  expect(section).not.toContain('name="f.influence"')
  const role = '本会组织实施团体标准12项。'
  expect((await change({ assoc_role: role })).statusCode).toBe(200)
  const sent = await post('/form/submit', { revision: String((await read()).revision) })
  expect(sent.headers.location).toBe('/form/receipt')
  expect((await read()).submission?.number).toMatch(/-3$/)
})
