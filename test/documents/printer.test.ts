import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPrintData } from '../../src/documents/build-print-data.ts'
import { createPrinter } from '../../src/documents/printer.ts'
import {
  entries,
  marks,
  orderOf,
  printData,
  programme,
  prose,
  submission,
  template,
  text,
} from './fixtures.ts'
import { canLook, info, ink, type Part, pages, pageTexts, qrOn } from './pixels.ts'

const printer = createPrinter({ threads: 2 })
const print = (...given: Parameters<typeof printData>) => printer.print(orderOf(printData(...given)))
const inkOn = (pdf: Uint8Array, page: number, part: Part) =>
  pages(pdf, 130, page).reduce((sum, found) => sum + ink(found, part), 0)
const flat = (text: string) => text.replace(/[\s\u200B]/g, '')

afterAll(() => printer.close())

describe('the printer', () => {
  it('gives the same bytes for the same order, whichever thread prints it', async () => {
    const [first, second, third] = await Promise.all([print(), print(), print()])
    expect(Buffer.compare(first, second)).toBe(0)
    expect(Buffer.compare(first, third)).toBe(0)
  })

  it('gives other bytes when one answer differs', async () => {
    const [first, second] = await Promise.all([print(), print({ staff: { value: 12861 } })])
    expect(Buffer.compare(first, second)).not.toBe(0)
  })

  it('names the line of a template that does not compile, and prints on', async () => {
    const broken = { ...orderOf(printData()), template: '#let a = 1\n\n#nothing-of-that-name()' }
    await expect(printer.print(broken)).rejects.toThrow(/line 3, column 2: unknown variable/)
    await expect(print()).resolves.toBeInstanceOf(Uint8Array)
  })

  it('names the word that a programme folder lacks', async () => {
    const data = printData()
    const { issuer: _, ...words } = data.words
    await expect(printer.print(orderOf({ ...data, words }))).rejects.toThrow(/"issuer"/)
  })

  it('gives every page its code, however many a copy has', async () => {
    const order = orderOf(printData({ profile: { value: prose(14_000) } }))
    const [printed, count] = await Promise.all([printer.print(order), printer.pagesOf(order)])
    const codes = pages(printed, 130).map((page) => qrOn(page)?.split('/').at(-1))
    const place = (at: number) => `${Math.floor(at / (count / 3)) + 1}-${(at % (count / 3)) + 1}`
    expect(count / 3).toBeGreaterThan(12)
    expect(codes).toEqual(codes.map((_, at) => place(at)))
  })

  it('prints a layout of before, which has one code for all pages, as it was', async () => {
    const old = template.replaceAll('pageQr', 'noSuchData')
    const printed = await printer.print({ ...orderOf(printData()), template: old })
    expect(new Set(pages(printed, 130).map(qrOn))).toEqual(new Set([submission.checkUrl]))
  })

  it('says that the seal is electronic instead of leaving room for wet ones', async () => {
    const options = { language: 'zh-CN', marks, isShown: () => true }
    const switched = { ...programme, print: { ...programme.print, seal: 'electronic' as const } }
    const data = buildPrintData(switched, text, entries, submission, options)
    const page = flat(pageTexts(await printer.print(orderOf(data))).at(-1) ?? '')
    expect(page).toContain('本项目使用电子印章。')
    expect(page).toContain('法定代表人（签字）')
    expect(page).not.toContain('（盖章）')
    expect(page).not.toContain('虚线圆圈')
  })

  it('refuses what is asked of it after its end', async () => {
    const closed = createPrinter({ threads: 1 })
    await closed.close()
    await expect(closed.print(orderOf(printData()))).rejects.toThrow(/closed/)
  })
})

