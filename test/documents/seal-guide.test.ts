/** The page on seals, and what readers who listen get of the whole file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPrintData } from '../../src/documents/build-print-data.ts'
import { createPrinter } from '../../src/documents/printer.ts'
import { readPrint } from '../../src/documents/read-print.ts'
import { entries, marks, orderOf, printData, programme, sealWords, submission, text } from './fixtures.ts'
import { canLook, ink, pages, pageTexts, qrOn, structure } from './pixels.ts'

const printer = createPrinter({ threads: 1 })
const words = { ...text, print: { ...text.print, ...sealWords } }
const flat = (shown: string) => shown.replace(/[\s\u200B]/g, '')
const count = (whole: string, pattern: RegExp) => whole.match(pattern)?.length ?? 0

afterAll(() => printer.close())

describe('the steps of the seal guide', () => {
  it('come in the order of the folder, each with where it comes from', () => {
    expect(printData({}, submission, words).sealSteps).toEqual([
      { title: '单位公章', text: '三份都要盖。', basis: '通知第二条' },
      { title: '骑缝章', text: '横盖在页边上。', basis: '建议，通知未规定' },
    ])
  })

  it('are only for a submission that takes a wet seal, in a folder that has the words', () => {
    const options = { language: 'zh-CN', marks, isShown: () => true }
    const sealed = { ...programme, print: { ...programme.print, seal: 'electronic' as const } }
    expect(printData({}, null, words)).not.toHaveProperty('sealSteps')
    expect(printData()).not.toHaveProperty('sealSteps')
    expect(buildPrintData(sealed, words, entries, submission, options)).not.toHaveProperty('sealSteps')
  })
})

describe.skipIf(!canLook())('a print with the seal guide', { timeout: 60_000 }, () => {
  let pdf: Uint8Array
  let texts: string[]
  beforeAll(async () => {
    pdf = await printer.print(orderOf(printData({}, submission, words)))
    texts = pageTexts(pdf)
  })

  it('has it once, behind the copies and no part of them', () => {
    const guides = texts.filter((page) => flat(page).includes('用印说明'))
    expect(guides).toEqual([texts.at(-1)])
    const last = flat(texts.at(-1) ?? '')
    expect(last).toContain('本页不属于申报表')
    expect(last).not.toMatch(/第\d+页共\d+页/)
    expect(qrOn(pages(pdf, 130, texts.length)[0] ?? expect.fail())).toBeUndefined()
    expect((texts.length - 1) % 3).toBe(0)
  })

  it('says which sheets hold which copy', () => {
    const length = (texts.length - 1) / 3
    for (const [at, name] of ['第一份', '第二份', '第三份'].entries())
      expect(flat(texts.at(-1) ?? '')).toContain(`${name}第${at * length + 1}—${(at + 1) * length}页`)
  })

  it('marks what the notice does not say', () => {
    expect(flat(texts.at(-1) ?? '')).toMatch(/骑缝章.*建议，通知未规定/)
  })

  it('shows the seal over the edges of the fanned pages', () => {
    const [page] = pages(pdf, 130, texts.length)
    // across the right edges of the sheets: with the seal, and below it
    const [seal, edges] = page
      ? [ink(page, [0.74, 0.35, 0.84, 0.39]), ink(page, [0.74, 0.4, 0.84, 0.42])]
      : [0, 0]
    expect(edges).toBeGreaterThan(0.05)
    expect(seal).toBeGreaterThan(1.8 * edges)
  })

  it('has headings that are headings, head cells that are head cells, and words for every picture', () => {
    const tags = structure(pdf)
    const headings = tags.split(/\n\s*H2 /).slice(1)
    expect(count(tags, /^\s*H1 /gm)).toBe(3)
    // two sections and the declaration in each copy, and the guide
    expect(headings).toHaveLength(3 * 3 + 1)
    expect(headings[0]).toMatch(/^.*\n\s*"一、申报单位基本情况"/)
    const tables = tags.split(/\n\s*Table \(block\)/).slice(1)
    const headed = tables.filter((table) => /^\s*THead/m.test(table))
    // standards, schedule, budget and partners in each copy, and the steps of the guide
    expect(headed).toHaveLength(3 * 4 + 1)
    for (const table of headed) expect(table).toMatch(/TH[^\n]*:\n\s*\/Scope \/Column/)
    const pictures = count(tags, /^\s*Figure/gm)
    expect(pictures).toBe(3 * 7 + 2)
    expect(count(Buffer.from(pdf).toString('latin1'), /\/Alt\b/g)).toBe(pictures)
  })

  it('carries the address of the check page as a link', () => {
    const tags = structure(pdf)
    expect(count(tags, /^\s*Link/gm)).toBe(3)
    expect(Buffer.from(pdf).toString('latin1')).toContain(`/URI (${submission.checkUrl})`)
  })

  it('says of itself which version it is, whatever the layout, and a practice print says nothing', async () => {
    const { checkCode, checkUrl } = submission
    expect(readPrint(pdf)).toEqual({ checkCode, checkUrl })
    const bare = '#set document(title: "T")\n#set text(lang: "zh", font: "Noto Serif SC")\n甲'
    const data = { ...printData(), checkUrl: `https://甲.example/?a=1&b='<2>'/check/${checkCode}` }
    const other = await printer.print({ ...orderOf(data), template: bare })
    expect(readPrint(other)).toEqual({ checkCode, checkUrl: data.checkUrl })
    expect(readPrint(await printer.print(orderOf(printData({}, null))))).toBeNull()
    expect(readPrint(Buffer.from('%PDF-1.7 of somebody else'))).toBeNull()
  })
})
