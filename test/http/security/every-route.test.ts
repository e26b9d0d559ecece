/** Walks every route there is, as the router lists them: headers on each, and nobody reaches what belongs to another. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { CONSOLE_POLICY } from '../../../src/http/desk/console-page.ts'
import { policyOf } from '../../../src/http/plugins/headers.ts'
import { CaseHouse, type Filer } from '../../rigs/case-house.ts'
import { DeskClient } from '../../rigs/desk-client.ts'
import { makeOfficer } from '../../rigs/desk-house.ts'
import { routesOf } from '../../rigs/routes.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const OWN_PAGE = { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' }
/** From somewhere else each time, or wrong codes would be slowed down. */
let address = 0

let at: CaseHouse
let own: Filer
let other: Filer
let draft: string
let code: string
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00', { publicUrl: 'https://apply.example.org' })
  own = await at.applicant()
  other = await at.applicant({ org_name: '上海别家有限公司' })
  draft = await other.draftId()
  code = (await own.conversation()).draftCode ?? ''
})
afterAll(() => at.house.close())

/** Open to everybody, for what is in them is; what they are asked by opens nothing but itself. */
const PUBLIC: Readonly<Record<string, string>> = {
  '/api/programmes/:id': 'the call',
  '/api/programmes/:id/ask': 'the call',
  '/api/programmes/:id/topics': 'the call',
  '/api/programmes/:id/eligibility': 'the call',
  '/api/programmes/:id/clarifications': 'what was published',
  '/clarifications/:id': 'what was published',
  '/check/:code': '80 bits, and says no more than the print it stands on',
  '/check/:code/:place': 'sends on to the page before',
  '/form/section/:section': 'a part of the form; whose form it is the cookie says',
}
/** What stands for the names in the paths that belong to somebody: the other applicant's, and something that is not. */
const STAND_INS: Readonly<
  Record<string, () => [theirs: Record<string, string>, nothing: Record<string, string>]>
> = {
  '/api/conversations/:id': () => [{ id: other.id }, { id: v7() }],
  '/api/drafts/:id': () => [
    { id: draft, file: v7() },
    { id: v7(), file: v7() },
  ],
  '/my-data/:file': () => [{ file: `${other.id}.zip` }, { file: `${v7()}.zip` }],
  '/documents/:file': () => [{ file: 'AAAA-AAAA-AAAA-AAAA.pdf' }, { file: 'BBBB-BBBB-BBBB-BBBB.pdf' }],
  '/enquiries/:number/files/:file': () => [
    { number: 'ZX-2021-0001', file: v7() },
    { number: 'ZX-1', file: v7() },
  ],
}
/** Each has the tables of desk-routes and case-routes, which fail for a route that is not in them. */
const DESK = '/api/desk/'

const named = () => routesOf(at.house.app).filter(({ path }) => path.includes(':') && !path.startsWith(DESK))
const prefixOf = (path: string) =>
  Object.keys(STAND_INS).find((one) => path === one || path.startsWith(`${one}/`))
const fill = (path: string, values: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'x').replace('*', '')

describe('headers', () => {
  test('of every page, file, answer and refusal are whole', async () => {
    const pages = routesOf(at.house.app).filter(({ method }) => method === 'GET')
    expect(pages.length).toBeGreaterThan(40)
    for (const path of [...pages.map((one) => one.path), '/nothing', '/widget.js', '/index.html']) {
      const { headers } = await at.house.app.inject({ url: fill(path, {}) })
      const policy = String(headers['content-security-policy'])
      expect([policyOf(), CONSOLE_POLICY], path).toContain(policy)
      expect(policy, path).not.toMatch(/unsafe|nonce|sha\d|\*|https?:/)
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': expect.stringMatching(/^(?:no-referrer|same-origin)$/),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': path.startsWith('/widget.') ? 'cross-origin' : 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'strict-transport-security': 'max-age=31536000',
      })
      expect(headers['x-powered-by'] ?? headers.server, path).toBeUndefined()
    }
  })

  test('let no other site read an answer that is not listed', async () => {
    const headers = { origin: 'https://evil.example' }
    for (const { path } of routesOf(at.house.app).filter(({ method }) => method === 'GET'))
      expect((await at.house.app.inject({ url: fill(path, {}), headers })).headers, path).not.toHaveProperty(
        'access-control-allow-origin',
      )
  })
})

describe('what belongs to another', () => {
  test('every route with a name in its path is public with a reason, or tried here', () => {
    const unknown = named().filter(({ path }) => !Object.hasOwn(PUBLIC, path) && !prefixOf(path))
    expect(unknown).toEqual([])
    const paths = named().map(({ path }) => path)
    for (const path of Object.keys(PUBLIC)) expect(paths, path).toContain(path)
  })

  test('is to nobody, to other applicants and to officers as if it were not', async () => {
    const officer = await DeskClient.of(at.house, (await makeOfficer(at.house, 'Nosy', 'lead')).id)
    const callers: Record<string, Record<string, string>> = {
      nobody: {},
      'another applicant': own.one.own,
      'another code': { 'x-resume-code': code },
      'a cookie of the form': { cookie: `shenbao-form=${draft}.${code}` },
      'an officer': { cookie: officer.cookie() },
      nonsense: { authorization: 'Bearer nonsense' },
    }
    let tried = 0
    for (const { method, path } of named()) {
      const stand = STAND_INS[prefixOf(path) ?? '']?.()
      if (!stand) continue
      for (const [who, headers] of Object.entries(callers)) {
        const [theirs, nothing] = await Promise.all(
          stand.map(async (values) => {
            const sent = { ...OWN_PAGE, ...headers, 'x-forwarded-for': `198.51.100.${++address % 250}` }
            const payload = method === 'GET' ? {} : { payload: bodyFor(path) }
            const answer = await at.house.app.inject({
              method: method as 'GET',
              url: fill(path, values),
              headers: sent,
              ...payload,
            })
            return { status: answer.statusCode, body: answer.body }
          }),
        )
        expect([401, 403, 404], `${who}: ${method} ${path}`).toContain(theirs?.status)
        expect(theirs, `${who}: ${method} ${path}`).toEqual(nothing)
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(60)
    expect((await other.conversation()).draft?.entries.org_name?.value).toBe('上海别家有限公司')
  })
})

function bodyFor(path: string): object {
  if (path.endsWith('/activities')) return { id: 'a-key-of-mine', text: 'hello' }
  return path === '/api/drafts/:id' ? { set: { org_name: 'mine now' } } : {}
}
