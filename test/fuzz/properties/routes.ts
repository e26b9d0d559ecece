/** Every route of the app, called by everybody with anything: never a fault of ours, always an answer with words. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { verifyLog } from '../../../src/service/verify-log.ts'
import { application } from '../../rigs/application.ts'
import { json, near, nearJson, nearOrAny, shortText, text } from '../arbitraries.ts'
import { fromSchema, type Known, type Schema } from '../from-schema.ts'
import { must, type Property, property } from '../property.ts'
import { ANSWERS, SAYINGS } from '../samples.ts'
import { Town } from '../town.ts'
import { uploads } from '../uploads.ts'

interface Route {
  method: string
  path: string
  body: Schema | null
  query: Record<string, { schema: Schema; required: boolean }>
}

interface Call {
  caller: string
  pick: number
  /** what it is about is the caller's own */
  fits: boolean
  segments: string[]
  query: [string, unknown][]
  headers: Record<string, string>
  body: { type: string | null; content: string | Buffer } | null
}

/** Kinds that a response may declare. */
const KINDS =
  /^(?:application\/(?:json|problem\+json|pdf|zip|octet-stream|vnd\.[\w.-]+)|text\/(?:html|css|javascript|plain|event-stream)|image\/[\w+.-]+|font\/\w+)(?:;|$)/
/** Paths below which there may be nothing, and one whose row somebody else may have taken away. */
const WITH_NOTHING = /\*|desk\/oidc|:remark/
const METHODS_OF = /^(.*?) \(([A-Z, ]+)\)$/
const BLAMELESS = new Set(['busy', 'database-unreachable', 'provider-away'])

export async function routesRoom(): Promise<{ properties: Property[]; close(): Promise<void> }> {
  const town = await Town.open()
  await town.app.ready()
  const routes = routesOf(town)
  const reached = new Map<string, number>()
  const named = ({ method, path }: Route) => `${method} ${path}`
  const properties = routes.map((route) =>
    property(
      `${named(route)} answers anything with words`,
      callOf(route, town),
      async (call) => {
        const status = await send(town, route, call)
        reached.set(named(route), Math.max(reached.get(named(route)) ?? 0, status < 400 ? 2 : 1))
      },
      { mostMs: 15_000 },
    ),
  )
  const after: Property = {
    name: 'afterwards every route was reached, a filing goes through, and the log is whole',
    share: 0,
    run: async () => {
      const missing = routes.map(named).filter((name) => !reached.has(name))
      must(missing.length === 0, 'routes that were not reached', missing)
      const refused = routes.map(named).filter((name) => reached.get(name) === 1)
      if (process.env.SHENBAO_FUZZ_TALKS) console.log(`only ever refused: ${refused.join(', ')}`)
      const one = await town.filing()
      must((await one.application()).number !== '', 'a filing goes through')
      const hash = (words: string): string => createHash('sha256').update(words).digest('hex')
      const report = await verifyLog(town.at.store.audit, { hash, from: 1, kept: null })
      must(report.fault === null, 'the log is whole', report)
    },
  }
  return { properties: [...properties, after], close: () => town.at.house.close() }
}

/** Every route with what its schema says of it. */
function routesOf({ app }: Town): Route[] {
  // biome-ignore lint/suspicious/noExplicitAny: a document of OpenAPI, read here and there
  const { paths } = app.swagger() as any
  return namesOf(app.printRoutes({ commonPrefix: false })).flatMap(([path, methods]) =>
    methods
      .filter((method) => !(path === '*' && method === 'OPTIONS'))
      .map((method) => {
        const about = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
        const body = Object.values(about?.requestBody?.content ?? {})[0] as { schema: Schema } | undefined
        const asked = (about?.parameters ?? []).filter((one: { in: string }) => one.in === 'query')
        const query = asked.map((one: { name: string; schema: Schema; required?: boolean }) => [
          one.name,
          { schema: one.schema, required: one.required === true },
        ])
        return { method, path, body: body?.schema ?? null, query: Object.fromEntries(query) }
      }),
  )
}

/** The tree that the server prints, as paths with their methods. */
function namesOf(tree: string): [string, string[]][] {
  const above: string[] = []
  return tree.split('\n').flatMap((line): [string, string[]][] => {
    const [, lead = '', rest = ''] = /^([│├└─\s]*)(.*)$/u.exec(line) ?? []
    const depth = Math.ceil(lead.length / 4)
    const [, part = rest, methods = ''] = METHODS_OF.exec(rest) ?? []
    if (part === '') return []
    above.length = Math.max(0, depth - 1)
    const path = above.join('') + part
    above.push(part)
    return methods === '' ? [] : [[path, methods.split(', ')]]
  })
}

