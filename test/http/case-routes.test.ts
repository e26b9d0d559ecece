/**
 * Every route of applications and projects, called by whoever should not: nobody, another site, the wrong role, another
 * body, another area, somebody whose rights ended meanwhile. A route that is not in the table below fails.
 */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { ApplicationRecord, ProjectRecord } from '../../src/casework/case.ts'
import { applicationViewSchema, boardSchema, projectViewSchema } from '../../src/contract/cases.ts'
import { BODY, CaseHouse, type Filer, OTHER_BODY } from '../rigs/case-house.ts'
import { type Answer, DeskClient } from '../rigs/desk-client.ts'
import { makeOfficer, PROGRAMME } from '../rigs/desk-house.ts'

// a crowded machine takes its time
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

/** Topic of the rig's application lies in the area of public services. */
const AREA = 'public-services'
const OTHER_AREA = 'agriculture-and-rural'

interface Stage {
  application: ApplicationRecord
  project: ProjectRecord
}
let at: CaseHouse
let stage: Stage
let approved: Filer

interface Case {
  path?: (stage: Stage) => string
  body?: (stage: Stage) => unknown
  /** what whoever sees none of the rows is told; a row is as if it were not */
  blind: 404 | 403 | 'nothing'
  /** what whoever recommends is told where only the authority may */
  recommender?: number
}

const row =
  (rest = '') =>
  ({ application }: Stage) =>
    `/api/desk/applications/${application.id}${rest}`
const ofProject =
  (rest = '') =>
  ({ project }: Stage) =>
    `/api/desk/projects/${project.id}${rest}`
const list = (path: string) => () => `${path}?programme=${PROGRAMME}`

const CASES: Record<string, Case> = {
  'GET /api/desk/applications': { path: list('/api/desk/applications'), blind: 'nothing' },
  'GET /api/desk/applications/{id}': { path: row(), blind: 404 },
  'POST /api/desk/applications/{id}/acts': {
    path: row('/acts'),
    body: ({ application: { version } }) => ({
      ...{ id: v7(), version },
      act: { type: 'recommend', opinion: 'good' },
    }),
    blind: 404,
  },
  'POST /api/desk/applications/acts': {
    body: ({ application: { id } }) => ({
      ...{ id: v7(), applications: [id] },
      act: { type: 'recommend', opinion: 'good' },
    }),
    blind: 'nothing',
  },
  'POST /api/desk/applications/{id}/remarks': {
    path: row('/remarks'),
    body: () => ({ field: 'project_name', text: 'shorter' }),
    blind: 404,
  },
  'DELETE /api/desk/applications/{id}/remarks/{remark}': { path: row(`/remarks/${v7()}`), blind: 404 },
  'PUT /api/desk/applications/{id}/checks/{item}': {
    path: row('/checks/paper:copies'),
    body: () => ({ result: 'ok', note: '' }),
    blind: 404,
  },
  'POST /api/desk/applications/{id}/scans': { path: row('/scans'), blind: 404 },
  'GET /api/desk/applications/{id}/files/{file}': { path: row(`/files/${v7()}`), blind: 404 },
  'GET /api/desk/projects': { path: list('/api/desk/projects'), blind: 'nothing' },
  'GET /api/desk/projects/{id}': { path: ofProject(), blind: 404 },
  'POST /api/desk/projects/{id}/acts': {
    path: ofProject('/acts'),
    body: ({ project: { version } }) => ({ id: v7(), version, act: { type: 'cancel', reason: 'no' } }),
    blind: 404,
    recommender: 422,
  },
  'GET /api/desk/projects/{id}/files/{file}': { path: ofProject(`/files/${v7()}`), blind: 404 },
  'POST /api/desk/projects/{id}/evidence': { path: ofProject('/evidence'), blind: 404 },
  'GET /api/desk/board': { path: list('/api/desk/board'), blind: 403, recommender: 403 },
}

/** Routes of cases, whatever they are called. */
const OF_CASES = /^\/api\/desk\/(?:applications|projects|board)(?:\/|$)/

beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00')
  const filed = await at.applicant()
  approved = await at.applicant()
  await filed.submit()
  await approved.submit()
  const [district, bureau] = [await at.recommender(), await at.authority()]
  const { id } = await approved.application()
  const options = () => ({ key: v7() })
  await at.cases.actOnApplication(district, id, { type: 'recommend', opinion: 'good' }, options())
  await at.cases.actOnApplication(bureau, id, { type: 'approve', document: '12' }, options())
  stage = { application: await filed.application(), project: await approved.project() }
})
afterAll(() => at.house.close())

