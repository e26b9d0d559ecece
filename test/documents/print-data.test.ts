import { describe, expect, it } from 'vitest'
import { buildPrintData } from '../../src/documents/build-print-data.ts'
import type { PrintBlock } from '../../src/ports/outside.ts'
import { entries, marks, printData, programme, submission, text } from './fixtures.ts'

const blocks = (data = printData()): PrintBlock[] => data.sections.flatMap((section) => section.blocks)
const cells = (data = printData()) =>
  blocks(data).flatMap((block) => (block.kind === 'grid' ? block.cells : []))
const valueOfCell = (label: string, data = printData()) =>
  cells(data).find((cell) => cell.label === label)?.value
const block = (label: string, data = printData()) =>
  blocks(data).find((found) => found.kind !== 'grid' && found.label === label)

describe('print data', () => {
  it('puts the cover in the order of the cover words', () => {
    expect(printData().cover.map(({ value }) => value)).toEqual([
      '跨境电商仓配一体化服务标准化试点',
      '上海云仓国际供应链管理有限公司',
      '上海市浦东新区市场监督管理局',
      '服务业领域／现代供应链、大数据；节能环保领域／低碳发展',
      '2021年4月18日',
    ])
  })

  it('says the time of submission in the zone of the programme', () => {
    expect(printData({}, { ...submission, at: '2021-04-30T15:59:00Z' }).submittedAt).toBe(
      '2021年4月30日 23:59',
    )
    expect(printData({}, { ...submission, at: '2021-04-30T16:00:00Z' }).cover.at(-1)?.value).toBe(
      '2021年5月1日',
    )
  })

  it.each([
    ['成立（登记）日期', '2015年6月18日'],
    ['职工人数', '12,860'],
    ['上年度营业收入（万元）', '128,450.50'],
    ['标准覆盖率目标', '92.5%'],
    ['信用状况良好', '是'],
    ['申报级别', '市级'],
    ['推荐单位', '上海市浦东新区市场监督管理局'],
  ])('says %s as %s', (label, value) => expect(valueOfCell(label)).toBe(value))

  it('ticks what was chosen among all that could be', () => {
    expect(block('宣传方式')).toMatchObject({
      kind: 'options',
      options: [
        { label: '集中培训', on: true },
        { label: '现场观摩', on: false },
        { label: '线上课程', on: true },
      ],
    })
  })

  it('adds the amounts of a table without the errors of binary fractions', () => {
    const rows = [
      { item: '甲', total: 0.1, own: 1, other: 0.125 },
      { item: '乙', total: 0.2, own: 2, other: 1 },
    ]
    expect(block('经费预算（万元）', printData({ budget: { value: rows } }))).toMatchObject({
      rows: [
        ['甲', '0.10', '1.00', '0.125'],
        ['乙', '0.20', '2.00', '1.000'],
      ],
      sums: ['合计', '0.30', '3.00', '1.125'],
    })
  })

  it('gives an empty table no sums', () => {
    expect(block('经费预算（万元）', printData({ budget: { value: [] } }))).not.toHaveProperty('sums')
  })

  it('leaves out what is hidden, what is not for paper, and a section of which nothing is left', () => {
    expect(block('组织实施团体标准的能力说明')).toBeUndefined()
    expect(valueOfCell('个人信息告知')).toBeUndefined()
    const options = { language: 'zh-CN', marks, isShown: (id: string) => id === 'org_name' }
    const small = buildPrintData(programme, text, entries, submission, options)
    expect(small.sections.map(({ title }) => title)).toEqual(['申报单位基本情况'])
  })

  it('marks what the notice does not prescribe, and nothing else', () => {
    expect(
      cells()
        .filter(({ remark }) => remark === undefined)
        .map(({ label }) => label),
    ).toEqual(['注册地址', '信用状况良好', '申报领域及方向', '申报级别', '推荐单位'])
  })

  it('makes a box of each group of box words, in their order', () => {
    expect(printData().boxes.map(({ title }) => title)).toEqual([
      '申报单位承诺',
      '推荐部门意见',
      '市市场监督管理局意见',
    ])
  })

  it('gives a practice print one marked copy, no number, and a wrong input as it was typed', () => {
    const data = printData({ registered: { raw: '去年', error: { code: 'date' } } }, null)
    expect(data).toMatchObject({ copies: 1, practice: '试填样张', number: '', checkCode: '', qrSvg: '' })
    expect(valueOfCell('成立（登记）日期', data)).toBe('去年')
  })

  it('says which word the folder lacks', () => {
    const { version: _, ...print } = text.print
    const options = { language: 'zh-CN', marks, isShown: () => true }
    expect(() => buildPrintData(programme, { ...text, print }, entries, submission, options)).toThrow(
      /"version" is missing/,
    )
  })
})
