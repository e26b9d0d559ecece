import { describe, expect, it } from 'vitest'
import { diffText } from '../../src/browser/console/cases/diff-text.ts'

const shown = (was: string, is: string) =>
  diffText(was, is)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('')

describe('what changed between two versions of an answer', () => {
  it.each([
    [
      '由48项标准组成，自行编制22项。',
      '由56项标准组成，自行编制30项。',
      '由[-48][+56]项标准组成，自行编制[-22][+30]项。',
    ],
    ['同样的话', '同样的话', '同样的话'],
    ['', '新写的', '[+新写的]'],
    ['原有的', '', '[-原有的]'],
    ['每季度培训一次。', '每季度培训一次；新员工先培训。', '每季度培训一次[+；新员工先培训]。'],
    ['apply the standard now', 'apply the new standard now', 'apply the [+new ]standard now'],
  ])('%s → %s', (was, is, expected) => {
    expect(shown(was, is)).toBe(expected)
  })

  it('takes a word or two in common between changes for part of them', () => {
    expect(shown('甲乙丙丁戊己', '子乙丑丁寅己')).toBe('[-甲乙丙丁戊][+子乙丑丁寅]己')
  })

  it.each([
    ['甲，乙。丙丁戊己庚辛，壬癸', '甲。丙丁戊己庚辛；癸子'],
    ['a b c d', 'd c b a'],
  ])('loses no character of either: %s → %s', (was, is) => {
    const of = (other: string) =>
      diffText(was, is)
        .filter(({ kind }) => kind !== other)
        .map(({ text }) => text)
        .join('')
    expect(of('come')).toBe(was)
    expect(of('gone')).toBe(is)
  })
})