const all = Object.entries(CASES).map(([name, one]) => ({ name, ...one }))

function call(
  client: DeskClient,
  { name, path, body }: (typeof all)[number],
  headers?: Record<string, string>,
) {
  const [method = '', address = ''] = name.split(' ')
  return client.send(method as 'GET', path ? path(stage) : address, body?.(stage), headers)
}
const signedIn = async ({ id }: { id: string }) => DeskClient.of(at.house, id)
const codeOf = ({ status, body }: Answer) => [status, body.error?.code]

/** What somebody is told who sees none of it. */
function expectBlind(one: (typeof all)[number], answer: Answer): void {
  if (one.blind !== 'nothing') {
    expect(codeOf(answer), one.name).toEqual(one.blind === 404 ? [404, 'unknown-case'] : [403, 'not-allowed'])
    return
  }
  expect(answer.status, one.name).toBe(200)
  expect(JSON.stringify(answer.body)).not.toContain(stage.application.number)
  expect(JSON.stringify(answer.body)).not.toContain(stage.application.title)
  expect(answer.body.done ?? answer.body.items).toEqual([])
}

test('the table holds every route there is', () => {
  const { paths = {} } = at.house.app.swagger() as { paths?: Record<string, object> }
  const routes = Object.entries(paths)
    .filter(([path]) => OF_CASES.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  expect(routes.sort()).toEqual(Object.keys(CASES).sort())
})

describe('nobody signed in', () => {
  test.each(all)('$name: 401', async (one) => {
    for (const cookie of [null, `l${'x'.repeat(43)}`]) {
      const client = new DeskClient(at.house)
      if (cookie) client.cookies.set('shenbao-desk', cookie)
      expect(codeOf(await call(client, one))).toEqual([401, 'not-signed-in'])
    }
  })
})

describe('a page of another site, with the officer’s own cookie', () => {
  test.each(all.filter(({ name }) => !name.startsWith('GET')))('$name: 403', async (one) => {
    const client = await signedIn(await at.authority())
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(codeOf(await call(client, one, headers as Record<string, string>))).toEqual([403, 'not-ours'])
  })
})

describe('whoever has no part in casework', () => {
  const roles = ['contact', 'lead', 'viewer', 'admin'] as const
  test.each(all)('$name', async (one) => {
    for (const role of roles) {
      const client = await signedIn(await makeOfficer(at.house, role, role))
      const answer = await call(client, one)
      if (one.name.startsWith('GET') && one.blind === 'nothing')
        expect(codeOf(answer), role).toEqual([403, 'not-allowed'])
      else expectBlind(one, answer)
    }
  })
})

describe('somebody of another body: as if it were not', () => {
  test.each(all)('$name', async (one) => {
    const answer = await call(await signedIn(await at.recommender(OTHER_BODY)), one)
    expectBlind(one, answer)
  })

  test('and the same words as for what does not exist', async () => {
    const client = await signedIn(await at.recommender(OTHER_BODY))
    const foreign = await client.get(row()(stage))
    for (const id of [v7(), '1', '%00'])
      expect((await client.get(`/api/desk/applications/${id}`)).body).toEqual(foreign.body)
  })
})

describe('the authority of another area: as if it were not', () => {
  test.each(all.filter(({ blind }) => blind !== 403))('$name', async (one) => {
    expectBlind(one, await call(await signedIn(await at.authority(OTHER_AREA)), one))
  })

  test('of the own area it is there', async () => {
    const client = await signedIn(await at.authority(AREA))
    expect((await client.get(row()(stage))).status).toBe(200)
    const board = await client.get(list('/api/desk/board')())
    expect(board.body.applications).toEqual([
      { state: 'approved', count: 1 },
      { state: 'recommending', count: 1 },
    ])
    const other = await (await signedIn(await at.authority(OTHER_AREA))).get(list('/api/desk/board')())
    expect(other.body).toMatchObject({ applications: [], projects: [], waiting: [], ending: [] })
  })
})

describe('a recommender where only the authority may', () => {
  test.each(all.filter(({ recommender }) => recommender))('$name: $recommender', async (one) => {
    const { status } = await call(await signedIn(await at.recommender()), one)
    expect(status).toBe(one.recommender)
  })
})

describe('rights that end while one is signed in', () => {
  test.each(all)('$name: 401 from then on', async (one) => {
    const seat = await at.authority()
    const client = await signedIn(seat)
    expect((await client.get('/api/desk/me')).status).toBe(200)
    await at.house.desk.accounts.change(seat.id, { active: false }, OPERATOR)
    expect((await call(client, one)).status).toBe(401)
  })

  test('a body that is taken away takes its rows away', async () => {
    const seat = await at.recommender()
    const client = await signedIn(seat)
    expect((await client.get(row()(stage))).status).toBe(200)
    const grants = [{ role: 'recommender' as const, programmeId: PROGRAMME, contact: null, body: OTHER_BODY }]
    await at.house.desk.accounts.change(seat.id, { grants }, OPERATOR)
    expect(codeOf(await client.get(row()(stage)))).toEqual([404, 'unknown-case'])
  })
})

test('nothing of all this was done', async () => {
  const { application, project } = stage
  expect(await at.store.cases.application(application.id)).toEqual(application)
  expect(await at.store.cases.project(project.id)).toEqual(project)
  expect(await at.store.cases.remarks(application.id)).toEqual([])
  expect(await at.store.cases.checks(application.id)).toEqual([])
})

describe('whoever may', () => {
  test('lists what waits for the own body, with what may be done', async () => {
    const client = await signedIn(await at.recommender())
    const { status, body } = await client.get(`${list('/api/desk/applications')()}&holder=me`)
    expect(status).toBe(200)
    expect(body.items).toMatchObject([
      {
        ...{ id: stage.application.id, state: 'recommending', holder: '上海市黄浦区市场监督管理局' },
        body: { id: BODY, label: '上海市黄浦区市场监督管理局' },
        may: ['return', 'recommend', 'decline', 'paper-received'],
      },
    ])
    // what waits for the reader is a tab too: the others count what they would show
    expect(body.counts).toEqual([
      { state: 'approved', count: 1 },
      { state: 'recommending', count: 1 },
    ])
    const both = await client.get(list('/api/desk/applications')())
    expect(both.body.items).toHaveLength(2)
  })

  test('reads the form in words, a checklist made from the notice, and the record', async () => {
    const client = await signedIn(await at.recommender())
    const { status, body } = await client.get(row()(stage))
    expect(status).toBe(200)
    const view = applicationViewSchema.parse(body)
    const answers = view.sections.flatMap((section) => section.answers)
    expect(answers.find(({ field }) => field === 'project_name')).toMatchObject({
      value: '社区助餐服务标准化试点',
      was: null,
    })
    const { programme } = await at.house.libraries.pinned(stage.application.programmeHash)
    const conditions = view.checks.filter(({ kind }) => kind === 'condition')
    expect(conditions.length).toBeGreaterThan(2)
    for (const { clause, quote, label } of conditions) {
      expect(quote, label).toBe(programme.notice.get(clause ?? ''))
      expect(quote).toBeTruthy()
    }
    expect(view.checks.filter(({ kind }) => kind === 'field').map(({ found }) => found)).not.toContain(
      'unmet',
    )
    expect(view.checks.filter(({ kind }) => kind === 'paper')).toMatchObject([
      // none has come yet, which is no fault
      { item: 'paper:copies', found: 'unknown' },
      { item: 'paper:seal', found: null },
    ])
    expect(view.events.map(({ act }) => act)).toEqual(['submit'])
    expect(view).toMatchObject({ copies: 3, seal: 'wet', recusal: false, comparedWith: null, project: null })
    const { href } = view.versions[0] ?? { href: '' }
    expect((await client.get(href)).status).toBe(200)
  })

  test('notes and ticks as the tier that has it; whoever has it not reads neither what is being written', async () => {
    const client = await signedIn(await at.recommender())
    const bureau = await signedIn(await at.authority())
    const remark = { field: 'project_name', text: '请写全称' }
    const noted = await client.send('POST', row('/remarks')(stage), remark)
    expect(noted.body.remarks).toMatchObject([{ ...remark, sent: false, mine: true, version: 1 }])
    const ticked = await client.send('PUT', row('/checks/paper:seal')(stage), { result: 'ok', note: 'seen' })
    const seal = ticked.body.checks.find(({ item }: { item: string }) => item === 'paper:seal')
    expect(seal).toMatchObject({ result: 'ok', note: 'seen', stale: false })
    expect((await bureau.get(row()(stage))).body.remarks).toEqual([])
    for (const [method, path, body] of [
      ['POST', '/remarks', remark],
      ['PUT', '/checks/paper:seal', { result: null, note: '' }],
      ['DELETE', `/remarks/${noted.body.remarks[0].id}`, undefined],
    ] as const)
      expect(codeOf(await bureau.send(method, row(path)(stage), body))).toEqual([422, 'case-refused'])
    expect(codeOf(await client.send('POST', row('/remarks')(stage), { ...remark, field: 'no' }))).toEqual([
      ...[400, 'unknown-field'],
    ])
    expect(codeOf(await client.send('PUT', row('/checks/no')(stage), { result: 'ok', note: '' }))).toEqual([
      ...[400, 'unknown-field'],
    ])
    const gone = await client.send('DELETE', row(`/remarks/${noted.body.remarks[0].id}`)(stage))
    expect(gone.body.remarks).toEqual([])
  })

  test('sees the board of what there is', async () => {
    const client = await signedIn(await at.authority())
    const board = boardSchema.parse((await client.get(list('/api/desk/board')())).body)
    expect(board.projects).toEqual([{ state: 'running', count: 1 }])
    const huangpu = board.bodies.find(({ id }) => id === BODY)
    expect(huangpu?.counts).toMatchObject({ approved: 1, 'project:running': 1, recommending: 1 })
    expect(board.areas.find(({ id }) => id === AREA)?.counts).toEqual(huangpu?.counts)
    expect(board.ending).toMatchObject([])
  })

  test('returns it, and once it is mended sees what is different', async () => {
    const filer = await at.applicant()
    await filer.submit()
    const { id, version } = await filer.application()
    const client = await signedIn(await at.recommender())
    const path = `/api/desk/applications/${id}`
    const fields = [{ field: 'project_name', comment: '请写全称' }]
    const act = { type: 'return', fields, due: '2021-04-20' }
    const key = v7()
    const first = await client.send('POST', `${path}/acts`, { id: key, version, act })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body.application).toMatchObject({
      state: 'returned',
      due: { on: '2021-04-20', over: false },
    })
    expect(first.body.events.at(-1)).toMatchObject({ act: 'return', due: '2021-04-20', fields })
    const again = await client.send('POST', `${path}/acts`, { id: key, version, act })
    expect(again.body.events).toHaveLength(2)
    const late = await client.send('POST', `${path}/acts`, { id: v7(), version, act })
    expect(codeOf(late)).toEqual([409, 'case-changed'])
    const { version: now } = await filer.application()
    const wrong = await client.send('POST', `${path}/acts`, { id: v7(), version: now, act })
    expect(codeOf(wrong)).toEqual([422, 'case-refused'])

    const name = '黄浦区社区助餐服务标准化试点'
    await filer.wants({ type: 'submit' }, { project_name: { value: name } })
    const { body } = await client.get(path)
    const changed = applicationViewSchema
      .parse(body)
      .sections.flatMap(({ answers }) => answers)
      .filter(({ was }) => was !== null)
    expect(changed).toMatchObject([{ field: 'project_name', value: name, was: '社区助餐服务标准化试点' }])
    const [original, mended] = body.versions
    expect(body).toMatchObject({ comparedWith: original.number, application: { submissions: 2 } })
    expect(mended.number).toBe(`${original.number}-2`)
    const other = await client.get(`${path}?compare=SHBZ-2021-9999`)
    expect(other.body.comparedWith).toBeNull()
    expect((await client.get(`${path}?compare=${original.number}`)).body).toEqual(body)
  })

  test('sees a project with its days', async () => {
    const client = await signedIn(await at.authority())
    const view = projectViewSchema.parse((await client.get(ofProject()(stage))).body)
    expect(view.dates.map(({ what, on }) => [what, on])).toEqual([
      ['approved', '2021-04-12'],
      ['warning-90', '2023-01-12'],
      ['warning-30', '2023-03-13'],
      ['warning-7', '2023-04-05'],
      ['ends', '2023-04-12'],
      ['extension', '2023-10-12'],
    ])
    expect(view).toMatchObject({ extendUntil: '2023-10-12', nextCertificate: 'SHBZ-YS-2021-0001' })
    expect(view.forms.map(({ form, number }) => [form, number])).toEqual([
      ['task-book', null],
      ['acceptance', null],
    ])
    expect(view.project).toMatchObject({ may: ['cancel'], daysLeft: 730, state: 'running' })
  })

  test('sees no warning among the days of a project that waits for none any more', async () => {
    const seat = await at.authority()
    const client = await signedIn(seat)
    await approved.act({ type: 'request-acceptance' })
    const passed = { type: 'evaluate', passed: true, opinion: '通过。' } as const
    await at.cases.actOnProject(seat, stage.project.id, passed, { key: v7() })
    const { dates } = projectViewSchema.parse((await client.get(ofProject()(stage))).body)
    expect(dates.map(({ what }) => what)).toEqual(['approved', 'ends'])
  })
})
