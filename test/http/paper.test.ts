/** From the last answer to paper: what stops a submission, what is printed, and what a print is worth later. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeCheck } from '../../src/service/describe-check.ts'
import { PrintCheck } from '../../src/service/print-check.ts'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { recall, submit } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 120_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse()
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

test('names the characters that cannot be printed before anything is submitted', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null, { contact_name: '𠮷田', intro: '🌱 社区助餐' })
  await one.press('do:submit')
  const last = one.replies.at(-1)
  expect(last?.text).toMatch(/联系人.*打印不出来.*𠮷/)
  expect(last?.text).toMatch(/单位简介.*🌱/)
  expect(one.replies.some((reply) => reply.key === 'confirm.submit')).toBe(false)
})

const MARK = 'Q7391Z'
const GIVEN = {
  project_name: `社区花园 ${MARK}`,
  org_name: `<b>甲</b> ${MARK}`,
  legal_rep: `王示范${MARK}`,
  contact_name: `张联系${MARK}`,
  mail_address: `示范路7391号${MARK}`,
}

const HTML = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN,zh;q=0.9' }
const see = (path: string, headers: Record<string, string> = HTML) => line({ method: 'GET', path, headers })
const ask = (code: string, language = 'en') =>
  see(`/check/${code}`, { accept: 'application/json', 'accept-language': language })

/** Each answer on its own, however deep it lies; a mere yes or no tells nothing. */
function answersIn(value: unknown): string[] {
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(answersIn)
  return value === undefined || typeof value === 'boolean' ? [] : [String(value)]
}

test('a print is current, then withdrawn, then replaced, and stays on record all the while', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null, GIVEN)
  const first = await submit(one)
  expect((await ask(first.code)).body).toMatchObject({
    checkCode: first.code,
    state: 'current',
    printed: { number: first.number, version: 1, submittedAt: expect.stringMatching(/^2021-04-12T/) },
  })
  const printed = await house.app.inject({ url: first.href })
  expect((await see(`/check/${first.code}`)).body).toContain('这是现行提交版本')
  const ofPage = await see(`/check/${first.code}/2-7`)
  expect(ofPage).toMatchObject({ status: 303, headers: { location: `/check/${first.code}` } })

  await recall(one)
  expect((await ask(first.code)).body).toMatchObject({
    state: 'recalled',
    recalledAt: expect.stringMatching(/^2021-04-12T/),
    message: 'The applicant has withdrawn this version',
  })
  expect((await see(`/check/${first.code}`)).body).toMatch(/已由申报单位撤回.*2021年4月12日 10:\d\d/s)

  const second = await submit(one)
  expect((await ask(first.code)).body).toMatchObject({
    state: 'replaced',
    printed: { number: first.number, version: 1 },
    current: { number: second.number, version: 2 },
  })
  expect((await see(`/check/${first.code}`)).body).toContain(`现行的是第 2 版，申报编号 ${second.number}`)
  expect((await ask(second.code)).body).toMatchObject({ state: 'current', printed: { version: 2 } })
  const again = await house.app.inject({ url: first.href })
  expect(again.statusCode).toBe(200)
  expect(again.rawPayload.equals(printed.rawPayload)).toBe(true)
})

test('the check page tells number, version, time and programme, and nothing the applicant answered', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null, GIVEN)
  const { number, code } = await submit(one)
  const submission = await house.store.submissions.findByCheckCode(code)
  const answers = answersIn(Object.values(submission?.entries ?? {}).map(({ value }) => value))
  const telling = answers.filter((answer) => answer.length > 3)
  expect(telling.filter((answer) => answer.includes(MARK)).length).toBeGreaterThanOrEqual(5)
  expect(telling.length).toBeGreaterThan(25)
  for (const language of ['zh-CN', 'en']) {
    const page = await see(`/check/${code}?lang=${language}`)
    const { body } = await ask(code, language)
    expect(page.status).toBe(200)
    for (const part of [number, code, house.libraries.find()?.speech(language).text.programme.title])
      expect(page.body).toContain(part)
    expect(page.body).toContain(`lang="${language}"`)
    for (const answer of [...telling, MARK]) {
      expect(page.body, answer).not.toContain(answer)
      expect(JSON.stringify(body), answer).not.toContain(answer)
    }
    // no script, no style of its own: the policy would refuse both
    expect(page.body).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    expect(page.body).not.toContain('/documents/')
  }
})

test('a check code alone does not open the answers: the print needs its whole address', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null)
  const { code, href } = await submit(one)
  expect((await see(href)).status).toBe(200)
  for (const key of ['', '?key=', `?key=${code}`, '?key=0000-0000-0000-0000'])
    expect(await see(`/documents/${code}.pdf${key}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown-document' } },
    })
})

test('finds a code however it was typed, and says what to do when there is none', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  await one.fileUntil(null)
  const { code } = await submit(one)
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect((await ask(encodeURIComponent(typed))).body).toMatchObject({ checkCode: code, state: 'current' })
  const sent = await see(`/check?code=${encodeURIComponent(typed)}&lang=en`)
  expect(sent).toMatchObject({ status: 303, headers: { location: `/check/${code}?lang=en` } })

  expect((await see('/check')).body).toMatch(/<input id="code"/)
  const wrong = await see(`/check?code=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(wrong.status).toBe(404)
  expect(wrong.body).toContain('没有查到这个校验码')
  expect(wrong.body).toContain('value="&quot;&gt;&lt;script&gt;')
  const unknown = await see('/check/0000-0000-0000-0000?lang=en')
  expect(unknown.status).toBe(404)
  expect(unknown.body).toMatch(/no such check code.*type it again/s)
  expect(await ask('0000-0000-0000-0000')).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown-check-code', hint: expect.stringContaining('16 characters') } },
  })
})

test('is in the interface document', async () => {
  const { body } = await see('/openapi.json')
  const { schema } = body.paths['/check/{code}'].get.responses[200].content['application/json']
  const [print, paper] = schema.oneOf ?? schema.anyOf
  expect(print.properties.state.enum).toEqual(['current', 'replaced', 'recalled', 'damaged'])
  expect(paper.properties.state.enum).toEqual(['valid', 'withdrawn', 'damaged'])
})

test('vouches for nothing when the stored record is not what the code was made for', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null)
  const { code } = await submit(one)
  const sealer = { hash: (text: string) => text, checkCode: () => 'another secret, or another record' }
  const found = await new PrintCheck({ ...house, sealer }).find(code)
  expect(found?.standing).toEqual({ state: 'damaged' })
  const told = found && describeCheck(found, 'zh-CN')
  expect(told?.message).toContain('存档与校验码不符')
})