const STRANGE_HEADERS: Record<string, string>[] = [
  { 'accept-language': 'en' },
  { 'accept-language': 'zh-TW,*;q=0' },
  { 'accept-language': '💥' },
  { authorization: 'Bearer' },
  { authorization: `Bearer ${'x'.repeat(4_000)}` },
  { 'x-resume-code': '%00' },
  { 'last-event-id': '999999999' },
  { cookie: 'shenbao-form=..; shenbao-desk=__proto__; a' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
  { range: 'bytes=5-1' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'yesterday' },
  { 'x-forwarded-for': "1.2.3.4', '" },
  { 'content-encoding': 'gzip' },
  { 'x-forwarded-proto': 'https' },
]

/** What stands for a property of this name, such as a programme where one is asked for. */
const knownIn =
  ({ ids }: Town): Known =>
  (name) => {
    const all = Object.values(ids).flat()
    const own = ids[name] ?? ids[`${name}s`]
    const any = fc.constantFrom(...all)
    return own
      ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: any })
      : any
  }

/** The part of a path that says what the next one names. */
const kindBefore = (parts: readonly string[], at: number): string =>
  parts.slice(0, at).findLast((part) => !part.includes(':')) ?? ''

function callOf(route: Route, town: Town): fc.Arbitrary<Call> {
  const known = knownIn(town)
  const parts = route.path.split('/')
  const segments = parts.flatMap((part, at) => {
    if (!/[:*]/.test(part)) return []
    const own = fc.oneof(known(kindBefore(parts, at)), known(part.replace(/\W/g, '')))
    return [
      fc.oneof(
        { weight: 6, arbitrary: own },
        { weight: 1, arbitrary: own.chain((id) => near([id])) },
        { weight: 1, arbitrary: shortText },
      ),
    ]
  })
  const asked = Object.entries(route.query).map(([name, { schema, required }]) => {
    const pair = fc.tuple(fc.constant(name), fromSchema(schema, known, name))
    return required ? pair : fc.option(pair, { freq: 1 })
  })
  const own = fc.tuple(...asked).map((pairs) => pairs.filter((pair) => pair !== null))
  const names = ['programme', 'locale', 'code', 'key', ...Object.keys(route.query)]
  const anything = fc.array(
    fc.tuple(fc.oneof(fc.constantFrom(...names), shortText), fc.oneof(known('programme'), shortText)),
    { maxLength: 3 },
  )
  return fc.record({
    caller: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...likely(route.path)) },
      { weight: 1, arbitrary: fc.constantFrom(...town.callers) },
    ),
    fits: fc.nat(4).map((one) => one > 0),
    pick: fc.nat(50),
    segments: fc.tuple(...segments) as fc.Arbitrary<string[]>,
    query: fc.oneof({ weight: 4, arbitrary: own }, { weight: 1, arbitrary: anything }),
    headers: fc
      .oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray(STRANGE_HEADERS, { maxLength: 2 }) },
      )
      .map((some) => Object.assign({}, ...some)),
    body: ['GET', 'HEAD', 'OPTIONS'].includes(route.method) ? fc.constant(null) : bodyOf(route, known),
  })
}

/** Who has business there. */
function likely(path: string): string[] {
  if (path.startsWith('/api/conversations')) return ['applicant']
  if (path.startsWith('/api/drafts')) return ['holder of a code', 'applicant']
  if (path.startsWith('/form')) return ['form page']
  if (/desk\/(?:officers|me)/.test(path)) return ['admin', 'authority']
  if (/desk\/(?:enquir|acts|canned|clarif|report|unans)/.test(path))
    return ['lead', 'lead', 'contact', 'viewer']
  return path.startsWith('/api/desk') ? ['recommender', 'authority'] : ['nobody']
}

