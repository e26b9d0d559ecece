import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWholeCheckCode, normaliseCheckCode } from '../../src/casework/check-code.ts'
import { canonicalJson, checkCode } from '../../src/documents/check-code.ts'
import { cleanText } from '../../src/documents/clean-text.ts'
import { createPrinter } from '../../src/documents/printer.ts'
import { qrSvg } from '../../src/documents/qr.ts'
import { entries } from './fixtures.ts'

const frozen = { number: 'T2021-0042', programmeHash: 'sha256-x', entries, revision: 7 }

describe('the check code', () => {
  it('is four groups of four without letters that are misread', () => {
    expect(checkCode('secret', frozen)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it('changes with each thing it stands for', () => {
    const codes = [
      checkCode('secret', frozen),
      checkCode('other', frozen),
      checkCode('secret', { ...frozen, number: 'T2021-0043' }),
      checkCode('secret', { ...frozen, programmeHash: 'sha256-y' }),
      checkCode('secret', { ...frozen, revision: 8 }),
      checkCode('secret', { ...frozen, entries: { ...entries, staff: { value: 12861 } } }),
    ]
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('is another for everything that is given, such as the key of each document', () => {
    const keys = ['7QZ4-KM2X-9D0V-H3TB', '7QZ4-KM2X-9D0V-H3TC'].map((document) =>
      checkCode('k', { document }),
    )
    const papers = ['one', 'two'].map((id) => checkCode('k', { id, kind: 'certificate', number: null }))
    expect(new Set([...keys, ...papers]).size).toBe(4)
  })

  it('does not depend on the order in which answers were given', () => {
    const turned = Object.fromEntries(Object.entries(entries).reverse())
    expect(checkCode('secret', { ...frozen, entries: turned })).toBe(checkCode('secret', frozen))
  })

  it('stays what it is: prints already stamped must remain checkable', () => {
    const small = { number: 'N-1', programmeHash: 'h', entries: { a: { value: '甲' } }, revision: 1 }
    expect(checkCode('k', small)).toMatchInlineSnapshot(`"RX08-31D8-0Q41-9XAE"`)
  })

  it('is recognised as people type it', () => {
    expect(normaliseCheckCode(' 7qz4 km2x–9dov h3tb ')).toBe('7QZ4-KM2X-9D0V-H3TB')
    expect(normaliseCheckCode('ILO0１u')).toBe('1100-1V')
    expect(normaliseCheckCode('校验码：７ＱＺ４ km2x 9dov h3tb')).toBe('7QZ4-KM2X-9D0V-H3TB')
    expect(normaliseCheckCode('https://x.example.cn/check/7QZ4-KM2X-9D0V-H3TB')).toBe('7QZ4-KM2X-9D0V-H3TB')
    expect(normaliseCheckCode('https://x.cn/check/7QZ4-KM2X-9D0V-H3TB/3-12')).toBe('7QZ4-KM2X-9D0V-H3TB')
    expect(isWholeCheckCode(normaliseCheckCode('7qz4km2x9dovh3tb'))).toBe(true)
    expect(isWholeCheckCode(normaliseCheckCode('7qz4km2x9dovh3t'))).toBe(false)
  })

  it('is the same before and after the database, which stores no NUL and no half characters', () => {
    const code = (name: string) => checkCode('k', { ...frozen, entries: { name: { value: name } } })
    expect(code('a\0b\uD842')).toBe(code('a\uFFFDb\uFFFD'))
  })
})

describe('canonical JSON', () => {
  /** What a database keeps of a value: it has neither NUL nor half characters. */
  const kept = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_key, inner) =>
      typeof inner === 'string' ? inner.replaceAll('\0', '\uFFFD').toWellFormed() : inner,
    )

  it('is the same for equal values and reads back as a database keeps them', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const plain = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(canonicalJson(plain))).toEqual(kept(plain))
        expect(canonicalJson(JSON.parse(canonicalJson(plain)))).toBe(canonicalJson(plain))
      }),
    )
  })

  it('sorts keys at every depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined, A: 0 })).toBe('{"A":0,"b":[{"c":2,"d":1}]}')
  })
})

describe('characters that cannot be printed', () => {
  const { unprintable } = createPrinter({ threads: 1 })

  it('are named with the field, the row and the column they are in', () => {
    expect(
      unprintable({
        contact_name: { value: '𠮷田😀𠮷' },
        profile: { value: '龘，正常。\n\t½ ①' },
        standards: { value: [{ name: '甲' }, { name: '𡈽', code: 1 }] },
        attachments: { value: [{ id: 'f', name: '🧾.pdf', bytes: 1, mediaType: 'application/pdf' }] },
        staff: { raw: '五😀人' },
        coverage: { value: 3 },
      }),
    ).toEqual([
      { field: 'contact_name', characters: ['𠮷', '😀'] },
      { field: 'standards', row: 2, column: 'name', characters: ['𡈽'] },
      { field: 'attachments', characters: ['🧾'] },
      { field: 'staff', characters: ['😀'] },
    ])
  })

  it('include the variant selector of a Chinese character, whose form would be lost', () => {
    expect(unprintable({ name: { value: '葛\u{E0100}城' } })).toHaveLength(1)
  })
})

describe('text for paper', () => {
  it('has one kind of line break and nothing that reorders what is read', () => {
    expect(cleanText('a\r\nb\rc\td\u202E100\u202C\uD842')).toBe('a\nb\nc d100\uFFFD')
  })
})

describe('the QR picture', () => {
  it('is one picture without anything that runs or loads', () => {
    const svg = qrSvg('https://example.org/"><script>')
    expect(svg).toMatch(/^<svg [^>]*><path [^>]*\/><path [^>]*\/><\/svg>$/)
  })
})
