/** The whole form over HTTP: one draft with the chat, every change once, nothing lost. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DraftForm, FormField } from '../../src/contract/draft.ts'
import { type Answer, Applicant, inside, type Line, over } from '../rigs/applicant.ts'
import { application } from '../rigs/application.ts'
import { listenTo } from '../rigs/events.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse({ port: 0 })
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

/** The whole form of one applicant, by the token of their chat. */
class Form {
  readonly applicant: Applicant

  constructor(applicant: Applicant) {
    this.applicant = applicant
  }

  static start = async (): Promise<Form> => new Form(await Applicant.start(line, { locale: 'en' }))

  private ask(method: 'GET' | 'PATCH' | 'POST', what = '', body?: unknown): Promise<Answer> {
    const { id, own } = this.applicant
    return line({ method, path: `/api/drafts/${id}${what}`, headers: own, ...(body ? { body } : {}) })
  }

  read = async (): Promise<DraftForm> => (await this.ask('GET')).body
  patch = (body: object): Promise<Answer> => this.ask('PATCH', '', body)
  act = (what: 'submit' | 'recall', body: object = {}): Promise<Answer> => this.ask('POST', `/${what}`, body)

  /** Sets fields that must be taken. */
  async set(set: Record<string, unknown>): Promise<DraftForm> {
    const { status, body } = await this.patch({ set })
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
}

const fieldOf = (form: DraftForm, id: string): FormField => {
  const field = form.sections.flatMap(({ fields }) => fields).find((one) => one.id === id)
  if (!field) throw new Error(`no field ${id}`)
  return field
}

test('shows the whole form of a draft that nobody has begun, and gives it a code', async () => {
  const form = await Form.start()
  const draft = await form.read()
  expect(draft).toMatchObject({ locale: 'en', revision: 0, status: 'draft', window: 'open' })
  expect(draft.resume.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(draft.sections.filter(({ shown }) => shown).map(({ state }) => state)).not.toContain('complete')
  expect(fieldOf(draft, 'org_name')).toMatchObject({
    required: true,
    prescribed: false,
    max: 100,
    state: 'open',
  })
  expect(fieldOf(draft, 'credit_self')).toMatchObject({ prescribed: true, clause: '三.1' })
  expect(fieldOf(draft, 'programme_year')).toMatchObject({ type: 'constant', words: '2021' })
  expect(draft.open.map(({ field }) => field)).toContain('uscc')
  expect((await form.read()).resume).toEqual(draft.resume)
  expect((await form.applicant.transcript()).resume?.code).toBe(draft.resume.code)
})

test('takes answers as the chat does: read, prefilled, shown to the chat as well', async () => {
  const form = await Form.start()
  const draft = await form.set({ uscc: '９１３１００００ 132200880l', org_name: 'Plain Words Ltd' })
  expect(draft.revision).toBe(1)
  expect(fieldOf(draft, 'uscc')).toMatchObject({ value: '91310000132200880L', state: 'answered' })
  expect(fieldOf(draft, 'org_type')).toMatchObject({ value: 'enterprise', derived: true })
  const [said] = await form.applicant.press('show:summary')
  expect(said?.text).toContain('Plain Words Ltd')
  await form.applicant.say('change Name of unit to Other Words Ltd')
  expect(fieldOf(await form.read(), 'org_name').value).toBe('Other Words Ltd')
})

test('keeps wrong answers as typed with their error, and counts the excess of a long one', async () => {
  const form = await Form.start()
  const long = '长'.repeat(75)
  const draft = await form.set({ project_name: long, contact_mobile: '12', postcode: '2000' })
  expect(fieldOf(draft, 'project_name')).toMatchObject({ value: long, state: 'wrong' })
  expect(fieldOf(draft, 'project_name').error).toMatch(/75.*60.*15/)
  expect(fieldOf(draft, 'contact_mobile')).toMatchObject({ value: '12', state: 'wrong' })
  expect(draft.sections.find(({ id }) => id === 'project')?.state).toBe('has-errors')
  expect(draft.open.map(({ field }) => field)).toContain('postcode')
  const mended = await form.set({ project_name: 'Short', postcode: null, contact_mobile: '  ' })
  expect(fieldOf(mended, 'project_name')).toMatchObject({ value: 'Short', state: 'answered' })
  expect(fieldOf(mended, 'postcode').state).toBe('open')
  expect(fieldOf(mended, 'contact_mobile').value).toBeUndefined()
  expect(mended.sections.find(({ id }) => id === 'project')?.state).toBe('in-progress')
})

test('keeps too many ticked boxes ticked', async () => {
  const form = await Form.start()
  const topics = ['public-safety', 'comprehensive-management', 'basic-public-services', 'agriculture']
  const field = fieldOf(await form.set({ topics }), 'topics')
  expect(field).toMatchObject({ value: topics, state: 'wrong' })
  expect(field.error).toMatch(/3.*4/)
})

test('shows conditional fields when the answers call for them and keeps what was in them', async () => {
  const form = await Form.start()
  expect(fieldOf(await form.read(), 'assoc_role').shown).toBe(false)
  const shown = await form.set({ pilot_type: 'association-standard', assoc_role: 'We lead three.' })
  expect(fieldOf(shown, 'assoc_role')).toMatchObject({ shown: true, state: 'answered' })
  const hidden = fieldOf(await form.set({ pilot_type: 'general' }), 'assoc_role')
  expect(hidden).toMatchObject({ shown: false, value: 'We lead three.' })
})

test('keeps good and wrong rows in their order, with sums of the good ones', async () => {
  const form = await Form.start()
  const rows = [
    { source: 'own', amount: '40' },
    { source: 'district', amount: 'forty' },
    { source: 'industry', amount: '20.5' },
    { source: '', amount: '' },
  ]
  const draft = await form.set({ budget_total: '60.5', budget_src: rows })
  const field = fieldOf(draft, 'budget_src')
  expect(field.rows?.map(({ cells }) => cells.amount)).toEqual(['40', 'forty', '20.5'])
  expect(field.rows?.map(({ errors }) => Object.keys(errors))).toEqual([[], ['amount'], []])
  expect(field).toMatchObject({ state: 'wrong', sums: [{ column: 'amount', sum: 60.5 }] })
  expect(draft.open.map((item) => item.field)).toContain('budget_src')
  const mended = await form.set({ budget_src: [rows[0], rows[2]] })
  expect(fieldOf(mended, 'budget_src')).toMatchObject({ state: 'answered' })
  const short = fieldOf(await form.set({ budget_src: [rows[0]] }), 'budget_src')
  expect(short.error).toMatch(/60\.5|total/i)
})

test('keeps the wrong rows of the form while the chat adds good ones', async () => {
  const form = await Form.start()
  await form.set({ leading_group: [{ name: 'One', duty: '' }] })
  await form.applicant.press('begin:filing')
  await form.applicant.press('go:leading_group')
  await form.applicant.fill({ name: 'Two', duty: 'leads' })
  const { rows } = fieldOf(await form.read(), 'leading_group')
  expect(rows?.map(({ cells }) => cells.name)).toEqual(['One', 'Two'])
  expect(Object.keys(rows?.[0]?.errors ?? {})).toEqual(['duty'])
})

test('takes the files that fit, names the others, and knows only files of this draft', async () => {
  const form = await Form.start()
  const { body: first } = await form.applicant.upload('licence.pdf', PDF)
  const { body: second } = await form.applicant.upload('again.pdf', PDF)
  const answer = await form.patch({ set: { att_license: [first.id, second.id] } })
  expect(fieldOf(answer.body, 'att_license').files?.map(({ name }) => name)).toEqual(['licence.pdf'])
  expect(answer.body.notices).toMatchObject([
    { field: 'att_license', text: expect.stringContaining('again.pdf') },
  ])
  const stranger = await Applicant.start(line)
  const { body: theirs } = await stranger.upload('theirs.pdf', PDF)
  expect(await form.patch({ set: { att_license: [theirs.id] } })).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown-file', field: 'set.att_license' } },
  })
  expect(fieldOf(await form.set({ att_license: [] }), 'att_license').files).toEqual([])
})

