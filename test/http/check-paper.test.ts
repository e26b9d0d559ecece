/** A certificate, letters and a list from the decision to the phone that scans them, on a real database. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readPrint } from '../../src/documents/read-print.ts'
import { describeCheck } from '../../src/service/describe-check.ts'
import { documentAddress } from '../../src/service/document-address.ts'
import { PrintCheck } from '../../src/service/print-check.ts'
import { PrintVerification } from '../../src/service/print-verification.ts'
import { inside, type Line } from '../rigs/applicant.ts'
import { CaseHouse, type Filer, type Seat } from '../rigs/case-house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const PUBLIC = 'https://apply.example.cn'
const DOCUMENT = '沪市监标技〔2021〕215号'
const OPINION = '方案可行，同意推荐。'
const APPLICANT = '上海示范养老服务有限公司'
const TITLE = '社区助餐服务标准化试点'

let at: CaseHouse
let line: Line
let body: Seat
let bureau: Seat
let verification: PrintVerification
beforeAll(async () => {
  at = await CaseHouse.open('2021-04-12 10:00', { publicUrl: PUBLIC })
  line = inside(at.house)
  body = await at.recommender()
  bureau = await at.authority()
  verification = new PrintVerification({ ...at.house, read: readPrint, publicUrl: PUBLIC })
})
afterAll(() => at?.house.close())

const key = () => ({ key: v7() })
const HTML = { accept: 'text/html', 'accept-language': 'zh-CN' }
const see = (path: string, headers: Record<string, string> = HTML) => line({ method: 'GET', path, headers })
const ask = (code: string) => see(`/check/${code}`, { accept: 'application/json', 'accept-language': 'en' })

async function filed(): Promise<Filer> {
  at.set('2021-04-12 10:00')
  const one = await at.applicant()
  await one.submit()
  return one
}

async function approved(): Promise<Filer> {
  const one = await filed()
  const { id } = await one.application()
  at.set('2021-04-26 10:00')
  await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: OPINION }, key())
  at.set('2021-05-20 10:00')
  await at.cases.actOnApplication(bureau, id, { type: 'approve', document: DOCUMENT }, key())
  return one
}

/** The address of the PDF, as officers and applicants get it. */
const address = (code: string) => documentAddress(at.house.sealer, code)
const printed = async (code: string) => {
  const { statusCode, rawPayload, headers } = await at.house.app.inject({ url: address(code) })
  expect(statusCode).toBe(200)
  return { pdf: rawPayload, name: String(headers['content-disposition']) }
}

it('a certificate is printed by its code, tells name and result, and holds', async () => {
  const one = await approved()
  const { id } = await one.project()
  at.set('2023-05-10 10:00')
  await one.act({ type: 'request-acceptance' })
  await at.cases.actOnProject(
    bureau,
    id,
    { type: 'evaluate', passed: true, opinion: '合格，无需整改。' },
    key(),
  )
  at.set('2023-05-18 10:00')
  await at.cases.actOnProject(bureau, id, { type: 'certify' }, key())
  const [paper] = await at.store.cases.issued(id)
  if (!paper) expect.fail()
  expect(paper.data.decidedOn).toBe('2023-05-10')

  const { pdf, name } = await printed(paper.checkCode)
  expect(name).toContain('SHBZ-YS-2021-0001-certificate.pdf')
  expect(await verification.verifyFile(pdf)).toMatchObject({
    type: 'genuine',
    print: { standing: { state: 'valid' } },
  })
  const changed = Buffer.from(pdf)
  changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
  expect(await verification.verifyFile(changed)).toMatchObject({ type: 'altered' })

  const { body: told } = await ask(paper.checkCode)
  expect(told).toMatchObject({
    ...{ of: 'paper', state: 'valid', message: 'This document is valid: Certificate of Acceptance' },
    paper: {
      ...{ kind: 'certificate', number: 'SHBZ-YS-2021-0001', title: TITLE, applicant: APPLICANT },
      issuedAt: '2023-05-18T02:00:00.000Z',
    },
  })
  const page = await see(`/check/${paper.checkCode}`)
  expect(page.status).toBe(200)
  for (const said of [
    '这份验收证书现行有效',
    '证书编号',
    'SHBZ-YS-2021-0001',
    TITLE,
    APPLICANT,
    '2023年5月18日',
  ])
    expect(page.body).toContain(said)
  // neither the words of the evaluation nor what opens the paper itself
  for (const kept of ['无需整改', OPINION, '/documents/', DOCUMENT]) expect(page.body).not.toContain(kept)
})

