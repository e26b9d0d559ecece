/** The papers of the authority, as pixels and as text: what they say, and that nothing makes them burst. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IssuedData, IssuedKind, IssuedRecord } from '../../src/casework/issued.ts'
import { buildIssuedPrint } from '../../src/documents/issued-print.ts'
import { createPrinter } from '../../src/documents/printer.ts'
import { readPrint } from '../../src/documents/read-print.ts'
import { readLocales } from '../../src/read-locales.ts'
import { readProgramme } from '../../src/read-programmes.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { canLook, info, ink, type Page, pages, pageTexts, qrOn, structure } from './pixels.ts'

const printer = createPrinter({ threads: 1 })
afterAll(() => printer.close())

const locales = await readLocales()
async function libraryOf(folder: string) {
  const { programme } = await readProgramme(path.join(import.meta.dirname, '../../flows', folder))
  return programme ? makeLibrary(programme, locales) : expect.fail(`${folder} is not sound`)
}
const pilots = await libraryOf('shanghai-standardization-pilot-2021')
const metrology = await libraryOf('shanghai-metrology-2022')

const checkCode = '7QZ4-KM2X-9D0V-H3TB'
const checkUrl = `https://shenbao.example.gov.cn/check/${checkCode}`
const data: IssuedData = {
  number: 'SHBZ-2021-0003',
  title: '社区老年助餐服务标准化试点',
  applicant: '上海示范养老服务有限公司',
  body: 'district-xuhui',
  areas: ['public-services', 'services'],
  approvedOn: '2021-07-15',
  endsOn: '2023-07-15',
  decidedOn: '2023-06-20',
  document: '沪市监标技〔2023〕88号',
  reason: '承担保供任务，试点工作中断。\n项目保证单位已书面说明。',
}
const row = {
  number: 'SHBZ-2021-0001',
  title: data.title,
  applicant: data.applicant,
  body: data.body,
  areas: data.areas,
}
const listOf = (count: number, change: Partial<typeof row> = {}): IssuedData => ({
  ...data,
  number: '沪市监标技〔2021〕215号',
  rows: Array.from({ length: count }, (_, at) => ({
    ...row,
    number: `SHBZ-2021-${String(at + 1).padStart(4, '0')}`,
    ...change,
  })),
})

const record = (kind: IssuedKind, of: IssuedData, library: typeof pilots): IssuedRecord => ({
  id: '1',
  kind,
  ...{ programmeId: library.programme.id, programmeHash: library.programme.hash, caseId: null, checkCode },
  number: kind === 'certificate' ? 'SHBZ-YS-2021-0001' : null,
  issuedAt: new Date('2023-07-15T17:00:00Z'),
  data: of,
  withdrawnAt: null,
})

function print(kind: IssuedKind, of: IssuedData = data, library = pilots): Promise<Uint8Array> {
  const { id, hash, papers } = library.programme
  const template = papers.get(kind) ?? expect.fail(`no ${kind}`)
  const paper = buildIssuedPrint(library, record(kind, of, library), checkUrl)
  return printer.print({ programmeId: id, programmeHash: hash, template, fonts: 'song', data: paper })
}

const flat = (text: string) => text.replace(/[\s\u200B]/g, '')
const textOf = (pdf: Uint8Array) => flat(pageTexts(pdf).join(''))
/** The page turned upside down, for a code at its foot. */
const turned = ({ grey, width, height }: Page): Page => ({ width, height, grey: grey.toReversed() })
/** Nothing within so many millimetres of the sides, nor where no printer prints at head and foot. */
const blankEdges = (page: Page, mm: number, [wide, high]: [number, number]) =>
  [
    ink(page, [0, 0, mm / wide, 1]),
    ink(page, [1 - mm / wide, 0, 1, 1]),
    ink(page, [0, 0, 1, 6 / high]),
    ink(page, [0, 1 - 6 / high, 1, 1]),
  ].every((dark) => dark === 0)
const UPRIGHT: [number, number] = [210, 297]
const FLAT: [number, number] = [297, 210]