test('hands an uploaded file back to who holds the draft, never to be shown in place', async () => {
  const form = await Form.start()
  const { body: file } = await form.applicant.upload('执照.pdf', PDF)
  const path = `/api/drafts/${form.applicant.id}/files/${file.id}`
  const got = await line({ method: 'GET', path, headers: form.applicant.own })
  expect(got).toMatchObject({ status: 200, body: PDF.toString() })
  expect(got.headers['content-disposition']).toMatch(/^attachment/)
  const stranger = await Applicant.start(line)
  expect(await line({ method: 'GET', path, headers: stranger.own })).toMatchObject({ status: 404 })
  const elsewhere = `/api/drafts/${stranger.id}/files/${file.id}`
  expect(await line({ method: 'GET', path: elsewhere, headers: stranger.own })).toMatchObject({ status: 404 })
})

test('undoing in the chat leaves alone what the form changed since', async () => {
  const form = await Form.start()
  await form.applicant.say('change Name of unit to Chat')
  await form.set({ org_name: 'Form' })
  await form.applicant.say('undo')
  expect(fieldOf(await form.read(), 'org_name').value).toBe('Form')
})

test('refuses fields and shapes it does not know, and then changes nothing', async () => {
  const form = await Form.start()
  for (const [set, code, field] of [
    [{ org_name: 'A', nonsense: 'x' }, 'unknown-field', 'set.nonsense'],
    [{ org_name: 'A', programme_year: '1999' }, 'unknown-field', 'set.programme_year'],
    [{ org_name: 'A', schedule: 'a; b' }, 'bad-request', 'set.schedule'],
    [{ org_name: 'A', schedule: [{ nonsense: 'x' }] }, 'bad-request', 'set.schedule'],
    [{ org_name: [{ name: 'x' }] }, 'bad-request', 'set.org_name'],
  ] as const)
    expect(await form.patch({ set })).toMatchObject({ status: 400, body: { error: { code, field } } })
  const much = await form.patch({ set: { intro: 'x'.repeat(20_001) } })
  expect(much.status).toBe(400)
  expect((await form.read()).revision).toBe(0)
})

