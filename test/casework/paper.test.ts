import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PageCode, pageAddress, readPageCode } from '../../src/casework/check-code.ts'
import { type KnownCode, matchPaper, type PaperOrder, type ScannedPage } from '../../src/casework/paper.ts'

const OURS = 'https://apply.example.cn/check/'
const CODES: Record<string, KnownCode> = {
  'CVRR-ENT0-0000-0002': { is: 'current' },
  'EAR1-1ER0-0000-0001': { is: 'earlier', version: 1 },
  '0THE-R000-0000-0009': { is: 'other' },
}
const [current = '', earlier = '', other = ''] = Object.keys(CODES)
const forged = 'F0RG-ED00-0000-0000'
const order = (copies = 2, pages = 3): PaperOrder => ({
  number: 'N-2',
  version: 2,
  copies,
  pages,
  know: ({ checkCode }: PageCode) => CODES[checkCode] ?? { is: 'unknown' },
})

/** `1-2`: page 2 of copy 1 of the version that counts; `code 1-2`: of another; `-`: nothing to be read. */
const scan = (...pages: string[]): ScannedPage[] =>
  pages.map((said, at) => {
    const [code, place] = said.includes(' ') ? said.split(' ') : [current, said]
    return { page: at + 1, code: said === '-' ? null : `${OURS}${code}${place ? `/${place}` : ''}` }
  })
const all = ['1-1', '1-2', '1-3', '2-1', '2-2', '2-3']
const problems = (pages: string[]) => matchPaper(scan(...pages), order()).problems

describe('a scan', () => {
  it('is well when every page of every copy is there, in whatever order', () => {
    for (const pages of [all, all.toReversed()])
      expect(matchPaper(scan(...pages), order())).toEqual({
        number: 'N-2',
        version: 2,
        found: 6,
        expected: 6,
        copies: 2,
        problems: [],
      })
  })

  it.each<[string, string[], unknown[]]>([
    [
      'a page of a copy is missing',
      all.filter((page) => page !== '2-2'),
      [{ type: 'missing', copy: 2, pages: [2] }],
    ],
    ['a whole copy is missing', all.slice(0, 3), [{ type: 'no-copy', copy: 2 }]],
    [
      'nothing of ours is there',
      ['-'],
      [
        { type: 'unreadable', page: 1 },
        { type: 'no-copy', copy: 1 },
        { type: 'no-copy', copy: 2 },
      ],
    ],
    ['a page was copied', [...all, '1-2'], [{ type: 'reused', page: 7, copy: 1, of: 2, before: 2 }]],
    [
      'a page was copied into the place of another',
      ['1-1', '1-1', '1-3', '2-1', '2-2', '2-3'],
      [
        { type: 'reused', page: 2, copy: 1, of: 1, before: 1 },
        { type: 'missing', copy: 1, pages: [2] },
      ],
    ],
    [
      'a page is of another application',
      ['1-1', `${other} 1-2`, ...all.slice(2)],
      [
        { type: 'foreign', page: 2, code: `${OURS}${other}/1-2` },
        { type: 'missing', copy: 1, pages: [2] },
      ],
    ],
    [
      'a page is of the earlier version',
      [`${earlier} 1-1`, ...all.slice(1)],
      [
        { type: 'earlier', page: 1, version: 1, current: 2 },
        { type: 'missing', copy: 1, pages: [1] },
      ],
    ],
    [
      'a code was never given out',
      [...all, `${forged} 1-1`],
      [{ type: 'forged', page: 7, code: `${OURS}${forged}/1-1` }],
    ],
    [
      'a right code claims a copy that was never printed',
      [...all, '3-1'],
      [{ type: 'forged', page: 7, code: `${OURS}${current}/3-1` }],
    ],
    [
      'a right code claims a page that was never printed',
      [...all, '1-4'],
      [{ type: 'forged', page: 7, code: `${OURS}${current}/1-4` }],
    ],
    [
      'a code cannot be read',
      [...all.slice(0, 5), '-'],
      [
        { type: 'unreadable', page: 6 },
        { type: 'missing', copy: 2, pages: [3] },
      ],
    ],
    ['a page without a code lies beside a whole set', [...all, '-'], []],
  ])('says when %s', (_what, pages, expected) => {
    expect(problems(pages)).toEqual(expected)
  })

  it('takes another QR code, such as of a licence, for none', () => {
    const [page] = matchPaper([{ page: 1, code: 'https://example.com/pay/12345' }], order()).problems
    expect(page).toEqual({ type: 'unreadable', page: 1 })
  })

  it('of a print without pages in its codes can only be counted', () => {
    const old = (count: number) => matchPaper(scan(...Array(count).fill(`${current} `)), order())
    expect(old(6)).toMatchObject({ found: 6, expected: 6 })
    expect(old(6).problems.every(({ type }) => type === 'unplaced')).toBe(true)
    expect(old(5).problems.slice(5)).toEqual([
      { type: 'no-copy', copy: 1 },
      { type: 'no-copy', copy: 2 },
    ])
  })
})

describe('whatever pages come', () => {
  const said = fc.oneof(
    fc.constantFrom('-', `${forged} 1-1`, `${other} 1-1`, `${earlier} 2-2`, `${current} `),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
      .map(([copy, page]) => `${copy}-${page}`),
  )
  const pages = fc.array(said, { maxLength: 30 })

  it('each page is either in its place or named as a problem, once', () => {
    fc.assert(
      fc.property(pages, (given) => {
        const { problems } = matchPaper(scan(...given), order(3, 4))
        const named = problems.flatMap((problem) => ('page' in problem ? [problem.page] : []))
        const placed = given.map((_, at) => at + 1).filter((page) => !named.includes(page))
        expect(new Set(named).size).toBe(named.length)
        expect(new Set(placed.map((page) => given[page - 1])).size).toBe(placed.length)
      }),
    )
  })

  it('found and missing make what is expected, unless pages without a place are among them', () => {
    fc.assert(
      fc.property(
        pages.map((given) => given.filter((one) => !one.endsWith(' '))),
        (given) => {
          const { found, expected, problems } = matchPaper(scan(...given), order(3, 4))
          const gone = problems.reduce(
            (sum, one) => sum + (one.type === 'missing' ? one.pages.length : one.type === 'no-copy' ? 4 : 0),
            0,
          )
          expect(found + gone).toBe(expected)
          expect(expected).toBe(12)
        },
      ),
    )
  })

  it('nothing is wrong exactly when the pages are those that were printed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (given) => {
        expect(problems(given).length === 0).toBe(given.length === all.length)
      }),
    )
  })
})

describe('the code of a page', () => {
  it('is read as it was written', () => {
    const place = fc.record({ copy: fc.integer({ min: 1, max: 9 }), page: fc.integer({ min: 1, max: 300 }) })
    fc.assert(
      fc.property(place, (given) => {
        expect(readPageCode(pageAddress(`${OURS}${current}`, given))).toEqual({
          origin: 'https://apply.example.cn',
          checkCode: current,
          place: given,
        })
      }),
    )
  })

  it('of an earlier print says no page', () => {
    expect(readPageCode(`${OURS}${current}`)).toMatchObject({ checkCode: current, place: null })
  })

  it('is of a form such as ours or none at all', () => {
    for (const text of [
      '',
      'hello',
      `${OURS}SHORT`,
      `ftp://x/check/${current}`,
      `${OURS}${current}/0-1`,
      `${OURS}${current}/x`,
    ])
      expect(readPageCode(text)).toBeNull()
  })
})
