import { describe, expect, it } from 'vitest'
import { splitPinyin } from '../../src/language/sounds.ts'

describe('typed pinyin', () => {
  it('is split into the longest syllables that work out', () => {
    expect(splitPinyin('shenbao')).toEqual(['shen', 'bao'])
    expect(splitPinyin('xian')).toEqual(['xian'])
    expect(splitPinyin('fangan')).toEqual(['fang', 'an'])
    expect(splitPinyin('deadline')).toEqual([])
  })

  it('takes no longer and falls over nothing when it has thousands of letters or hardly works out', () => {
    const before = process.threadCpuUsage().user
    expect(splitPinyin('fi'.repeat(8_000))).toEqual([])
    expect(splitPinyin(`${'fa'.repeat(8_000)}`)).toEqual([])
    expect(splitPinyin(`${'xian'.repeat(28)}q`)).toEqual([])
    expect(process.threadCpuUsage().user - before).toBeLessThan(200_000)
  })
})