test('refuses a change that was made on an old revision, and hands out the draft as it is', async () => {
  const form = await Form.start()
  const { revision } = await form.set({ org_name: 'First' })
  await form.applicant.say('change Name of unit to Second')
  const late = await form.patch({ revision, set: { org_name: 'Third', lead_name: 'Lee' } })
  expect(late).toMatchObject({
    status: 409,
    body: { error: { code: 'outdated' }, draft: { revision: revision + 1 } },
  })
  expect(late.headers['content-type']).toContain('application/problem+json')
  expect(fieldOf(late.body.draft, 'org_name').value).toBe('Second')
  expect(fieldOf(late.body.draft, 'lead_name').state).toBe('open')
  const now = await form.patch({ revision: late.body.draft.revision, set: { org_name: 'Third' } })
  expect(now.status).toBe(200)
})

test('of two changes on the same revision takes one', async () => {
  const form = await Form.start()
  const { revision } = await form.set({ org_name: 'First' })
  const answers = await Promise.all(
    ['A', 'B', 'C', 'D'].map((name) => form.patch({ revision, set: { org_name: name } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  expect((await form.read()).revision).toBe(revision + 1)
})

test('takes a repeated change once, records it under the form, and answers it the same way', async () => {
  const form = await Form.start()
  const change = { id: 'one-and-the-same', set: { org_name: 'Once' } }
  const first = await form.patch(change)
  await form.set({ org_name: 'Later' })
  const again = await form.patch(change)
  expect([first.status, again.status]).toEqual([200, 200])
  expect(fieldOf(again.body, 'org_name').value).toBe('Later')
  const events = await house.store.drafts.events(first.body.id)
  expect(events.map(({ field, channel, new: entry }) => [field, channel, entry?.value])).toEqual([
    ['org_name', 'form', 'Once'],
    ['org_name', 'form', 'Later'],
  ])
})

test('opens a draft by its own id with its code or a token that holds it, and for nobody else', async () => {
  const form = await Form.start()
  const { id, resume } = await form.set({ org_name: 'Mine' })
  const stranger = await Applicant.start(line)
  const get = (headers: Record<string, string>, at = id) =>
    line({ method: 'GET', path: `/api/drafts/${at}`, headers })
  for (const code of [resume.code, resume.code.toLowerCase().replace('-', ' ')])
    expect(await get({ 'x-resume-code': code })).toMatchObject({ status: 200, body: { id } })
  expect(await get(form.applicant.own)).toMatchObject({ status: 200, body: { id } })
  const other = await Applicant.start(line, { code: resume.code })
  expect(await get(other.own)).toMatchObject({ status: 200, body: { id } })
  expect(await get({})).toMatchObject({ status: 401, body: { error: { code: 'unauthorised' } } })
  for (const headers of [stranger.own, { 'x-resume-code': 'AAAA-AAAA' }])
    expect(await get(headers as never)).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown-draft' } },
    })
  expect([401, 404]).toContain((await get({ 'x-resume-code': '' })).status)
  expect(await get(stranger.own, form.applicant.id)).toMatchObject({ status: 404 })
  expect(await get(stranger.own, v7())).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown-draft' } },
  })
  expect(
    await line({
      method: 'PATCH',
      path: `/api/drafts/${id}`,
      headers: stranger.own,
      body: { set: { org_name: 'Theirs' } },
    }),
  ).toMatchObject({ status: 404 })
  expect(fieldOf(await form.read(), 'org_name').value).toBe('Mine')
})

