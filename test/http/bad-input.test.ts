/** What comes in from outside is refused or taken, never lost and never half done; every refusal shows the way out. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse()
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

const EN = { 'accept-language': 'en-GB,en;q=0.9' }
const ZH = { 'accept-language': 'zh-CN,zh;q=0.9' }
const HAN = /\p{Script=Han}/u

/** A refusal in the envelope: in the language asked for, with what to do. */
function refusal(answer: Awaited<ReturnType<Line>>, status: number, code: string) {
  expect(answer).toMatchObject({ status, body: { error: { code } } })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const { message, hint, field } = answer.body.error
  expect(message).not.toMatch(/[{}]|undefined/)
  expect(hint.length).toBeGreaterThan(5)
  return { message, hint, field, text: `${message} ${hint}` }
}

test('answers an unknown conversation with 404 in the language asked for', async () => {
  for (const id of [v7(), 'nonsense', "';DROP TABLE draft;--", '%00', 'x'.repeat(90), '长'.repeat(900)]) {
    const ask = {
      path: `/api/conversations/${encodeURIComponent(id)}/activities`,
      body: { id: v7(), text: 'hi' },
    }
    const token = { authorization: 'Bearer abc' }
    expect(
      refusal(await line({ ...ask, headers: { ...token, ...EN } }), 404, 'unknown-conversation').text,
    ).not.toMatch(HAN)
    expect(
      refusal(await line({ ...ask, headers: { ...token, ...ZH } }), 404, 'unknown-conversation').text,
    ).toMatch(HAN)
  }
})

test.each(['zh-TW,zh;q=0.9,en;q=0.8', 'zh-Hant-HK', 'zh-HK'])(
  'writes traditional characters for %s',
  async (wanted) => {
    const answer = await line({ method: 'GET', path: '/nowhere', headers: { 'accept-language': wanted } })
    const { text } = refusal(answer, 404, 'not-found')
    expect(text).toMatch(HAN)
    expect(text).not.toMatch(/[这个页请检查网]/)
  },
)

test('keeps a conversation from whoever lacks its token', async () => {
  const mine = await Applicant.start(line)
  const other = await Applicant.start(line)
  const body = { id: v7(), text: 'hello' }
  const paths = [`${mine.path}/activities`, `${mine.path}/files`]
  const anothers = other.own
  const strangers = [{}, { authorization: 'Basic abc' }, { authorization: 'Bearer ' }, anothers]
  for (const headers of strangers) {
    const isKey = headers === anothers
    const expected: [number, string] = isKey ? [404, 'unknown-conversation'] : [401, 'unauthorised']
    for (const path of paths)
      refusal(await line({ path, body, headers: { ...headers, ...EN } as never }), ...expected)
    for (const path of [mine.path, `${mine.path}/events`])
      refusal(await line({ method: 'GET', path, headers: { ...headers, ...EN } as never }), ...expected)
  }
  expect((await mine.transcript()).entries).toHaveLength(1)
})

test('takes a repeated activity once and answers it the same way', async () => {
  const one = await Applicant.start(line)
  const id = v7()
  await one.press('begin:filing')
  const first = await one.ask({ id, form: { step: 'project_name', values: { project_name: 'Once' } } })
  await one.send({ form: { step: 'pilot_type', values: { pilot_type: 'general' } } })
  const before = await one.transcript()
  for (const again of [
    { form: { step: 'project_name', values: { project_name: 'Once' } } },
    { text: 'something else' },
  ])
    expect((await one.ask({ id, ...again })).body).toEqual(first.body)
  const both = await Promise.all(
    Array.from({ length: 8 }, () => one.ask({ id: 'one-and-the-same', text: '帮助' })),
  )
  expect(new Set(both.map(({ body }) => JSON.stringify(body)))).toHaveLength(1)
  const after = await one.transcript()
  expect(after.entries.length - before.entries.length).toBe(1 + both[0]?.body.replies.length)
})

test('says that a button of an earlier step has moved on, and shows the open question', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  await one.fileUntil('org_name')
  for (const value of [
    'answer:pilot_type:general',
    'done:schedule',
    'drop:schedule:0',
    'yes:submit:3',
    'no:restart:1',
  ]) {
    const replies = await one.press(value)
    expect(replies[0]?.key, value).toBe('repair.moved-on')
    expect(one.card?.step, value).toBe('org_name')
  }
})

test('a yes to one question never settles another', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  await one.press('begin:filing')
  await one.fill({ project_name: 'Kept' })
  await one.press('do:restart')
  const yes =
    one.replies.at(-1)?.choices?.find((choice) => choice.value.startsWith('yes:restart:'))?.value ?? ''
  expect((await one.press(yes.replace('restart', 'submit')))[0]?.key).toBe('repair.moved-on')
  expect((await one.press(yes.replace(/\d+$/, '99')))[0]?.key).toBe('repair.moved-on')
  await one.press('show:summary')
  expect(one.replies[0]?.text).toContain('Kept')
  await one.press('do:restart')
  await one.press(yes)
  await one.press('show:summary')
  expect(one.replies[0]?.text).not.toContain('Kept')
})