/** What goes deeper than its shape tells: words that are really said, answers to fields that there are. */
function sampleFor(path: string): fc.Arbitrary<unknown> {
  const id = fc.uuid()
  const said = nearOrAny(SAYINGS).filter((one) => one !== '')
  const answer = fc.oneof(
    fc.constantFrom(...Object.entries(application)),
    fc.tuple(fc.constantFrom(...Object.keys(application)), nearOrAny(ANSWERS)),
  )
  if (path.endsWith('/activities'))
    return fc.oneof(
      fc.record({ id, text: said }),
      fc.record({
        id,
        choice: fc.constantFrom(
          'begin:filing',
          'do:check',
          'do:submit',
          'do:hand-off',
          'show:status',
          'do:menu',
          'do:skip',
        ),
      }),
      fc.record({ id, form: answer.map(([step, value]) => ({ step, values: { [step]: value } })) }),
    )
  if (path === '/api/drafts/:id')
    return fc.record({
      set: fc.array(answer, { minLength: 1, maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
    })
  return json
}

function bodyOf({ body, path }: Route, known: Known): fc.Arbitrary<Call['body']> {
  const asJson = (value: unknown) => ({ type: 'application/json', content: JSON.stringify(value) ?? 'null' })
  const fits = body ? fc.oneof(fromSchema(body, known), sampleFor(path)) : json
  const any = known('fields')
  const files = /files|scans|evidence|pre-screen|section/.test(path)
  return fc.oneof(
    { weight: 6, arbitrary: fits.map(asJson) },
    { weight: 2, arbitrary: fits.chain(nearJson).map(asJson) },
    { weight: 1, arbitrary: json.map(asJson) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            'application/json',
            'text/plain',
            'application/xml',
            'application/json; charset=utf-7',
            '',
            'multipart/form-data',
            'a/b;;',
          ),
          text,
        )
        .map(([type, content]) => ({ type, content })),
    },
    {
      weight: path.startsWith('/form') ? 8 : 1,
      arbitrary: fc
        .array(
          fc.tuple(
            fc.oneof(
              any,
              shortText,
              fc.constantFrom(
                'shown',
                'do',
                'revision',
                'code',
                'locale',
                'f.uscc',
                'r.schedule.0.start',
                'r.schedule.999.__proto__',
              ),
            ),
            fc.oneof(any, shortText),
          ),
          { maxLength: 6 },
        )
        .map((pairs) => ({
          type: 'application/x-www-form-urlencoded',
          content: new URLSearchParams(
            pairs.map(([a, b]): [string, string] => [a.toWellFormed(), b.toWellFormed()]),
          ).toString(),
        })),
    },
    { weight: files ? 12 : 1, arbitrary: multipart },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

const EDGE = 'edge-of-a-part'
const multipart: fc.Arbitrary<Call['body']> = fc
  .record({
    parts: fc.array(
      fc.record({
        name: fc.constantFrom('file', 'u.existing_std', 'do', 'x"y', '__proto__'),
        filename: fc.oneof(
          fc.constant(null),
          fc.constantFrom('a.pdf', '../../a.exe', '\u202egpj.exe', '合同.xlsx', ''),
          shortText,
        ),
        content: uploads,
      }),
      { minLength: 0, maxLength: 2 },
    ),
    end: fc.constantFrom(`--${EDGE}--\r\n`, '', `--${EDGE}`),
    edge: fc.constantFrom(EDGE, EDGE, EDGE, EDGE, 'another'),
    type: fc.constantFrom(null, null, 'text/html', 'application/octet-stream'),
  })
  .map(({ parts, end, edge, type }) => ({
    type: `multipart/form-data; boundary=${edge}`,
    content: Buffer.concat([
      ...parts.flatMap(({ name, filename, content }) => [
        strToU8(
          `--${EDGE}\r\ncontent-disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename.replace(/["\r\n]/g, '')}"`}\r\n${type ? `content-type: ${type}\r\n` : ''}\r\n`,
        ),
        content,
        strToU8('\r\n'),
      ]),
      strToU8(end),
    ]),
  }))

/** Sends it and judges the answer. @returns the status */
async function send(town: Town, route: Route, call: Call): Promise<number> {
  const own = await town.caller(call.caller, call.pick)
  const ours = call.fits ? town.own(route.path, call.pick) : null
  const segments = ours === null ? call.segments : [ours, ...call.segments.slice(1)]
  let at = 0
  const part = () => encodeURIComponent((segments[at++] ?? 'x').toWellFormed())
  const url = route.path.replace(/:\w+|\*/g, part)
  const query = call.query.map(
    ([name, value]) => [name.toWellFormed(), String(value).toWellFormed()] as [string, string],
  )
  const headers = { ...own, ...call.headers, ...(call.body?.type ? { 'content-type': call.body.type } : {}) }
  const response = await town.app.inject({
    method: route.method as 'GET',
    url: `${url}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`,
    headers,
    payloadAsStream: true,
    ...(call.body ? { payload: call.body.content } : {}),
  })
  const kind = String(response.headers['content-type'] ?? '')
  if (kind.startsWith('text/event-stream')) {
    response.raw.res.destroy()
    return response.statusCode
  }
  const payload = Buffer.concat(await response.stream().toArray())
  judge(route, response.statusCode, kind, payload)
  return response.statusCode
}

function judge({ method, path }: Route, status: number, kind: string, payload: Buffer): void {
  const shown = { status, kind, body: payload.toString('utf8').slice(0, 400) }
  if (payload.length > 0) must(KINDS.test(kind), 'a kind that is declared', shown)
  if (status < 400) return
  if (method === 'HEAD') return must(status < 500 || status === 503, 'no fault of ours', shown)
  if (kind.startsWith('text/html'))
    return must(status < 500 && payload.length > 100, 'a page with words', shown)
  must(kind.startsWith('application/problem+json'), 'the envelope of an error', shown)
  const { error } = JSON.parse(payload.toString('utf8'))
  must(status < 500 || (status === 503 && BLAMELESS.has(error.code)), 'no fault of ours', shown)
  must(
    [error.code, error.message, error.hint].every((words) => typeof words === 'string' && words.length > 1),
    'words',
    shown,
  )
  must(!/undefined|\[object/.test(error.hint), 'words that are whole', shown)
  must(error.code !== 'not-found' || WITH_NOTHING.test(path), 'the route itself', shown)
}
