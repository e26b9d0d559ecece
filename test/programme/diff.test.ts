import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffLines, summaryLine } from '../../src/cli/diff-lines.ts'
import { cliPhrases } from '../../src/cli/words.ts'
import { diffProgrammes, type ItemChange } from '../../src/programme/diff.ts'
import { likeness, movedAmong } from '../../src/programme/likeness.ts'
import { folderOf } from '../rigs/golden.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

const specimen = await folderOf('specimen')

/** What differs when these words of the specimen are others. */
async function changed(...changes: [file: string, find: string, put: string][]): Promise<ItemChange[]> {
  const after = await folderOf(
    'specimen',
    changes.map(([file, find, put]) => ({ file, find, put })),
  )
  return diffProgrammes(specimen.programme, after.programme).changes
}

describe('the difference of two programmes', () => {
  it('is nothing between a folder and itself', async () => {
    expect(await changed()).toEqual([])
  })

  it('names a date, a limit and a condition by their places, with the old and the new value', async () => {
    const changes = await changed(
      ['programme.yaml', 'opens: 2031-03-01,', 'opens: 2031-03-08,'],
      ['form.yaml', 'type: text, required: true, max: 40,', 'type: text, max: 30,'],
      ['conditions.yaml', 'field: staff_part, atLeast: 1 }', 'field: staff_part, atLeast: 2 }'],
    )
    expect(changes).toMatchObject([
      { part: 'call', aspects: [{ path: 'window.opens', old: '2031-03-01', new: '2031-03-08' }] },
      { part: 'condition', id: 'has-gardener', aspects: [{ path: 'meets' }] },
      {
        part: 'field',
        id: 'project_name',
        aspects: [
          { path: 'required', old: true, new: false },
          { path: 'max', old: 40, new: 30 },
        ],
      },
    ])
  })

  it('tells a field with another id from one that came, as a guess and never as a fact', async () => {
    const [change, ...more] = await changed(
      ['form.yaml', 'id: founded\n', 'id: began_on\n'],
      ['form.yaml', '{ field: founded, notAfter', '{ field: began_on, notAfter'],
      ['text/zh-CN.yaml', '\n  founded:', '\n  began_on:'],
      ['text/en.yaml', '\n  founded:', '\n  began_on:'],
    )
    expect(change).toMatchObject({ part: 'field', kind: 'renamed', id: 'began_on', guessedFrom: 'founded' })
    expect(change?.likeness).toBeGreaterThan(0.9)
    expect(more).toEqual([])
  })

  it('says of a clause only that it changed, and not the one around it as well', async () => {
    const changes = await changed(['notice.md', '有至少1名专职', '有至少一名专职'])
    expect(changes.map(({ part, id }) => `${part} ${id}`)).toEqual(['notice 二.2'])
  })

  it('sees a field that stands elsewhere', async () => {
    const line =
      '      - { id: street, type: choice, required: true, options: [north-bank, south-bank], basis: P }\n'
    const before = '      - { id: org_name, type: text, required: true, max: 100, basis: F }\n'
    const changes = await changed(['form.yaml', line, ''], ['form.yaml', before, `${line}${before}`])
    expect(changes).toMatchObject([
      { part: 'field', id: 'street', kind: 'changed', moved: true, aspects: [] },
    ])
  })

  it.each(['en', 'zh-CN'])(
    'is told in %s without a key or an object in it, between calls of two years too',
    async (language) => {
      const words = await cliPhrases(language)
      const sides = await Promise.all(
        ['shanghai-standardization-pilot-2021', 'shanghai-metrology-2022'].map((name) => folderOf(name)),
      )
      const [before, after] = sides.map(({ programme }) => programme)
      if (!before || !after) throw new Error(`no two programmes below ${flows}`)
      const diff = diffProgrammes(before, after)
      const told = diffLines(diff, { before, after }, words, false).join('\n')
      expect(told).not.toMatch(/\bundefined\b|\[object|diff\.\w+\./)
      expect(told).toContain(
        language === 'en' ? 'closes: 30 April 2021 → 7 March 2022' : '截止：2021年4月30日 → 2022年3月7日',
      )
      expect(summaryLine(diff, words)).toBe(told.split('\n')[2])
    },
  )
})

describe('likeness', () => {
  it('is whole for the same, none for nothing in common, and the same both ways', () => {
    expect(likeness('成立日期', '成立日期')).toBe(1)
    expect(likeness('abcd', 'wxyz')).toBe(0)
    expect(likeness('申报单位名称', '单位名称')).toBe(likeness('单位名称', '申报单位名称'))
  })

  it('finds the fewest things that moved', () => {
    expect([...movedAmong(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])]).toEqual(['d'])
    expect([...movedAmong(['a', 'b'], ['a', 'x', 'b'])]).toEqual([])
  })
})