test('treats a button that never was like an old one', async () => {
  const forged = [
    '',
    ':',
    'begin:',
    'begin:nowhere',
    'answer',
    'answer:',
    'answer:nothing:x',
    'answer:constructor:x',
    'ask:',
    'ask:nothing',
    'show:',
    'show:secrets',
    'language:',
    'language:tlh',
    'go:',
    'go:nothing',
    'done:nothing',
    'drop:schedule:x',
    'drop:schedule:',
    'do:',
    'do:answer',
    'do:event',
    'do:start',
    'do:add-files',
    'do:ask',
    'do:clarify',
    'do:topics',
    'do:unclear',
    'do:chat',
    'do:begin',
    'do:go-to',
    'do:correct',
    'do:filing',
    '__proto__:x',
  ] // prettier-ignore
  const idle = await Applicant.start(line)
  const busy = await Applicant.start(line)
  await busy.fileUntil('org_name')
  for (const one of [idle, busy])
    for (const value of forged) {
      const replies = await one.press(value)
      expect(replies[0]?.key, `${value} got ${replies[0]?.text}`).toMatch(/^repair\.(moved-on|not-for-you)$/)
    }
  expect(busy.card?.step).toBe('org_name')
})

test('refuses what is not JSON, or not what the contract says, and names the field', async () => {
  const one = await Applicant.start(line)
  const path = `${one.path}/activities`
  const send = (body: unknown, headers: Record<string, string> = EN) =>
    line({ path, body, headers: { ...one.own, ...headers } })
  for (const broken of ['{"id": "12345678", "te', 'nonsense', '', '{"__proto__": {}}'])
    refusal(await send(broken), 400, 'bad-json')
  refusal(
    await send('a=b', { ...EN, 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'media-type',
  )
  refusal(await send('<a/>', { ...EN, 'content-type': 'text/xml' }), 415, 'media-type')
  const id = v7()
  const said = refusal(await send({ id, text: 'hi', colour: 'red' }), 400, 'unknown-field')
  expect(said.field).toBe('colour')
  expect(said.message).toContain('colour')
  expect(refusal(await send({ text: 'hi' }), 400, 'missing-field').field).toBe('id')
  expect(refusal(await send({ id, form: { step: 'a' } }), 400, 'missing-field').field).toBe('form.values')
  for (const body of [{ id }, { id, text: 'a', choice: 'b' }]) refusal(await send(body), 400, 'exactly-one')
  for (const body of [
    { id: 7, text: 'a' },
    { id, text: 5 },
    { id, text: '' },
    { id, file: [] },
    { id, form: [] },
    { id: 'a b c d e f', text: 'a' },
  ])
    expect(refusal(await send(body), 400, 'bad-request').field).toBeTruthy()
  for (const body of [null, [], 'text', 7]) refusal(await send(JSON.stringify(body)), 400, 'bad-request')
  expect(refusal(await send({ id, text: 'hi', 颜色: '红' }, ZH), 400, 'unknown-field').text).toMatch(HAN)
  refusal(
    await line({ path: '/api/conversations', body: { language: 'en' }, headers: EN }),
    400,
    'unknown-field',
  )
  expect((await one.transcript()).entries).toHaveLength(1)
})

test('takes a message of 5,000 characters whole, and says by how much a longer one is too long', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  const long = '标准化'.repeat(1700).slice(0, 5000)
  await one.say(long)
  expect((await one.transcript()).entries.find((entry) => entry.from === 'you')?.text).toBe(long)
  await one.press('begin:filing')
  await one.fill({ project_name: long })
  expect(one.replies[0]?.text).toMatch(/5,?000.*60.*4,?940/)
  expect(one.card?.inputs[0]?.value).toBe(long)
  const said = refusal(await one.ask({ text: 'x'.repeat(20_001) }), 400, 'too-long')
  expect(said.message).toMatch(/20,?001.*20,?000.*\b1\b/)
  const inForm = await one.ask({
    form: { step: 'project_name', values: { project_name: 'x'.repeat(20_010) } },
  })
  expect(refusal(inForm, 400, 'too-long').field).toBe('form.values.project_name')
  refusal(await one.ask({ text: 'x'.repeat(600_000) }, EN), 413, 'too-large')
  expect(one.card?.inputs[0]?.value).toBe(long)
})

test('answers emoji, and keeps them as typed where words are needed', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  for (const text of ['😀', '👩‍👩‍👧‍👦🇨🇳', '   ', '。。。', '\u0000\ud800', '?']) {
    const replies = await one.say(text)
    expect(replies.length, text).toBeGreaterThan(0)
  }
  await one.press('begin:filing')
  await one.fill({ project_name: '🎉🎉' })
  expect(one.replies[0]?.key).toBe('filing.error.no-words')
  expect(one.card?.inputs[0]?.value).toBe('🎉🎉')
})

test('speaks the language of the conversation once it is known', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  const asked = (headers: Record<string, string>) => one.ask({ file: [v7()] }, headers)
  expect(refusal(await asked(ZH), 404, 'unknown-file').text).not.toMatch(HAN)
  await one.press('language:zh-CN')
  expect(refusal(await asked(EN), 404, 'unknown-file').text).toMatch(HAN)
})

test('says what is not there in either language', async () => {
  for (const [path, code, method] of [
    ['/api/nothing', 'not-found', 'GET'],
    ['/documents/AAAA.pdf', 'unknown-document', 'GET'],
    ['/documents/AAAA', 'unknown-document', 'GET'],
    ['/api/programmes/none', 'unknown-programme', 'GET'],
  ] as const) {
    expect(refusal(await line({ method, path, headers: EN }), 404, code).text).not.toMatch(HAN)
    expect(refusal(await line({ method, path, headers: ZH }), 404, code).text).toMatch(HAN)
  }
  refusal(await line({ path: '/api/conversations', body: { code: 'AAAA-AAAA' } }), 404, 'unknown-code')
  refusal(await line({ path: '/api/conversations', body: { programme: 'none' } }), 404, 'unknown-programme')
})