describe.skipIf(!canLook())('the printed form', { timeout: 60_000 }, () => {
  let pdf: Uint8Array
  let texts: string[]
  beforeAll(async () => {
    pdf = await print()
    texts = pageTexts(pdf)
  })

  it('holds three marked copies of one version, each numbered from its own first page', () => {
    const length = texts.length / 3
    for (const [copy, mark] of ['第一份', '第二份', '第三份'].entries()) {
      const own = texts.slice(copy * length, (copy + 1) * length)
      own.forEach((text, page) => {
        expect(flat(text)).toContain(`第${page + 1}页共${length}页`)
        expect(flat(text)).toContain(mark)
      })
    }
    const unmarked = texts.map((text) => flat(text).replace(/第[一二三]份/g, ''))
    expect(unmarked.slice(length, 2 * length)).toEqual(unmarked.slice(0, length))
    expect(unmarked.slice(2 * length)).toEqual(unmarked.slice(0, length))
  })

  it('carries the check address with copy and page as a readable QR code, and the code in words, on every page', () => {
    const codes = pages(pdf, 130).map(qrOn)
    const length = texts.length / 3
    const place = (at: number) => `${Math.floor(at / length) + 1}-${(at % length) + 1}`
    expect(codes).toEqual(texts.map((_, at) => `${submission.checkUrl}/${place(at)}`))
    for (const text of texts) {
      expect(text).toContain(submission.checkCode)
      expect(text).toContain(submission.number)
    }
  })

  it('has no blank page and nothing printed into the margins', () => {
    for (const page of pages(pdf, 60)) {
      expect(ink(page, [0.1, 0.14, 0.9, 0.93])).toBeGreaterThan(0.004)
      expect(ink(page, [0, 0, 0.1, 1])).toBe(0)
      expect(ink(page, [0.93, 0, 1, 1])).toBe(0)
    }
  })

  it('has every opinion and seal on the last page of a copy: applicant, recommending body, bureau', () => {
    const sealed = flat(texts[texts.length / 3 - 1] ?? '')
    const places = ['申报单位承诺', '推荐部门意见', '市市场监督管理局意见'].map((title) =>
      sealed.indexOf(title),
    )
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places[0]).toBeGreaterThan(0)
    expect(sealed.match(/年月日/g)).toHaveLength(3)
  })

  it('never leaves a sum alone on a page', async () => {
    const rows = Array.from({ length: 5 }, (_, at) => ({ item: `科目${at}`, total: 1, own: 1, other: 0 }))
    for (let length = 361; length < 800; length += 43) {
      const printed = await print({ objectives: { value: prose(length) }, budget: { value: rows } })
      const page = pageTexts(printed).find((text) => flat(text).includes('合计5.00'))
      expect(flat(page ?? '')).toContain('科目4')
    }
  })

  it('keeps the mark of what the notice does not prescribe on the line of its label', async () => {
    const name = '标准覆盖率目标及其口径（%）'
    const long = { ...text.fields.coverage, label: name, ask: name }
    const words = { ...text, fields: { ...text.fields, coverage: long } }
    const shown = pageTexts(await printer.print(orderOf(printData({}, submission, words))))
    expect(flat(shown.join(''))).toContain('（%）*')
    for (const text of shown) expect(text).not.toMatch(/^\s*\*\s*(\*\s*)?$/m)
  })

  it('can be searched for what was answered', () => {
    const all = flat(texts.join(''))
    for (const words of [
      '上海云仓国际供应链管理有限公司',
      '91310115MA1K3T7X5Q',
      '服务业领域／现代供应链、大数据；节能环保领域／低碳发展',
      '2021年4月18日14:05',
      'GB/T24421.2—2009',
      '合计1,199.701,055.60144.10',
      '实施方案（2021—2023）.docx',
    ]) {
      expect(all).toContain(flat(words))
    }
    expect(all).not.toContain('不应出现')
  })

  it('is tagged and titled for readers who listen', () => {
    expect(info(pdf)).toMatch(/Tagged:\s+yes/)
    expect(info(pdf)).toMatch(/Title:\s+上海市标准化试点项目申报表/)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Lang\s*\(zh-CN\)/)
  })

  it('ticks the chosen box and leaves the others empty', async () => {
    const other = await print({ org_type: { value: 'other' } })
    const inkOf = (print: Uint8Array, part: Part) => inkOn(print, 2, part)
    const firstBox: Part = [0.29, 0.205, 0.315, 0.228]
    const wholeRow: Part = [0.29, 0.205, 0.75, 0.228]
    expect(inkOf(pdf, firstBox)).toBeGreaterThan(1.2 * inkOf(other, firstBox))
    expect(inkOf(pdf, wholeRow)).toBeCloseTo(inkOf(other, wholeRow), 3)
  })

  it('prints answers literally, whatever they look like', async () => {
    const hostile = '#panic() $x$ *bold* @ref </script> `raw` \\u{41} // c <label> = h #include "x"'
    const given = { name: hostile, part: '〈#sys.inputs〉' }
    const hard = await print({
      profile: { value: hostile },
      partners: { value: [given] },
      contact_name: { value: '*甲*' },
    })
    const all = flat(pageTexts(hard).join(''))
    expect(all.split(flat(hostile)).length - 1).toBeGreaterThanOrEqual(3)
    expect(all).toContain('*甲*')
    expect(all).toContain('〈#sys.inputs〉')
  })

  it('lets a text of 5,000 characters flow over pages and loses none of it', async () => {
    const long = prose(5000)
    const wordy = await print({ profile: { value: long } })
    const body = pageTexts(wordy).slice(0, pageTexts(wordy).length / 3)
    const sentences = (text: string) => flat(text).split('持续监测与改进。').length - 1
    expect(body.length).toBeGreaterThan(texts.length / 3)
    expect(sentences(body.join('')) - sentences(texts.slice(0, texts.length / 3).join(''))).toBeGreaterThan(
      40,
    )
    for (const page of pages(wordy, 60))
      expect(ink(page, [0, 0, 0.1, 1]) + ink(page, [0.93, 0, 1, 1])).toBe(0)
  })

  it('breaks a word without end instead of running off the paper', async () => {
    const endless = await print({
      objectives: { value: 'W'.repeat(900) },
      org_name: { value: 'x'.repeat(100) },
    })
    for (const page of pages(endless, 60)) expect(ink(page, [0.93, 0, 1, 1])).toBe(0)
  })

  it('shows a gap and a footnote for a character the fonts lack, and real ink for one they have', async () => {
    const lacking = pageTexts(await print({ contact_name: { value: '𠮷田' } }))
    expect(flat(lacking.join(''))).toContain('〓田')
    expect(flat(lacking.join(''))).toContain('手写补正')
    expect(flat(texts.join(''))).not.toContain('手写补正')
    // Every missing glyph looks alike: characters of many strokes must hold more ink than those of one.
    const dense = await print({ profile: { value: '龘'.repeat(400) } })
    const sparse = await print({ profile: { value: '一'.repeat(400) } })
    const text: Part = [0.13, 0.45, 0.87, 0.6]
    expect(inkOn(dense, 2, text)).toBeGreaterThan(3 * inkOn(sparse, 2, text))
  })

  it('marks a practice print across every page and gives it neither number nor code', async () => {
    const practice = await print({}, null)
    for (const [at, page] of pages(practice, 130).entries()) {
      expect(qrOn(page)).toBeUndefined()
      expect(flat(pageTexts(practice)[at] ?? '')).toContain('试填样张')
    }
    expect(pageTexts(practice).join('')).not.toContain(submission.checkCode)
    expect(practice.length).toBeLessThan(pdf.length)
  })
})
