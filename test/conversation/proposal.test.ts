import { describe, expect, it } from 'vitest'
import { initialState, type TurnOutput, takeTurn } from '../../src/conversation/take-turn.ts'
import type { Activity } from '../../src/conversation/types.ts'
import { libraryOf } from '../rigs/golden.ts'

const library = await libraryOf('shanghai-standardization-pilot-2021')
const empty = { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} }

/** Takes activities in turn, with everything between two of them sent through JSON. */
function talk(...activities: Activity[]): TurnOutput {
  let last: Pick<TurnOutput, 'state' | 'draft'> = { state: initialState('zh-CN'), draft: empty }
  let output: TurnOutput | null = null
  for (const activity of activities) {
    const { state, draft } = JSON.parse(JSON.stringify(last)) as typeof last
    output = takeTurn({
      library,
      state,
      draft,
      activity,
      receivedAt: new Date('2021-04-12T02:00:00Z'),
      unprintable: () => [],
      documentAddress: () => '',
      fileAddress: () => '',
    })
    last = output
  }
  if (!output) throw new Error('nothing was said')
  return output
}

const say = (text: string): Activity => ({ kind: 'text', text })
const press = (value: string): Activity => ({ kind: 'choice', value })
const three = say('联系人张三，手机13800001111，邮箱a@b.cn')

describe('several answers in one message', () => {
  it('change nothing before the yes', () => {
    const { draft, draftEvents } = talk(three)
    expect(draft).toEqual(empty)
    expect(draftEvents).toEqual([])
  })

  it('leave an event for each field, in one revision', () => {
    const { draft, draftEvents } = talk(three, press('yes:apply:0:1'))
    expect(draftEvents.map(({ field, new: entry }) => [field, entry?.value])).toEqual([
      ['contact_name', '张三'],
      ['contact_mobile', '13800001111'],
      ['contact_email', 'a@b.cn'],
    ])
    expect(draft.revision).toBe(1)
  })

  it('are read back afresh when the draft changes before the yes', () => {
    const { replies } = talk(three, say('联系人改成李四'))
    expect(replies.at(-1)?.key).toBe('confirm.apply')
    expect(replies.at(-1)?.text).toContain('李四 → 张三')
    expect(replies.at(-1)?.choices?.[0]?.value).toBe('yes:apply:1:1')
  })

  it('are refused with the button of another message, another revision or none', () => {
    for (const value of ['yes:apply:0:2', 'yes:apply:1:1', 'yes:apply:0', 'yes:apply', 'as:contact_name:1']) {
      const { draft, replies } = talk(say('开始申报'), three, press(value))
      expect(draft, value).toEqual(empty)
      expect(replies[0]?.key, value).toBe('repair.moved-on')
    }
  })

  it('do not change what has been submitted', () => {
    const submitted: Activity = {
      kind: 'event',
      event: { type: 'submitted', number: '1', checkCode: 'C', href: '/c', at: '2021-04-12T02:00:00Z' },
    }
    const { draftEvents, replies } = talk(submitted, three)
    expect(draftEvents).toEqual([])
    expect(replies.map(({ key }) => key)).toEqual(['filing.already-submitted'])
  })
})