const longName = '上海市浦东新区临港新片区国际供应链管理与数字化冷链物流技术研究院（集团）有限责任公司'
const rare: IssuedData = { ...data, applicant: '上海𠮷祥服务有限公司' }
const bare: IssuedData = { ...data, body: null, areas: [], document: null, decidedOn: null }
const longest: IssuedData = {
  ...data,
  title: `${longName.repeat(4)}${'Supercalifragilistic'.repeat(6)}`,
  applicant: longName.repeat(5),
  areas: pilots.programme.areas.map(({ id }) => id),
  reason: `${longName}。\n`.repeat(40),
}
const facts = {
  number: 'SHBZ-2021-0003',
  title: data.title,
  applicant: data.applicant,
  issuer: '上海市市场监督管理局',
}

describe.skipIf(!canLook())('a certificate', { timeout: 120_000 }, () => {
  let pdf: Uint8Array
  beforeAll(async () => {
    pdf = await print('certificate')
  })

  it('says whose it is, for what, since when, and where that can be checked', () => {
    const text = textOf(pdf)
    for (const said of Object.values(facts)) expect(text).toContain(said)
    expect(text).toMatch(/验收证书.*SHBZ-YS-2021-0001/)
    expect(text).toMatch(/项目保证单位上海市徐汇区市场监督管理局/)
    expect(text).toMatch(/重点领域公共服务、服务业领域/)
    expect(text).toContain('2021年7月15日立项，至2023年7月15日')
    expect(text).toMatch(/验收通过日期2023年6月20日/)
    // issued on the day it is in Shanghai, not in Greenwich
    expect(text).toContain('2023年7月16日')
    expect(text).toContain(checkCode)
  })

  it('is one page on its side, within its border, with a code that a phone reads', () => {
    const [page, ...others] = pages(pdf, 150)
    if (!page) expect.fail()
    expect(others).toEqual([])
    expect(page.width).toBeGreaterThan(page.height)
    expect(blankEdges(page, 7, FLAT)).toBe(true)
    expect(ink(page, [0.03, 0.03, 0.06, 0.97])).toBeGreaterThan(0.02)
    expect(qrOn(turned(page))).toBe(checkUrl)
  })

  it('is tagged, has words for its only picture, and tells of itself what it is', () => {
    expect(info(pdf)).toMatch(/Tagged:\s+yes/)
    const tags = structure(pdf)
    expect(tags.match(/^\s*H1 /gm)).toHaveLength(1)
    expect(tags.match(/^\s*Figure/gm)).toHaveLength(1)
    expect(readPrint(pdf)).toEqual({ checkCode, checkUrl })
  })

  it('is the same to the byte each time, and another for another holder', async () => {
    expect(Buffer.compare(pdf, await print('certificate'))).toBe(0)
    expect(Buffer.compare(pdf, await print('certificate', { ...data, applicant: '乙' }))).not.toBe(0)
  })

  it('stays one page with the longest names, and the place of the seal stays free', async () => {
    for (const of of [longest, bare, rare]) {
      const [page, ...others] = pages(await print('certificate', of), 100)
      if (!page) expect.fail()
      expect(others).toEqual([])
      expect(qrOn(turned(page))).toBe(checkUrl)
      // right of the code, above the name of the issuer
      expect(ink(page, [0.6, 0.755, 0.88, 0.79])).toBe(0)
    }
  })

  it('leaves out what there is none of, and says what to do about a character the font lacks', async () => {
    expect(textOf(await print('certificate', bare))).not.toMatch(/项目保证单位|重点领域|验收通过日期/)
    expect(textOf(await print('certificate', rare))).toMatch(/〓祥.*〓处为字库未收录的字/)
    expect(textOf(pdf)).not.toContain('〓')
  })
})

