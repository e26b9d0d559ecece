/** Board, register and projects of the officers' API as the fake server has them; what it says is checked against the contract. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { projectActRequestSchema, type WireProjectAct } from '../../src/contract/case-acts.ts'
import {
  type Board,
  boardSchema,
  caseQuerySchema,
  type ProjectRow,
  type ProjectView,
  projectListSchema,
  projectViewSchema,
} from '../../src/contract/cases.ts'
import { PROJECT_NOW, projectEvent, projectView, someBoard, someProjects } from './project-fixtures.ts'

/** What a test may make it know, and what it has seen. */
export interface ProjectDesk {
  rows: ProjectRow[]
  views: Map<string, ProjectView>
  board: Board
  acts: z.infer<typeof projectActRequestSchema>[]
  uploads: string[]
  /** an act is refused in these words */
  refusal: string | null
  view(id: string): ProjectView | undefined
  /** somebody else does something */
  change(id: string, event: ProjectView['events'][number], row: Partial<ProjectRow>): void
}

/** As it begins, for each test anew. */
export function newProjectDesk(): ProjectDesk {
  const desk: ProjectDesk = {
    rows: someProjects(),
    views: new Map(),
    board: someBoard(),
    acts: [],
    uploads: [],
    refusal: null,
    view: (id) => {
      const row = desk.rows.find((one) => one.id === id)
      if (row && !desk.views.has(id)) desk.views.set(id, projectView(row))
      return desk.views.get(id)
    },
    change: (id, event, row) => {
      const view = desk.view(id)
      if (!view) throw new Error(`No project ${id}`)
      const project = { ...view.project, ...row, version: view.project.version + 1 }
      desk.views.set(id, { ...view, project, events: [...view.events, event] })
      desk.rows = desk.rows.map((one) => (one.id === id ? project : one))
    },
  }
  return desk
}

type Refuse = (reply: FastifyReply, status: number, code: string, message: string, hint: string) => unknown

/** Adds its routes. @param desk what it knows now */
export function projectRoutes(app: FastifyInstance, desk: () => ProjectDesk, refuse: Refuse): void {
  app.get('/api/desk/board', () => boardSchema.parse(desk().board))
  app.get('/api/desk/projects', (request) => listed(desk().rows, caseQuerySchema.parse(request.query)))
  app.get('/api/desk/projects/:id', (request, reply) => {
    const view = desk().view((request.params as { id: string }).id)
    return view
      ? projectViewSchema.parse(view)
      : refuse(reply, 404, 'unknown-project', '没有这个项目，或您无权查看。', '请返回项目列表。')
  })
  app.post('/api/desk/projects/:id/acts', (request, reply) => {
    const { id } = request.params as { id: string }
    const body = projectActRequestSchema.parse(request.body)
    const { refusal, acts } = desk()
    acts.push(body)
    if (desk().view(id)?.project.version !== body.version)
      return refuse(reply, 409, 'case-changed', '有人刚刚办理了本项目。', '请先查看，再作决定。')
    if (refusal) return refuse(reply, 422, 'case-refused', refusal, '请核对后重试。')
    take(desk(), id, body.act)
    return projectViewSchema.parse(desk().view(id))
  })
  app.post('/api/desk/projects/:id/evidence', async (request, reply) => {
    const { id } = request.params as { id: string }
    for await (const file of request.files()) {
      const bytes = (await file.toBuffer()).length
      desk().uploads.push(file.filename)
      keep(desk(), id, file.filename, bytes, file.mimetype)
    }
    return reply.code(201).send({ version: desk().view(id)?.project.version })
  })
}

type Query = z.infer<typeof caseQuerySchema>

function listed(rows: ProjectRow[], asked: Query): z.infer<typeof projectListSchema> {
  const states = asked.state?.split(',')
  const narrowed = rows
    .filter(({ body }) => !asked.body || body?.id === asked.body)
    .filter(({ areas }) => !asked.area || areas.some(({ id }) => id === asked.area))
    .filter(({ holder }) => asked.holder !== 'me' || holder === '市市场监管局')
    .filter(
      ({ daysLeft }) => asked.endsWithin === undefined || (daysLeft >= 0 && daysLeft <= asked.endsWithin),
    )
    .filter((row) => !asked.q || `${row.number} ${row.title} ${row.applicant}`.includes(asked.q))
  const found = narrowed
    .filter(({ state }) => !states || states.includes(state))
    .sort((a, b) => a.endsOn.localeCompare(b.endsOn))
  const begin = asked.after ? Number(asked.after) : 0
  const size = Math.min(asked.limit, 20)
  return projectListSchema.parse({
    items: found.slice(begin, begin + size),
    next: found.length > begin + size ? String(begin + size) : null,
    counts: [...new Set(narrowed.map(({ state }) => state))].map((state) => ({
      state,
      count: narrowed.filter((row) => row.state === state).length,
    })),
  })
}

const AFTER: Partial<Record<WireProjectAct['type'], string>> = {
  ...{ grant: 'running', refuse: 'running', allow: 'running', reinstate: 'running', certify: 'certified' },
  ...{ 'put-forward': 'put-forward', close: 'closed', cancel: 'cancelled', 'begin-mid-term': 'mid-term' },
}

function take(desk: ProjectDesk, id: string, act: WireProjectAct): void {
  const state = act.type === 'evaluate' ? (act.passed ? 'passed' : 'not-passed') : AFTER[act.type]
  const text = 'reason' in act ? act.reason : 'opinion' in act ? act.opinion : null
  const event = projectEvent({
    ...{ act: nameOf(act), at: new Date(PROJECT_NOW).toISOString(), name: '顾明华', text },
    ...('until' in act ? { until: act.until } : {}),
    ...('document' in act ? { document: act.document } : {}),
  })
  desk.change(id, event, { ...(state ? { state } : {}), awaiting: null, may: [] })
}

/** An evaluation says what it found. */
const nameOf = (act: WireProjectAct): string =>
  act.type === 'evaluate' ? `evaluate-${act.passed ? 'passed' : 'not-passed'}` : act.type

function keep(desk: ProjectDesk, id: string, name: string, bytes: number, mediaType: string): void {
  const view = desk.view(id)
  if (!view) return
  const file = { id: `kept-${bytes}`, name, bytes, mediaType, at: new Date(PROJECT_NOW).toISOString() }
  desk.views.set(id, { ...view, evidence: [...view.evidence, { ...file, by: '顾明华', findings: null }] })
}