test('says what is open instead of submitting, then submits, recalls and submits again', async () => {
  const form = await Form.start()
  const early = await form.act('submit')
  expect(early).toMatchObject({
    status: 422,
    body: { error: { code: 'not-ready' }, draft: { status: 'draft' } },
  })
  expect(await form.act('recall')).toMatchObject({ status: 422 })
  const full = await form.set(application)
  expect(full.open).toEqual([])
  expect(await form.act('submit', { revision: full.revision - 1 })).toMatchObject({ status: 409 })
  const once = { id: 'submitted-once', revision: full.revision }
  const done = await form.act('submit', once)
  expect(done).toMatchObject({ status: 200, body: { status: 'submitted' } })
  expect((await form.act('submit', once)).body.submission).toEqual(done.body.submission)
  expect(await form.act('submit')).toMatchObject({ status: 422 })
  expect((await line({ method: 'GET', path: done.body.submission.href })).status).toBe(200)
  expect(await form.act('recall')).toMatchObject({ status: 200, body: { status: 'draft' } })
  const second = await form.act('submit')
  expect(second.body.submission.number).not.toBe(done.body.submission.number)
})

test('keeps what was submitted as it is, says how to change it, and takes changes again once it is taken back', async () => {
  const form = await Form.start()
  await form.set(application)
  await form.act('submit')
  const late = await form.patch({ set: { org_name: 'Another' } })
  expect(late).toMatchObject({ status: 422, body: { error: { code: 'not-ready' } } })
  expect(late.body.error.message).toContain('take it back')
  expect(fieldOf(await form.read(), 'org_name').value).toBe(application.org_name)
  await form.act('recall')
  expect(fieldOf(await form.set({ org_name: 'Another' }), 'org_name').value).toBe('Another')
})

test('lets an open chat go on when its question is answered on the form', async () => {
  const address = await house.listen()
  const form = new Form(await Applicant.start(over(address), { locale: 'en' }))
  const { applicant } = form
  await applicant.press('begin:filing')
  expect(applicant.card?.step).toBe('project_name')
  const chat = await listenTo(`${address}${applicant.path}/events`, applicant.own)
  const page = await listenTo(`${address}/api/drafts/${applicant.id}/events`, applicant.own)
  await chat.until((data) => data.reply?.key === 'filing.ask.project_name')

  await form.set({ project_name: 'From the form' })
  const heard = await chat.until((data) => data.reply?.key === 'filing.answered-elsewhere')
  expect(heard.text).toContain('From the form')
  await chat.until((data) => data.reply?.key === 'filing.ask.pilot_type')
  await page.until((data) => data.revision === 1)

  await applicant.send({ form: { step: 'pilot_type', values: { pilot_type: 'general' } } })
  await page.until((data) => data.revision === 2)
  await form.set({ lead_name: 'Not asked yet' })
  await page.until((data) => data.revision === 3)
  const { entries } = await applicant.transcript()
  expect(entries.filter(({ reply }) => reply?.key === 'filing.answered-elsewhere')).toHaveLength(1)
  chat.close()
  page.close()
})

test('without a stream, restates the question that is open now and not the one answered on the form', async () => {
  const form = await Form.start()
  await form.applicant.press('begin:filing')
  await form.set({ project_name: 'From the form' })
  const replies = await form.applicant.say('when is the deadline?')
  expect(replies.map(({ key }) => key).slice(-2)).toEqual([
    'filing.answered-elsewhere',
    'filing.ask.pilot_type',
  ])
})
