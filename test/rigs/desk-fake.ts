/** A small server of the officers' API with the built console beside it; what it says is checked against the contract. */
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  cannedRequestSchema,
  cannedSchema,
  clarificationSchema,
  decisionSchema,
  proposalSchema,
  type WireClarification,
} from '../../src/contract/clarifications.ts'
import {
  actRequestSchema,
  bindingCodeSchema,
  bulkRequestSchema,
  bulkResponseSchema,
  changeMeSchema,
  deskEventSchema,
  type EnquiryRow,
  type EnquiryView,
  enquiryListSchema,
  enquiryQuerySchema,
  enquiryViewSchema,
  enterRequestSchema,
  fileSchema,
  meSchema,
  type OfficerAct,
  reportQuerySchema,
  reportSchema,
  signInRequestSchema,
  unansweredSchema,
  waysSchema,
} from '../../src/contract/desk.ts'
import {
  changeOfficerSchema,
  leaveRequestSchema,
  linkResponseSchema,
  newOfficerSchema,
  officerSchema,
} from '../../src/contract/officers.ts'
import { CONSOLE_POLICY } from '../../src/http/desk/console-page.ts'
import { type CaseFake, caseRoutes, newCaseFake } from './case-fake.ts'
import {
  DESK_NOW,
  entry,
  me,
  officers,
  report,
  someCanned,
  someClarifications,
  someRows,
  unanswered,
  viewOf,
} from './desk-fixtures.ts'
import { newProjectDesk, type ProjectDesk, projectRoutes } from './project-fake.ts'

type Me = z.infer<typeof meSchema>

/** What a test may make the fake do, and what it has seen. */
export interface DeskFake {
  url: string
  me: Me | null
  ways: z.infer<typeof waysSchema>
  rows: EnquiryRow[]
  views: Map<string, EnquiryView>
  cases: CaseFake
  acts: z.infer<typeof actRequestSchema>[]
  posted: { path: string; body: unknown }[]
  projects: ProjectDesk
  /** answers requests whose path begins so with this status */
  failing: { prefix: string; status: number } | null
  delay: number
  /** what the browser said it refused by the policy */
  cspReports: string[]
  /** somebody else answers */
  answerAs(name: string, id: string, text: string): void
  arrive(question: string): EnquiryRow
  tell(event: object): void
  cutStreams(): void
  reset(): void
  close(): Promise<void>
}

const POLICY = `${CONSOLE_POLICY}; report-uri /csp`