it('a letter of termination holds until the project is reinstated, and its reasons are nobody’s business', async () => {
  const one = await approved()
  const { id } = await one.project()
  at.set('2023-05-21 00:00')
  while ((await at.tick()) > 0);
  const [letter] = await at.store.cases.issued(id)
  if (!letter) expect.fail()
  const before = await printed(letter.checkCode)
  expect((await ask(letter.checkCode)).body).toMatchObject({ state: 'valid', paper: { kind: 'termination' } })
  const page = await see(`/check/${letter.checkCode}`)
  expect(page.body).toContain('这份项目自动终止告知书现行有效')
  for (const kept of [TITLE, APPLICANT]) expect(page.body).not.toContain(kept)

  at.set('2023-06-01 10:00')
  const reason = '承担保供任务，查证属实'
  const act = { type: 'reinstate', until: '2023-12-31', reason, document: '沪市监标技〔2023〕88号' } as const
  await at.cases.actOnProject(bureau, id, act, key())
  expect((await ask(letter.checkCode)).body).toMatchObject({
    ...{ state: 'withdrawn', hint: expect.stringContaining('1 June 2023') },
    paper: { withdrawnAt: '2023-06-01T02:00:00.000Z' },
  })
  const after = await printed(letter.checkCode)
  expect(after.pdf.equals(before.pdf)).toBe(true)
  expect(await verification.verifyFile(after.pdf)).toMatchObject({
    ...{ type: 'genuine', print: { standing: { state: 'withdrawn' } } },
  })
  const back = (await at.store.cases.issued(id)).find(({ kind }) => kind === 'reinstatement')
  const told = await see(`/check/${back?.checkCode}`)
  expect(told.body).toContain('这份项目恢复通知书现行有效')
  for (const kept of [reason, TITLE, APPLICANT]) expect(told.body).not.toContain(kept)
})

it('a list tells number and day of the document and nobody’s name', async () => {
  const filers = [await filed(), await filed()]
  const ids = await Promise.all(filers.map(async (one) => (await one.application()).id))
  for (const id of ids)
    await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: OPINION }, key())
  at.set('2021-05-21 10:00')
  const { list } = await at.cases.bulk(bureau, ids, { type: 'approve', document: DOCUMENT }, key())
  const code = list ?? expect.fail()
  expect(await verification.verifyFile((await printed(code)).pdf)).toMatchObject({ type: 'genuine' })
  const page = await see(`/check/${code}`)
  expect(page.body).toContain('这份上海市标准化试点项目立项名单现行有效')
  expect(page.body).toMatch(/立项文号.*沪市监标技〔2021〕215号/s)
  expect(page.body).not.toContain(APPLICANT)
})

it('a forged code is unknown, a whole address is needed, and of an altered record nothing is told', async () => {
  expect(await ask('0000-0000-0000-0000')).toMatchObject({ status: 404 })
  const { id } =
    (
      await at.store.cases.projects(
        { programmes: [{ id: '*', bodies: null, areas: null }] },
        { states: ['certified'] },
        { limit: 1 },
      )
    )[0] ?? expect.fail()
  const [paper] = await at.store.cases.issued(id)
  const code = paper?.checkCode ?? expect.fail()
  for (const query of ['', `?key=${code}`])
    expect((await see(`/documents/${code}.pdf${query}`)).status).toBe(404)
  const sealer = { hash: (text: string) => text, checkCode: () => 'of another record' }
  const found = (await new PrintCheck({ ...at.house, sealer }).find(code)) ?? expect.fail()
  const told = describeCheck(found, 'zh-CN')
  expect(told).toMatchObject({ of: 'paper', state: 'damaged', message: '存档与校验码不符，无法核验' })
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${TITLE}|${APPLICANT}|SHBZ-YS`))
})

it('the form bears the opinion once there is one, and the print from before is no less genuine', async () => {
  const one = await filed()
  const { id } = await one.application()
  const [{ checkCode = '' } = {}] = await submissionsOf(one)
  const before = (await printed(checkCode)).pdf
  at.set('2021-04-26 10:00')
  await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: OPINION }, key())
  const after = (await printed(checkCode)).pdf
  expect(after.equals(before)).toBe(false)
  for (const pdf of [before, after]) {
    expect(await verification.verifyFile(pdf)).toMatchObject({ type: 'genuine' })
  }
  const changed = Buffer.from(before)
  changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
  expect(await verification.verifyFile(changed)).toMatchObject({ type: 'altered' })
})

async function submissionsOf(one: Filer) {
  const { submissionId } = await one.application()
  const found = await at.store.submissions.findById(submissionId)
  return found ? [found] : []
}
