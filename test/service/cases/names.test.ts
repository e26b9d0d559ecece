import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distinct, partName } from '../../../src/service/cases/exports/names.ts'

describe('the name of a file in an archive', () => {
  test.each([
    ['上海徐汇养老服务有限公司', '上海徐汇养老服务有限公司'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['../../etc/passwd', 'etc passwd'],
    ['..', '_'],
    ['  \u202egnp.exe ', 'gnp.exe'],
    ['\n', '_'],
  ])('of %j is %j', (text, name) => {
    expect(partName(text)).toBe(name)
  })

  test('never leads out of its folder and is never empty or too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = partName(text)
        expect(name).not.toMatch(/[\\/:]|^\.|\.$/)
        expect(name.length).toBeGreaterThan(0)
        expect([...name].length).toBeLessThanOrEqual(80)
      }),
    )
  })

  test('is told apart from an equal one, whatever its case, and keeps its ending', () => {
    const named = distinct()
    expect(['a.pdf', 'A.pdf', 'a.pdf', 'b', 'b', '.x'].map(named)).toEqual([
      'a.pdf',
      'A (2).pdf',
      'a (3).pdf',
      'b',
      'b (2)',
      '.x',
    ])
  })
})
