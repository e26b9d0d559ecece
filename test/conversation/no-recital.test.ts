import { describe, expect, it } from 'vitest'
import { replay } from '../../src/conversation/replay.ts'
import { parseTranscript } from '../../src/conversation/transcript.ts'
import { libraryOf } from '../rigs/golden.ts'

const library = await libraryOf('shanghai-standardization-pilot-2021')
const hear = (said: string) =>
  replay(
    library,
    parseTranscript(`title: aloud\nclock: 2021-04-12T10:00:00+08:00\ntalk: [${said}]`),
  ).lines.join('\n')

const times = (text: string, words: string): number => text.split(words).length - 1

describe('what is said', () => {
  it('quotes a clause once for two questions of one message', () => {
    const heard = hear('{ you: "有补贴吗，给多少", bot: [answers.funding, answers.fund-amount] }')
    expect(times(heard, '通知原文 六.1：')).toBe(1)
    expect(heard).toContain('通知未说明：补助金额')
  })

  it('quotes it again when it is asked about again', () => {
    const heard = hear('{ you: 要交几份材料 }, { you: 盖什么章 }')
    expect(times(heard, '通知原文 七.2：')).toBe(2)
  })

  it('says of a choice that is none only what there is to choose', () => {
    const heard = hear('{ you: 修改试点类型 }, { you: 蓝色的 }')
    expect(heard).toContain('没有对应的选项')
    expect(heard).not.toContain('已保留为草稿')
  })
})
