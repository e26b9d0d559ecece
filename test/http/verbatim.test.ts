/** A whole filing with words that mean something to browsers, databases and templates; and what the log knows of it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { canLook, pageTexts } from '../documents/pixels.ts'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 120_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse()
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

/** What every answer of the applicant carries, to be looked for where it must not be. */
const MARK = 'Q7391Z'
const GIVEN: Record<string, string> = {
  project_name: `<b onclick="x()">${MARK}</b> '; DROP TABLE draft; --`,
  org_name: `{{7*7}} \${7*7} #{7*7} <%= 7*7 %> ${MARK}`,
  reg_address: `上海 {label} {count, plural, other {#}} ${MARK}`,
  mail_address: `*bold* _it_ #sys.version $x^2$ @ref <label> \\u{41} ${MARK}`,
  legal_rep: `Robert'); -- ${MARK}`,
  lead_name: `${MARK} <!-- -->`,
  contact_name: `&lt;${MARK}&amp;`,
  intro: `= Heading\n#let x = 1; #x\n- [ ] /* ${MARK} */ // \`raw\` $sum$ "quoted"`,
  objectives: `</script><script>alert('${MARK}')</script>`,
}
/** Numbers by which a person is known. */
const PERSONAL = ['13812345678', '91310000132200880L', 'name@example.com']

async function filed(): Promise<{ applicant: Applicant; document: string }> {
  const applicant = await Applicant.start(line, { locale: 'en' })
  await applicant.say(`Is ${MARK} allowed to apply? 13812345678`)
  await applicant.fileUntil(null, { ...GIVEN, contact_email: 'name@example.com' })
  await applicant.press('do:submit')
  const yes = applicant.replies.at(-1)?.choices?.find((choice) => choice.value.startsWith('yes:submit:'))
  const replies = await applicant.press(yes?.value ?? '')
  return { applicant, document: replies.find((reply) => reply.document)?.document?.href ?? '' }
}

// lines break anywhere in Chinese, and the form marks where they may with a space of no width
const squeezed = (text: string): string => text.replace(/[\s\u200B]/g, '')

test('keeps markup, SQL and templates as typed: in the transcript, the summary and the submission', async () => {
  const { applicant, document } = await filed()
  const { entries } = await applicant.transcript()
  const said = entries.filter((entry) => entry.from === 'you').map((entry) => entry.text)
  for (const typed of Object.values(GIVEN)) expect(said).toContain(typed)
  await applicant.press('show:summary')
  for (const typed of Object.values(GIVEN))
    expect(squeezed(applicant.replies[0]?.text ?? '')).toContain(squeezed(typed))
  const checkCode = /\/documents\/(.+)\.pdf/.exec(document)?.[1] ?? ''
  const submission = await house.store.submissions.findByCheckCode(checkCode)
  for (const [field, typed] of Object.entries(GIVEN))
    expect(submission?.entries[field]).toMatchObject({ value: typed })
})

test.skipIf(!canLook())('prints them as typed', async () => {
  const { document } = await filed()
  const response = await house.app.inject({ method: 'GET', url: document })
  expect(response.statusCode).toBe(200)
  const printed = squeezed(pageTexts(response.rawPayload).join(''))
  for (const typed of Object.values(GIVEN)) expect(printed).toContain(squeezed(typed))
})

test('logs nothing of what an applicant said, not even when everything goes wrong', async () => {
  const { applicant, document } = await filed()
  await house.app.inject({ method: 'GET', url: document })
  await applicant.ask({ text: MARK.repeat(5000) })
  await applicant.ask({ text: MARK, unknown: MARK })
  await line({ path: `${applicant.path}/activities`, body: `{"id": "${MARK}`, headers: applicant.own })
  await applicant.upload(`${MARK}.pdf`, Buffer.from(MARK))
  const { commit } = house.store
  house.store.commit = async (turn) => {
    throw new Error(`invalid\n  ${JSON.stringify(turn.activity)}\n    at ${turn.said}\nby ${MARK}`)
  }
  const answer = await applicant.ask({ text: MARK })
  house.store.commit = commit
  expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
  expect(JSON.stringify(answer.body)).not.toContain(MARK)
  const log = house.log()
  expect(log).toContain('request failed')
  expect(log).toMatch(/at .*run-turn\.ts/)
  for (const secret of [MARK, applicant.token, ...PERSONAL]) expect(log).not.toContain(secret)
  expect((await applicant.ask({ text: 'help' })).status).toBe(200)
})
