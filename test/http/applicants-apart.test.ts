/** What one applicant can learn or do of another one’s application: nothing, by whatever route. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseHouse, type Filer } from '../rigs/case-house.ts'
import type { Submitted } from '../rigs/submitting.ts'

const SECRET = '绝密的老年餐配方试点'

describe('an applicant', { timeout: 60_000 }, () => {
  let at: CaseHouse
  let own: Filer
  let mine: Submitted
  let theirs: Submitted
  let draft: string
  let conversation: string

  beforeAll(async () => {
    at = await CaseHouse.open('2021-04-12 10:00')
    own = await at.applicant()
    mine = await own.submit()
    const other = await at.applicant({ project_name: SECRET, org_name: '上海别家有限公司' })
    theirs = await other.submit()
    const body = await at.recommender()
    const { id } = await other.application()
    const fields = [{ field: 'benefit', comment: '请补充' }]
    await at.cases.actOnApplication(body, id, { type: 'return', fields, due: '2021-04-20' }, { key: 'k' })
    draft = await other.draftId()
    conversation = other.id
  }, 60_000)
  afterAll(() => at.house.close())

  const asked: [method: 'GET' | 'POST' | 'PATCH', path: () => string, body?: object][] = [
    ['GET', () => `/api/conversations/${conversation}`],
    ['GET', () => `/api/conversations/${conversation}/events`],
    [
      'POST',
      () => `/api/conversations/${conversation}/activities`,
      { id: 'a-key-of-mine', text: '到哪一步了' },
    ],
    [
      'POST',
      () => `/api/conversations/${conversation}/activities`,
      { id: 'a-key-of-mine', choice: 'do:mend' },
    ],
    ['GET', () => `/api/drafts/${conversation}`],
    ['GET', () => `/api/drafts/${draft}`],
    ['GET', () => `/api/drafts/${draft}/events`],
    ['GET', () => `/api/drafts/${draft}/files/${draft}`],
    ['PATCH', () => `/api/drafts/${draft}`, { set: { benefit: '改了' } }],
    ['POST', () => `/api/drafts/${draft}/submit`, {}],
    ['POST', () => `/api/drafts/${draft}/recall`, {}],
  ]

  it.each(asked)('is refused by %s %o', async (method, path, body) => {
    for (const headers of [
      own.one.own,
      { 'x-resume-code': (await own.conversation()).draftCode ?? '' },
      {},
    ]) {
      const answer = await own.one.line({ method, path: path(), headers, ...(body ? { body } : {}) })
      expect([401, 404], `${method} ${path()}`).toContain(answer.status)
      expect(JSON.stringify(answer.body)).not.toContain(SECRET)
    }
  })

  it('is refused the print of another one, whatever key it has of its own', async () => {
    const key = new URL(mine.href, 'http://x').searchParams.get('key') ?? ''
    for (const path of [`/documents/${theirs.code}.pdf`, `/documents/${theirs.code}.pdf?key=${key}`]) {
      const { status } = await own.one.line({ method: 'GET', path, headers: own.one.own })
      expect(status).toBe(404)
    }
    expect((await own.one.line({ method: 'GET', path: mine.href })).status).toBe(200)
  })

  it('learns from a check code no more than anybody does', async () => {
    const { body } = await own.one.line({ method: 'GET', path: `/check/${theirs.code}` })
    expect(String(body)).toContain(theirs.number)
    expect(String(body)).not.toMatch(/绝密|别家|请补充/)
  })

  it('hears only of the own application, however another number is asked for', async () => {
    for (const words of [
      `${theirs.number}到哪一步了`,
      `查进度 ${theirs.number}`,
      `where is ${theirs.number}`,
    ]) {
      const replies = await own.one.say(words)
      const said = JSON.stringify(replies)
      expect(said).not.toMatch(/绝密|别家|请补充/)
      expect(said).not.toMatch(/已退回|已于.{1,20}退回/)
    }
  })
})
