/** The routes of applications on the console's fake server; what they say is checked against the contract. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  applicationActRequestSchema,
  bulkCaseRequestSchema,
  bulkCaseResponseSchema,
  type WireApplicationAct,
} from '../../src/contract/case-acts.ts'
import {
  type ApplicationRow,
  type ApplicationView,
  applicationListSchema,
  applicationViewSchema,
  caseQuerySchema,
  newRemarkSchema,
  setCheckSchema,
} from '../../src/contract/cases.ts'
import type { meSchema } from '../../src/contract/desk.ts'
import { preScreenSchema } from '../../src/contract/pre-screen.ts'
import { applicationViewOf, caseEvent, preScreen, someApplications } from './case-fixtures.ts'
import { DESK_NOW } from './desk-fixtures.ts'

/** What a test may do with the applications of the fake, and what it has seen. */
export interface CaseFake {
  rows: ApplicationRow[]
  views: Map<string, ApplicationView>
  acts: { id: string; version: number; act: WireApplicationAct }[]
  posted: { path: string; body: unknown }[]
  reset(): void
  /** somebody else acts on one */
  actAs(name: string, id: string, act: WireApplicationAct): void
}

interface House {
  me: z.infer<typeof meSchema> | null
  tell(event: object): void
}
type Refuse = (reply: FastifyReply, status: number, code: string, message: string, hint: string) => unknown

const AT = new Date(DESK_NOW).toISOString()

/** The applications of a fresh fake. */
export function newCaseFake(house: () => House): CaseFake {
  const fake: CaseFake = {
    rows: [],
    views: new Map(),
    acts: [],
    posted: [],
    reset: () => {
      fake.rows = someApplications()
      fake.views.clear()
      fake.acts = []
      fake.posted = []
    },
    actAs: (name, id, act) => take(fake, house(), id, act, name),
  }
  fake.reset()
  return fake
}

/** Answers what the contract has of applications. */
export function caseRoutes(app: FastifyInstance, fake: CaseFake, house: House, refuse: Refuse): void {
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id
  app.get('/api/desk/applications', (request) =>
    listOf(mine(fake, house), caseQuerySchema.parse(request.query)),
  )
  app.get('/api/desk/applications/:id', (request, reply) => {
    const { compare } = z.object({ compare: z.string().optional() }).parse(request.query)
    const view = viewFor(fake, house, idOf(request), compare)
    return view
      ? applicationViewSchema.parse(view)
      : refuse(reply, 404, 'unknown-case', '没有这件申报，或您无权查看。', '请返回列表。')
  })
  app.post('/api/desk/applications/:id/acts', (request, reply) => {
    const body = applicationActRequestSchema.parse(request.body)
    fake.acts.push(body)
    const view = viewFor(fake, house, idOf(request)) as ApplicationView
    if (view.application.version !== body.version)
      return refuse(reply, 409, 'case-changed', '有人刚刚办理了本件。', '请先查看。')
    if (body.act.type === 'approve' && body.act.document === '拒绝')
      return refuse(reply, 422, 'case-refused', '须先由推荐单位推荐。', '请核对本件所处环节。')
    take(fake, house, idOf(request), body.act, house.me?.name ?? '')
    return applicationViewSchema.parse(viewFor(fake, house, idOf(request)))
  })
  app.post('/api/desk/applications/acts', (request) => {
    const body = bulkCaseRequestSchema.parse(request.body)
    fake.posted.push({ path: 'bulk', body })
    const [refused = '', ...done] = body.applications
    for (const id of done) take(fake, house, id, body.act, house.me?.name ?? '')
    const number = fake.rows.find(({ id }) => id === refused)?.number ?? ''
    const list = body.act.type === 'approve' ? '/api/desk/applications/approved.pdf' : null
    const message = '倪敏已提出不予立项，须先复核。'
    return bulkCaseResponseSchema.parse({ done, refused: [{ id: refused, number, message }], list })
  })
  remarksAndChecks(app, fake, house)
  app.post('/api/desk/applications/:id/scans', async (request, reply) => {
    const view = viewFor(fake, house, idOf(request)) as ApplicationView
    const file = await request.file()
    const bytes = (await file?.toBuffer())?.length ?? 0
    const scan = {
      id: `scan-${view.scans.length + 1}`,
      name: file?.filename ?? '',
      bytes,
      mediaType: file?.mimetype ?? '',
      at: AT,
      by: house.me?.name ?? null,
      findings: null,
    }
    keep(fake, { ...view, scans: [scan, ...view.scans] })
    return reply.code(201).send({ findings: {} })
  })
  app.post('/api/desk/pre-screen', async (request) => {
    await (await request.file())?.toBuffer()
    return preScreenSchema.parse(preScreen)
  })
}

