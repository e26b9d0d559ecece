/** A spreadsheet of applicants in, verdicts out: over HTTP, in a house. */
import { strToU8 } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { PreScreen } from '../../src/contract/pre-screen.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const PROGRAMME = 'shanghai-standardization-pilot-2021'
const SCREEN = `/api/desk/pre-screen?programme=${PROGRAMME}`
let house: House
let body: DeskClient
beforeAll(async () => {
  house = await openHouse()
  body = await client({ role: 'recommender', programmeId: PROGRAMME, contact: null, body: 'district-xuhui' })
})
afterAll(() => house.close())

async function client(grant: Grant): Promise<DeskClient> {
  const id = v7()
  const officer = { id, name: 'TEST', email: `${id}@desk.test`, locale: 'zh-CN', at: house.clock.now() }
  await house.store.officers.create(officer, OPERATOR)
  await house.store.officers.setGrants(id, [grant], OPERATOR)
  return DeskClient.of(house, id)
}

function send(who: DeskClient, content: string | Uint8Array, url = SCREEN) {
  const edge = 'edge-of-a-part'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="汇总.csv"\r\n\r\n`
  const bytes = typeof content === 'string' ? strToU8(content) : content
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  const type = `multipart/form-data; boundary=${edge}`
  return who.send('POST', url, payload, { 'sec-fetch-site': 'same-origin', 'content-type': type })
}

async function screened(content: string): Promise<PreScreen> {
  const { status, body: found } = await send(body, content)
  if (status !== 200) throw new Error(JSON.stringify(found))
  return found
}

const HEAD =
  '单位名称*,统一社会信用代码,试点类型,申报领域及方向,是否在本市登记,registered_here,信用状况,标准化工作基础,行业或社会影响力,心情'
const GOOD =
  '上海甲有限公司,91310000132200821H,一般试点,现代物流和供应链,,是,良好,有机构，也有人员,影响力较强，是业内标杆,好'

describe('a row', () => {
  it('has a verdict, with every condition that applies, its clause and its reason', async () => {
    const labels = '单位名称,统一社会信用代码,注册登记地,信用情况,标准化工作基础,影响力\n'
    const { rows } = await screened(`${labels}上海甲有限公司,91310000132200821H,,,,`)
    expect(rows).toHaveLength(1)
    const [row] = rows
    expect(row).toMatchObject({ row: 2, name: '上海甲有限公司', verdict: 'needs-confirmation', problems: [] })
    expect(row?.conditions[0]).toMatchObject({ clause: '三.1', outcome: 'unknown' })
    expect(row?.conditions[0]?.reason).toContain('没有填或读不出')
  })

  it('is judged by rules, also by what its code tells', async () => {
    const head =
      '单位名称,统一社会信用代码,registered_here,credit_standing,std_foundation,benchmark,pilot_type'
    const line = (name: string, here: string) =>
      `${name},91310000132200821H,${here},good,yes,benchmark,association-standard`
    const { rows } = await screened([head, line('甲', '否'), line('乙', '是')].join('\n'))
    const outcomes = rows.map(({ conditions }) => conditions.map(({ id, outcome }) => [id, outcome]))
    expect(rows.map(({ verdict }) => verdict)).toEqual(['ineligible', 'ineligible'])
    expect(outcomes[0]).toContainEqual(['registered-and-creditworthy', 'unmet'])
    // an enterprise by its code: no association
    expect(outcomes[1]).toContainEqual(['association', 'unmet'])
  })

  it('has nothing answered for a cell that cannot be read, not even by its code', async () => {
    const head = '单位名称,统一社会信用代码,registered_here'
    const { rows } = await screened(`${head}\n甲,91310000132200821H,也许大概\n`)
    expect(rows[0]?.problems).toHaveLength(1)
    expect(rows[0]?.conditions[0]?.reason).toContain('是否在本市注册登记')
  })

  it('names the cells that cannot be read, and what to do', async () => {
    const { rows } = await screened('单位名称,统一社会信用代码,试点类型\n甲,123,2\n')
    expect(rows[0]?.problems.map(({ header }) => header)).toEqual(['统一社会信用代码', '试点类型'])
    expect(rows[0]?.problems[1]?.text).toContain('不要写序号')
  })

  it('may be written in any language of the call', async () => {
    const { rows, columns } = await screened('Name of unit,Pilot type\nShanghai A,Ordinary pilot\n')
    expect(columns.map(({ field }) => field)).toEqual(['org_name', 'pilot_type'])
    expect(rows[0]?.problems).toEqual([])
  })
})

describe('a sheet', () => {
  it('may have a title above its head, empty lines, and columns that nobody knows', async () => {
    const { rows, columns } = await screened(`2021年度汇总表,,\n\n${HEAD}\n\n${GOOD}\n,,,\n`)
    expect(rows.map(({ row }) => row)).toEqual([5])
    expect(columns.filter(({ field }) => field === null).map(({ header }) => header)).toContain('心情')
  })

  it.each([
    ['sheet-head', '甲,乙\n1,2\n', 422],
    ['sheet-unreadable', '\u0000\u0001', 422],
    ['sheet-rows', `单位名称\n${'甲\n'.repeat(2001)}`, 422],
    ['sheet-large', `单位名称\n${'甲'.repeat(2_000_000)}`, 413],
  ])('is refused with %s in words', async (code, content, status) => {
    const refused = await send(body, content)
    expect([refused.status, refused.body.error?.code]).toEqual([status, code])
    expect(refused.body.error.hint).not.toBe('')
  })

  it('leaves nothing behind, in no table and in no log', async () => {
    const secret = '绝密示范单位'
    await screened(`单位名称\n${secret}\n`)
    expect(house.log()).not.toContain(secret)
  })
})

describe('the workbook', () => {
  it('has what was sent with the verdicts beside it, and no formula', async () => {
    const { status, raw, headers } = await send(
      body,
      `单位名称,试点类型\n=1+1公司,一般试点\n`,
      `${SCREEN}&format=xlsx`,
    )
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
    const sheets = await readExcelFile(raw)
    const [head, row] = sheets[0]?.data ?? []
    expect(head?.slice(0, 3)).toEqual(['单位名称', '试点类型', '预审结论'])
    expect(row?.slice(0, 3)).toEqual(['=1+1公司', '一般试点', '待确认'])
    expect(sheets[1]?.data[1]).toEqual(['单位名称', '单位名称'])
  })

  it('begins with a template, which is read back column by column', async () => {
    const { raw } = await body.get(`/api/desk/pre-screen/template.xlsx?programme=${PROGRAMME}`)
    const head = (await readExcelFile(raw))[0]?.data[0] as string[]
    expect(head).toContain('统一社会信用代码')
    const { columns } = await screened(`${head.join(',')}\n${head.map(() => '').join(',')}\n`)
    expect(columns.filter(({ field }) => field === null)).toEqual([])
  })
})

describe('who may', () => {
  it('are recommending bodies and the authority of the call, nobody else', async () => {
    const authority = await client({ role: 'authority', programmeId: PROGRAMME, contact: null, area: null })
    const contact = await client({ role: 'contact', programmeId: PROGRAMME, contact: null })
    const elsewhere = await client({ role: 'authority', programmeId: 'specimen', contact: null, area: null })
    const content = '单位名称\n甲\n'
    const statuses = []
    for (const who of [body, authority, contact, elsewhere, new DeskClient(house)])
      statuses.push((await send(who, content)).status)
    expect(statuses).toEqual([200, 200, 403, 403, 401])
    const template = `/api/desk/pre-screen/template.xlsx?programme=${PROGRAMME}`
    expect((await contact.get(template)).status).toBe(403)
    expect((await send(body, content, '/api/desk/pre-screen?programme=none')).status).toBe(404)
  })
})