/** Starts it on a free port of this machine. */
export async function startDeskFake(publicDir: string): Promise<DeskFake> {
  const app = Fastify()
  const streams = new Set<ServerResponse>()
  const desk = newDesk(streams, app)
  await app.register(multipart)
  await app.register(statics, { root: join(publicDir, 'console'), prefix: '/console/' })
  app.addContentTypeParser(['application/csp-report'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/csp', (request) => desk.cspReports.push(String(request.body)))
  app.addHook('onRequest', async (request, reply) => interfere(desk, request, reply))
  pages(app, publicDir)
  signIn(app, desk)
  enquiries(app, desk)
  office(app, desk, streams)
  caseRoutes(app, desk.cases, desk, refuse)
  projectRoutes(app, () => desk.projects, refuse)
  app.setErrorHandler((error, _request, reply) =>
    refuse(reply, 400, 'bad-request', String(error), '请核对后重试。'),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  desk.url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return desk
}

function newDesk(streams: Set<ServerResponse>, app: FastifyInstance): DeskFake {
  const desk: DeskFake = {
    url: '',
    me,
    ways: { oidc: '政务统一认证', mail: true },
    rows: [],
    views: new Map(),
    cases: newCaseFake(() => desk),
    acts: [],
    posted: [],
    projects: newProjectDesk(),
    failing: null,
    delay: 0,
    cspReports: [],
    answerAs: (name, id, text) => {
      add(desk, id, entry({ at: DESK_UTC, name, text, channel: 'teams' }), {
        status: 'answered',
        dueAt: null,
        late: false,
      })
    },
    arrive: (question) => {
      const first = desk.rows[0] as EnquiryRow
      const id = `enquiry-${desk.rows.length + 1}`
      const row: EnquiryRow = {
        ...first,
        id,
        number: `ZX-2021-0${desk.rows.length + 101}`,
        question,
        late: false,
        dueAt: '2021-04-15T08:00:00.000Z',
        lastAt: DESK_UTC,
        askedAt: DESK_UTC,
      }
      desk.rows = [row, ...desk.rows]
      desk.tell({ enquiry: id })
      return row
    },
    tell: (event) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(deskEventSchema.parse(event))}\n\n`)
    },
    cutStreams: () => {
      for (const stream of streams) stream.destroy()
      streams.clear()
    },
    reset: () => {
      desk.me = me
      desk.ways = { oidc: '政务统一认证', mail: true }
      desk.rows = someRows()
      desk.views.clear()
      desk.cases.reset()
      desk.acts = []
      desk.posted = []
      desk.projects = newProjectDesk()
      desk.failing = null
      desk.delay = 0
      desk.cspReports = []
    },
    close: async () => {
      desk.cutStreams()
      app.server.closeAllConnections()
      await app.close()
    },
  }
  desk.reset()
  return desk
}

const DESK_UTC = new Date(DESK_NOW).toISOString()

async function interfere(desk: DeskFake, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!request.url.startsWith('/api/desk')) return
  if (desk.delay > 0) await new Promise((resolve) => setTimeout(resolve, desk.delay))
  const { failing } = desk
  if (failing && request.url.startsWith(failing.prefix))
    return failing.status === 403
      ? refuse(reply, 403, 'not-allowed', '您没有此项权限。', '如工作需要，请联系管理员。')
      : refuse(reply, failing.status, 'busy', '服务暂时不可用。', '请稍后重试。')
  const isOpen = /^\/api\/desk\/(sign-in|enter|sign-out)/.test(request.url)
  if (!desk.me && !isOpen) return refuse(reply, 401, 'signed-out', '请先登录。', '登录后重试。')
  if (request.method !== 'GET') desk.posted.push({ path: request.url, body: null })
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string, hint: string) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ error: { code, message, hint } }))

function pages(app: FastifyInstance, publicDir: string): void {
  const page = readFileSync(join(publicDir, 'console', 'index.html'), 'utf8')
  const send = (_request: unknown, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(page)
  app.get('/desk', send)
  app.get('/desk/*', send)
}

function signIn(app: FastifyInstance, desk: DeskFake): void {
  app.get('/api/desk/sign-in', () => waysSchema.parse(desk.ways))
  app.post('/api/desk/sign-in', (request, reply) => {
    signInRequestSchema.parse(request.body)
    return reply.code(202).send({ ok: true })
  })
  app.post('/api/desk/enter', (request, reply) => {
    const { ticket } = enterRequestSchema.parse(request.body)
    if (ticket.startsWith('spent')) return refuse(reply, 401, 'bad-ticket', '此链接已失效。', '请重新索取。')
    desk.me = me
    return { ok: true }
  })
  app.post('/api/desk/sign-out', () => {
    desk.me = null
    return { location: null }
  })
  app.get('/api/desk/me', () => meSchema.parse(desk.me))
  app.patch('/api/desk/me', (request) => {
    const { locale } = changeMeSchema.parse(request.body)
    desk.me = desk.me && { ...desk.me, locale }
    return meSchema.parse(desk.me)
  })
  app.post('/api/desk/me/codes', (_request, reply) => {
    const expiresAt = new Date(Date.parse(DESK_NOW) + 15 * 60_000).toISOString()
    return reply.code(201).send(bindingCodeSchema.parse({ code: 'KX7M-4PQ2', expiresAt, minutes: 15 }))
  })
  app.delete('/api/desk/me/channels/:id', (request) => {
    const { id } = request.params as { id: string }
    desk.me = desk.me && { ...desk.me, channels: desk.me.channels.filter((one) => one.id !== id) }
    return meSchema.parse(desk.me)
  })
}

function enquiries(app: FastifyInstance, desk: DeskFake): void {
  app.get('/api/desk/enquiries', (request) => list(desk, enquiryQuerySchema.parse(request.query)))
  app.get('/api/desk/enquiries/:id', (request, reply) => {
    const view = viewFor(desk, (request.params as { id: string }).id)
    return view
      ? enquiryViewSchema.parse(view)
      : refuse(reply, 404, 'unknown-enquiry', '没有这件咨询，或您无权查看。', '请返回列表。')
  })
  app.post('/api/desk/enquiries/:id/acts', (request, reply) => {
    const { id } = request.params as { id: string }
    const body = actRequestSchema.parse(request.body)
    desk.acts.push(body)
    const view = viewFor(desk, id) as EnquiryView
    if (view.enquiry.version !== body.version)
      return refuse(reply, 409, 'enquiry-changed', '有人刚刚处理了本件。', '请先查看。')
    act(desk, id, body.act)
    return enquiryViewSchema.parse(desk.views.get(id))
  })
  app.post('/api/desk/acts', (request) => {
    const body = bulkRequestSchema.parse(request.body)
    const [refused, ...done] = body.enquiries
    for (const id of done) act(desk, id, body.act)
    const number = desk.rows.find(({ id }) => id === refused)?.number ?? ''
    return bulkResponseSchema.parse({ done, refused: [{ id: refused, number, message: '刚刚由陈静答复。' }] })
  })
  app.post('/api/desk/enquiries/:id/files', async (request, reply) => {
    const file = await request.file()
    const content = await file?.toBuffer()
    return reply.code(201).send(
      fileSchema.parse({
        id: `kept-${content?.length}`,
        name: file?.filename,
        bytes: content?.length,
        mediaType: file?.mimetype,
      }),
    )
  })
  app.get('/api/desk/enquiries/:id/files/:file', (_request, reply) =>
    reply.type('application/pdf').header('content-disposition', 'attachment').send('%PDF-1.4'),
  )
}

function viewFor(desk: DeskFake, id: string): EnquiryView | undefined {
  const row = desk.rows.find((one) => one.id === id)
  if (row && !desk.views.has(id)) desk.views.set(id, viewOf(row, desk.rows))
  return desk.views.get(id)
}

function list(desk: DeskFake, asked: z.infer<typeof enquiryQuerySchema>) {
  const { rows } = desk
  const own = desk.me?.id
  const statuses = asked.status?.split(',')
  const found = rows
    .filter((row) => !statuses || statuses.includes(row.status))
    .filter((row) => asked.late === undefined || row.late === asked.late)
    .filter((row) => !asked.contact || row.contact === asked.contact)
    .filter(
      (row) => !asked.holder || (row.holder?.id ?? 'none') === (asked.holder === 'me' ? own : asked.holder),
    )
    .filter(
      (row) =>
        !asked.q || asked.q.split(/\s+/).every((word) => `${row.number} ${row.question}`.includes(word)),
    )
    .filter((row) => !asked.from || row.askedAt.slice(0, 10) >= asked.from)
    .sort((a, b) => b.lastAt.localeCompare(a.lastAt))
  const begin = asked.after ? Number(asked.after) : 0
  const size = Math.min(asked.limit, 25)
  const count = (test: (row: EnquiryRow) => boolean) => rows.filter(test).length
  const isOpen = ({ status }: EnquiryRow) => status === 'open'
  return enquiryListSchema.parse({
    items: found.slice(begin, begin + size),
    next: found.length > begin + size ? String(begin + size) : null,
    counts: {
      open: count(isOpen),
      late: count(({ late }) => late),
      mine: count((row) => isOpen(row) && row.holder?.id === own),
      unheld: count((row) => isOpen(row) && !row.holder),
      answered: count(({ status }) => status === 'answered'),
      closed: count(({ status }) => status === 'closed'),
    },
  })
}

function act(desk: DeskFake, id: string, what: OfficerAct): void {
  const by = { at: DESK_UTC, name: desk.me?.name ?? null, channel: 'console' }
  const done = { status: 'answered', dueAt: null, late: false } as const
  if (what.type === 'answer') add(desk, id, entry({ ...by, text: what.text }), done)
  if (what.type === 'note') add(desk, id, entry({ ...by, kind: 'note', text: what.text }), {})
  if (what.type === 'close')
    add(desk, id, entry({ ...by, kind: 'closed', text: what.reason }), { ...done, status: 'closed' })
  if (what.type === 'take')
    add(desk, id, entry({ ...by, kind: 'taken' }), {
      holder: desk.me && { id: desk.me.id, name: desk.me.name },
    })
  if (what.type === 'reassign')
    add(desk, id, entry({ ...by, kind: 'moved', from: '社会管理', to: '公共服务', text: what.reason }), {
      contact: what.contact,
    })
  if (what.type === 'hand-over')
    add(desk, id, entry({ ...by, kind: 'moved', from: '刘文涛', to: '陈静', text: what.reason }), {
      holder: { id: what.officer, name: '陈静' },
    })
  if (what.type === 'merge')
    add(
      desk,
      id,
      entry({ ...by, kind: 'merged', other: desk.rows.find((row) => row.id === what.into)?.number ?? '' }),
      { mergedInto: what.into },
    )
  if (what.type === 'unmerge') add(desk, id, entry({ ...by, kind: 'unmerged' }), { mergedInto: null })
}

/** Adds one line to a thread, changes its row and tells whoever listens. */
function add(
  desk: DeskFake,
  id: string,
  line: EnquiryView['entries'][number],
  change: Partial<EnquiryRow>,
): void {
  const view = viewFor(desk, id) as EnquiryView
  const enquiry = { ...view.enquiry, ...change, lastAt: line.at, version: view.enquiry.version + 1 }
  desk.views.set(id, { ...view, enquiry, entries: [...view.entries, line] })
  desk.rows = desk.rows.map((row) => (row.id === id ? enquiry : row))
  desk.tell({ enquiry: id })
}

function office(app: FastifyInstance, desk: DeskFake, streams: Set<ServerResponse>): void {
  const items = <T>(schema: z.ZodType<T>, all: unknown[]) =>
    z.object({ items: z.array(schema) }).parse({ items: all })
  let clarifications: WireClarification[] = someClarifications()
  let canned = someCanned()
  app.get('/api/desk/clarifications', () => items(clarificationSchema, clarifications))
  app.post('/api/desk/clarifications', (request, reply) => {
    const body = proposalSchema.parse(request.body)
    desk.posted.push({ path: 'proposal', body })
    const [first] = clarifications
    const made = clarificationSchema.parse({
      ...first,
      id: `clarification-${clarifications.length + 1}`,
      words: body.words,
      may: ['edit'],
    })
    clarifications = [made, ...clarifications]
    return reply.code(201).send(made)
  })
  app.put('/api/desk/clarifications/:id', (request) => {
    const body = proposalSchema.extend({ version: z.number().int() }).parse(request.body)
    desk.posted.push({ path: 'changed proposal', body })
    return clarificationSchema.parse(clarifications[0])
  })
  app.post('/api/desk/clarifications/:id/decision', (request) => {
    const body = decisionSchema.parse(request.body)
    desk.posted.push({ path: 'decision', body })
    return clarificationSchema.parse(clarifications[0])
  })
  app.get('/api/desk/canned', () => items(cannedSchema, canned))
  app.post('/api/desk/canned', (request, reply) => {
    const { programme, ...body } = cannedRequestSchema.parse(request.body)
    const made = {
      ...body,
      id: `canned-${canned.length + 1}`,
      programmeId: programme,
      changedBy: '刘文涛',
      changedAt: DESK_UTC,
    }
    canned = [...canned, made]
    return reply.code(201).send(cannedSchema.parse(made))
  })
  app.delete('/api/desk/canned/:id', (request, reply) => {
    canned = canned.filter(({ id }) => id !== (request.params as { id: string }).id)
    return reply.code(204).send()
  })
  app.get('/api/desk/officers', () => items(officerSchema, officers))
  const link = () =>
    linkResponseSchema.parse({
      link: `${desk.url}/desk/enter#0123456789abcdef0123456789abcdef`,
      expiresAt: '2021-04-14T02:00:00.000Z',
    })
  app.post('/api/desk/officers', (request, reply) => {
    newOfficerSchema.parse(request.body)
    return reply.code(201).send({ officer: officers[0], ...link() })
  })
  app.patch('/api/desk/officers/:id', (request) => {
    changeOfficerSchema.parse(request.body)
    return officers[0]
  })
  app.post('/api/desk/officers/:id/link', (_request, reply) => reply.code(201).send(link()))
  app.put('/api/desk/officers/:id/leave', (request) => {
    desk.posted.push({ path: 'leave', body: leaveRequestSchema.parse(request.body) })
    return officers[0]
  })
  app.get('/api/desk/unanswered', () => unansweredSchema.parse(unanswered))
  app.get('/api/desk/report', (request) => {
    reportQuerySchema.parse(request.query)
    return reportSchema.parse(report)
  })
  app.get('/api/desk/events', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(': hello\n\n')
    streams.add(reply.raw)
    reply.raw.on('close', () => streams.delete(reply.raw))
  })
}