function remarksAndChecks(app: FastifyInstance, fake: CaseFake, house: House): void {
  const params = (request: FastifyRequest) => request.params as { id: string; one: string }
  app.post('/api/desk/applications/:id/remarks', (request) => {
    const view = viewFor(fake, house, params(request).id) as ApplicationView
    const body = newRemarkSchema.parse(request.body)
    fake.posted.push({ path: 'remark', body })
    const remark = {
      ...body,
      id: `remark-${view.remarks.length + 10}`,
      by: house.me?.name ?? '',
      tier: '推荐单位',
      at: AT,
      version: view.versions.length,
      sent: false,
      mine: true,
    }
    return keep(fake, { ...view, remarks: [...view.remarks, remark] })
  })
  app.delete('/api/desk/applications/:id/remarks/:one', (request) => {
    const { id, one } = params(request)
    const view = viewFor(fake, house, id) as ApplicationView
    return keep(fake, { ...view, remarks: view.remarks.filter((each) => each.id !== one) })
  })
  app.put('/api/desk/applications/:id/checks/:one', (request) => {
    const { id, one } = params(request)
    const view = viewFor(fake, house, id) as ApplicationView
    const body = setCheckSchema.parse(request.body)
    fake.posted.push({ path: `check ${one}`, body })
    const by = house.me?.name ?? null
    const checks = view.checks.map((each) =>
      each.item === one ? { ...each, ...body, by, at: AT, stale: false } : each,
    )
    return keep(fake, { ...view, checks })
  })
}

/** What the officer sees: a recommender those of its body, with the acts of its tier. */
function mine(fake: CaseFake, { me }: House): ApplicationRow[] {
  const bodies = me?.grants.flatMap(({ body }) => body ?? []) ?? []
  const isAuthority = me?.grants.some(({ role }) => role === 'authority')
  const turn = isAuthority ? 'deciding' : 'recommending'
  const acts = (row: ApplicationRow): string[] => {
    if (row.awaiting) return row.awaiting.mine ? ['confirm', 'object'] : []
    return row.state === turn || (row.state === 'returned' && !isAuthority) ? row.may : []
  }
  return fake.rows
    .filter((row) => isAuthority || bodies.includes(row.body?.id ?? ''))
    .map((row) => ({ ...row, may: acts(row) }))
}

function viewFor(fake: CaseFake, house: House, id: string, compare?: string): ApplicationView | undefined {
  const row = mine(fake, house).find((one) => one.id === id)
  if (row && !fake.views.has(id)) fake.views.set(id, applicationViewOf(row, compare))
  const view = fake.views.get(id)
  return row && view && { ...view, application: row }
}

function keep(fake: CaseFake, view: ApplicationView): ApplicationView {
  fake.views.set(view.application.id, view)
  return applicationViewSchema.parse(view)
}

function listOf(rows: ApplicationRow[], asked: z.infer<typeof caseQuerySchema>) {
  const states = asked.state?.split(',')
  const among = rows
    .filter((row) => !asked.body || row.body?.id === asked.body)
    .filter((row) => !asked.area || row.areas.some(({ id }) => id === asked.area))
    .filter((row) => !asked.q || `${row.number}${row.title}${row.applicant}`.includes(asked.q))
  const found = among
    .filter((row) => !states || states.includes(row.state))
    .filter((row) => asked.holder !== 'me' || row.may.some((act) => !['allow-longer'].includes(act)))
    .filter((row) => asked.holder !== 'me' || row.state !== 'returned')
    .filter((row) => !asked.overdue || row.due?.over)
  const begin = asked.after ? Number(asked.after) : 0
  const size = Math.min(asked.limit, 15)
  const all = [...new Set(among.map(({ state }) => state))]
  return applicationListSchema.parse({
    items: found.slice(begin, begin + size),
    next: found.length > begin + size ? String(begin + size) : null,
    counts: all.map((state) => ({ state, count: among.filter((row) => row.state === state).length })),
  })
}

const AFTER: Record<string, { state: string; holder: string | null }> = {
  return: { state: 'returned', holder: '申报人' },
  recommend: { state: 'deciding', holder: '市市场监管局' },
  decline: { state: 'declined', holder: null },
  approve: { state: 'approved', holder: null },
  confirm: { state: 'approved', holder: null },
  reject: { state: 'rejected', holder: null },
}

function take(fake: CaseFake, house: House, id: string, act: WireApplicationAct, name: string): void {
  const row = fake.rows.find((one) => one.id === id) as ApplicationRow
  const view = fake.views.get(id) ?? applicationViewOf(row)
  const application: ApplicationRow = {
    ...row,
    ...AFTER[act.type],
    version: row.version + 1,
    lastAt: AT,
    since: AFTER[act.type] ? AT : row.since,
    may: AFTER[act.type] ? [] : row.may,
    awaiting: null,
    due: 'due' in act ? { on: act.due, over: false } : row.due,
    paper: act.type === 'paper-received' ? { copies: act.copies, of: 3, at: AT } : row.paper,
  }
  const event = caseEvent(act.type, {
    at: AT,
    name,
    tier: row.holder,
    channel: 'console',
    text: 'reason' in act ? act.reason : 'opinion' in act ? act.opinion : null,
    due: 'due' in act ? act.due : null,
    document: 'document' in act ? act.document : null,
    fields: 'fields' in act ? act.fields.map((one) => ({ ...one, label: one.field })) : [],
  })
  fake.rows = fake.rows.map((one) => (one.id === id ? application : one))
  fake.views.set(id, { ...view, application, events: [...view.events, event] })
  house.tell({ case: id })
}
