/** The picture of a flow: nothing of the form is missing in it, and its conditions stand in words. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawFlow, toPng } from '../../src/documents/draw-flow.ts'
import { ruleInWords } from '../../src/documents/rule-words.ts'
import { wrap } from '../../src/documents/text-box.ts'
import type { Rule } from '../../src/programme/schema.ts'
import { readLocales } from '../../src/read-locales.ts'
import { readProgramme } from '../../src/read-programmes.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { listFolders } from '../../src/store/read-folder.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')
const locales = await readLocales()

async function speechOf(folder: string, language: string) {
  const { programme } = await readProgramme(path.join(flows, folder))
  if (!programme) throw new Error(`${folder} is not sound`)
  return makeLibrary(programme, locales).speech(language)
}

/** The words of a node or a cluster, its lines joined without white space; entities undone. */
function wordsOf(svg: string, name: string): string[] {
  const groups = svg.split('<title>').slice(1)
  return groups
    .filter((group) => group.slice(0, group.indexOf('</title>')).replaceAll('&#45;', '-') === name)
    .map((group) => [...group.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => found[1]).join(''))
    .map(plain)
}

const plain = (text: string): string =>
  text
    .replaceAll('&#45;', '-')
    .replaceAll('&amp;', '&')
    .replace(/&#160;|\s/g, '')

describe.each(await listFolders(flows))('the picture of %s', (folder) => {
  it.each(['zh-CN', 'en'])('names every section and every field once, in order, in %s', async (language) => {
    const speech = await speechOf(folder, language)
    const svg = await drawFlow(speech)
    let above = Number.NEGATIVE_INFINITY
    for (const section of speech.programme.sections) {
      const [title = '', ...more] = wordsOf(svg, `cluster:${section.id}`)
      expect(more).toEqual([])
      expect(title).toContain(plain(speech.text.sections[section.id]?.title ?? '?'))
      for (const { id } of section.fields) {
        expect(wordsOf(svg, `field:${id}`)).toEqual([plain(speech.text.fields[id]?.label ?? '?')])
        const [, y] = new RegExp(`<title>field:${id}</title>[^]*?<text[^>]* y="([-\\d.]+)"`).exec(svg) ?? []
        expect(Number(y), id).toBeGreaterThan(above)
        above = Number(y)
      }
    }
  })

  it('is well-formed and can be turned into pixels', async () => {
    const svg = await drawFlow(await speechOf(folder, 'zh-CN'))
    const png = toPng(svg)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(() => toPng(svg.replace('</svg>', ''))).toThrow()
  })
})

it('writes the condition of a field on the way to it, and that of a section in its title', async () => {
  const svg = await drawFlow(await speechOf('specimen', 'zh-CN'))
  expect(wordsOf(svg, 'rule:water_supply')).toEqual([
    '仅当花园面积（平方米）已填写，且不是“花园面积（平方米）不大于499.9”',
  ])
  expect(wordsOf(svg, 'cluster:garden')[0]).toContain('仅当方向属于花园营造')
})

it.each<[Rule, string, string]>([
  [
    { field: 'street', in: ['north-bank', 'south-bank'] },
    '所在街道为“北岸街道或南岸街道”',
    '“Subdistrict” is “North Bank or South Bank”',
  ],
  [
    { field: 'site_consent', is: true },
    '场地权利人同意为“是”',
    '“Consent of the owner of the site” is “Yes”',
  ],
  [
    { field: 'uscc', at: 2, prefix: ['99'] },
    '统一社会信用代码第3位起为 99',
    '“Unified social credit code” has 99 from character 3',
  ],
  [
    { field: 'begins', notBefore: '2031-06-01' },
    '开始日期不早于2031年6月1日',
    '“Begins” is not before 1 June 2031',
  ],
  [{ field: 'founded', notAfter: 'today' }, '成立日期不晚于当天', '“Founded” is not after today'],
  [{ field: 'ends', notBefore: 'begins' }, '完成日期不早于开始日期', '“Ends” is not before “Begins”'],
  [
    { field: 'ends', within: { of: 'begins', period: 'P1Y' } },
    '完成日期在开始日期起 P1Y 以内',
    '“Ends” is within P1Y of “Begins”',
  ],
  [
    { field: 'budget', sumEquals: { column: 'amount', field: 'total' } },
    '预算的合计等于总经费',
    '“Budget” adds up to “Total cost”',
  ],
  [
    { field: 'staff_part', plusAtLeast: { field: 'staff_full', atLeast: 1 } },
    '兼职园艺人员数加专职园艺人员数不少于1',
    '“Part-time gardeners” and “Full-time gardeners” together are at least 1',
  ],
  [{ field: 'topics', areasAtMost: 1 }, '方向最多跨1个领域', '“Topic” spans at most 1 area(s)'],
  [
    { check: 'uscc-valid', field: 'uscc' },
    '统一社会信用代码通过检查 uscc-valid',
    '“Unified social credit code” passes the check uscc-valid',
  ],
  [
    {
      any: [
        { field: 'grant', atLeast: 5 },
        { all: [{ field: 'grant', atMost: 2 }, { leftTo: 'authority' }] },
      ],
    },
    '申请补助不小于5，或（申请补助不大于2，且由主管部门认定）',
    '“Grant applied for” is at least 5, or (“Grant applied for” is at most 2, and the authority decides)',
  ],
])('says the rule %j in words', async (rule, zh, en) => {
  expect(ruleInWords(rule, await speechOf('specimen', 'zh-CN'))).toBe(zh)
  expect(ruleInWords(rule, await speechOf('specimen', 'en'))).toBe(en)
})

it('breaks lines without parting a word from its marks', () => {
  expect(wrap('甲乙丙丁（戊己庚）。辛', 14 * 5)).toEqual(['甲乙丙丁', '（戊己', '庚）。辛'])
  expect(wrap('one two', 40)).toEqual(['one', 'two'])
})
