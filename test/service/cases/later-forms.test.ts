/** A project's later forms, filled in and handed in by chat, in a house with its database. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashOfForm } from '../../../src/programme/form-programme.ts'
import { CaseHouse, type Filer, type Seat } from '../../rigs/case-house.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const FORM = 'acceptance'
let at: CaseHouse
let body: Seat
let bureau: Seat
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00')
  body = await at.recommender()
  bureau = await at.authority()
})
afterAll(() => at.house.close())

const key = () => ({ key: v7() })

async function filed(): Promise<Filer> {
  at.set('2021-04-12 10:00')
  const one = await at.applicant()
  await one.submit()
  return one
}

async function approved(): Promise<Filer> {
  const one = await filed()
  const { id } = await one.application()
  await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: '同意推荐。' }, key())
  at.set('2021-05-20 10:00')
  await at.cases.actOnApplication(bureau, id, { type: 'approve', document: '沪市监〔2021〕1号' }, key())
  at.set('2023-03-10 10:00')
  return one
}

/** What is still to be said in the form for acceptance, in order. */
const ANSWERS = [
  ...['沪市监〔2021〕1号', '2023年5月20日', '没有', '建立了三个子体系。', '制定企业标准34项。', '跳过'],
  ...['培训18场。', '全部实施。', '自我评价2次。', '92', '95', '跳过', '助餐点增加到30个。', '跳过', '跳过'],
  ...['达到目标', '28.6', '跳过', '跳过', '跳过'],
]

const textOf = ({ one }: Filer): string => one.replies.map(({ text }) => text).join('\n')

describe('a later form', () => {
  let filer: Filer
  let parent: { id: string; code: string; number: string; project: string }
  beforeAll(async () => {
    filer = await approved()
    const { draft } = await filer.conversation()
    const project = await filer.project()
    parent = {
      id: draft?.id ?? '',
      code: draft?.code ?? '',
      number: project.number,
      project: project.id,
    }
  })

  it('is begun with what the application says, in the conversation that opens it', async () => {
    await filer.one.press(`form:${FORM}`)
    expect(textOf(filer)).toContain('没有规定验收的表式')
    expect(textOf(filer)).toContain('立项文件的文号是什么？')
    const { draft, programmeHash } = await filer.conversation()
    const { programmeHash: hash } = await filer.at.store.drafts
      .find(parent.id)
      .then((found) => found ?? never())
    expect(programmeHash).toBe(hashOfForm(hash, FORM))
    expect(draft?.form).toEqual({ id: FORM, parentCode: parent.code })
    expect(draft?.entries.project_name).toEqual({ value: '社区助餐服务标准化试点', source: 'derived' })
    expect(draft?.entries.task1).toBeUndefined()
  })

  it('is the same draft on the whole form', async () => {
    const { one } = filer
    const { status, body: form } = await one.line({
      method: 'GET',
      path: `/api/drafts/${one.id}`,
      headers: one.own,
    })
    expect(status).toBe(200)
    const fields = form.sections.flatMap((section: { fields: { id: string }[] }) => section.fields)
    expect(fields.map(({ id }: { id: string }) => id)).toContain('done1')
    const set = { results: '助餐点增加到30个。' }
    const changed = await one.line({
      method: 'PATCH',
      path: `/api/drafts/${one.id}`,
      body: { set },
      headers: one.own,
    })
    expect([changed.status, changed.body.notices]).toEqual([200, []])
    const unset = await one.line({
      method: 'PATCH',
      path: `/api/drafts/${one.id}`,
      body: { set: { results: null } },
      headers: one.own,
    })
    expect(unset.status).toBe(200)
  })

  it('is left and found again where it stood', async () => {
    await filer.one.say('沪市监〔2021〕1号')
    const begun = (await filer.conversation()).draft
    await filer.one.press('do:leave-form')
    expect((await filer.conversation()).draft?.id).toBe(parent.id)
    await filer.one.press(`form:${FORM}`)
    const again = (await filer.conversation()).draft
    expect([again?.id, again?.entries.approval_document?.value]).toEqual([begun?.id, '沪市监〔2021〕1号'])
    expect(await at.store.cases.forms(parent.id)).toHaveLength(1)
  })

  it('requests acceptance when it is handed in, under a number of its own', async () => {
    for (const answer of ANSWERS.slice(1)) await filer.one.say(answer)
    await filer.one.press('do:submit')
    expect(textOf(filer)).toContain('确认提交验收申请吗')
    const yes = filer.one.replies.at(-1)?.choices?.find(({ value }) => value.startsWith('yes:submit:'))
    await filer.one.press(yes?.value ?? '')
    expect(textOf(filer)).toContain(`编号：${parent.number}-YS`)
    const project = await at.store.cases.project(parent.project)
    expect(project?.kept.state).toBe('accepting')
    const acts = (await at.store.cases.events(parent.project)).map(({ act }) => act)
    expect(acts).toContainEqual({ type: 'handed-in', form: FORM, submission: `${parent.number}-YS` })
    expect(acts).toContainEqual({ type: 'request-acceptance' })
  })

  it('is printed as its own paper, whose check code is vouched for', async () => {
    const submission = await at.store.submissions.find(`${parent.number}-YS`)
    if (!submission) throw new Error('not handed in')
    const printed = await at.house.paper.print(submission.checkCode, 'http://127.0.0.1')
    expect(Buffer.from(printed.pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const found = await at.house.prints.find(submission.checkCode)
    expect(found).toMatchObject({ standing: { state: 'current' } })
  })

  it('can be looked at when the project has gone on, and others cannot be begun', async () => {
    await filer.one.press('do:leave-form')
    await filer.one.press(`form:${FORM}`)
    expect(textOf(filer)).toContain(`${parent.number}-YS`)
    await filer.one.press('do:leave-form')
    await filer.one.press('form:task-book')
    expect(filer.one.replies.map(({ key: said }) => said)).toEqual([expect.stringContaining('refused')])
    expect((await filer.conversation()).draft?.id).toBe(parent.id)
  })
})

const never = (): never => {
  throw new Error('not found')
}

describe('without a project', () => {
  it('there is no form to open', async () => {
    const filer = await filed()
    const before = (await filer.conversation()).draft?.id
    await filer.one.press(`form:${FORM}`)
    expect((await filer.conversation()).draft?.id).toBe(before)
    expect(await at.store.cases.forms(before ?? '')).toEqual([])
  })
})