describe.skipIf(!canLook())('a letter', { timeout: 120_000 }, () => {
  it('of termination quotes the clause word for word, and calls silence what the notice does not say', async () => {
    const pdf = await print('termination')
    const text = textOf(pdf)
    for (const said of Object.values(facts)) expect(text).toContain(said)
    expect(text).toContain(flat(pilots.programme.notice.get('五.3') ?? expect.fail()))
    expect(text).toContain('最后一日为2023年7月15日')
    expect(text).toMatch(/《通知》未规定的事项。项目自动终止之后如何处理，《通知》未作规定/)
    expect(text).toMatch(/项目保证单位（上海市徐汇区市场监督管理局）询问/)
    expect(pageTexts(pdf)).toHaveLength(1)
    expect(qrOn(pages(pdf, 150, 1)[0] ?? expect.fail())).toBe(checkUrl)
  })

  it('of reinstatement names the decision, its reason and the new last day', async () => {
    const text = textOf(await print('reinstatement', { ...data, endsOn: '2024-01-15' }))
    for (const said of Object.values(facts)) expect(text).toContain(said)
    expect(text).toMatch(/决定文号：沪市监标技〔2023〕88号/)
    expect(text).toContain('承担保供任务，试点工作中断。项目保证单位已书面说明。')
    expect(text).toContain('最后一日为2024年1月15日')
  })

  it('goes to whoever is there: without a recommending body it names none', async () => {
    const text = textOf(await print('termination', bare))
    expect(text).toContain('可以按《通知》第七条第5项所列的联系方式向我局询问')
    expect(text).not.toMatch(/项目保证单位（|抄送/)
  })

  it('goes on over the page with the longest names and reasons, and the name is never alone on a page', async () => {
    for (const kind of ['termination', 'reinstatement'] as const) {
      const pdf = await print(kind, longest)
      const texts = pageTexts(pdf).map(flat)
      expect(texts.length).toBeGreaterThan(1)
      expect(texts.at(-1)).toMatch(/未作规定.*2023年7月16日/)
      for (const [at, text] of texts.entries()) expect(text).toContain(`第${at + 1}页共${texts.length}页`)
      for (const page of pages(pdf, 60)) expect(blankEdges(page, 22, UPRIGHT)).toBe(true)
    }
  })

  it('is tagged, with a heading and words for its code', async () => {
    const pdf = await print('termination')
    expect(info(pdf)).toMatch(/Tagged:\s+yes/)
    const tags = structure(pdf)
    expect(tags.match(/^\s*H1 /gm)).toHaveLength(1)
    expect(tags.match(/^\s*Figure/gm)).toHaveLength(1)
    expect(readPrint(pdf)).toEqual({ checkCode, checkUrl })
  })
})

describe.skipIf(!canLook())('a list of what was approved', { timeout: 120_000 }, () => {
  it('holds every line once, with number and day of the document, however many pages it takes', async () => {
    const pdf = await print('approval', listOf(200))
    const texts = pageTexts(pdf)
    const whole = texts.join('')
    for (let at = 1; at <= 200; at++)
      expect(whole.match(new RegExp(`SHBZ-2021-${String(at).padStart(4, '0')}`, 'g'))).toHaveLength(1)
    expect(flat(whole)).toMatch(/立项文号：沪市监标技〔2021〕215号立项日期：2021年7月15日共200项/)
    const listed = texts.filter((text) => text.includes('SHBZ-2021-'))
    expect(listed.length).toBeGreaterThan(8)
    for (const text of listed)
      expect(flat(text)).toMatch(/序号项目编号项目名称试点单位推荐单位（项目保证单位）重点领域/)
    expect(pages(pdf, 150, 3).map(qrOn)).toEqual([checkUrl])
  })

  it('keeps long words in their cells and every line whole', async () => {
    const pdf = await print('approval', listOf(12, { title: longest.title, applicant: longName.repeat(3) }))
    for (const page of pages(pdf, 60)) expect(blankEdges(page, 20, FLAT)).toBe(true)
    const texts = pageTexts(pdf)
    expect(texts.join('').match(/SHBZ-2021-00\d\d/g)).toHaveLength(12)
  })

  it('has the head of its table as a head, for those who listen', async () => {
    const tags = structure(await print('approval', listOf(40)))
    expect(tags).toMatch(/THead/)
    expect(tags.match(/^\s*TH /gm)?.length).toBe(6)
    expect(tags.match(/\/Scope \/Column/g)?.length).toBe(6)
  })

  it('has no column for what no line has, and one project or none makes a list too', async () => {
    const text = textOf(await print('approval', listOf(2, { body: null, areas: [] })))
    expect(text).not.toMatch(/重点领域|保证单位/)
    expect(textOf(await print('approval', listOf(1)))).toContain('共1项')
    expect(textOf(await print('approval', { ...listOf(0), number: '', approvedOn: null }))).not.toContain(
      '立项文号',
    )
  })

  it('is that of the programme: metrology knows neither bodies nor areas', async () => {
    const text = textOf(await print('approval', listOf(3), metrology))
    expect(text).toMatch(/地方计量技术规范制修订项目立项名单/)
    expect(text).toMatch(/序号申报编号项目名称申报单位/)
    expect(text).not.toContain('district-xuhui')
    expect([...metrology.programme.papers.keys()]).toEqual(['approval'])
  })
})
