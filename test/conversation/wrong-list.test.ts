import { expect, it } from 'vitest'
import { initialState, takeTurn } from '../../src/conversation/take-turn.ts'
import type { Activity, ConversationState, Draft } from '../../src/conversation/types.ts'
import { libraryOf } from '../rigs/golden.ts'

it('says on the card of a list what is wrong with the list, for it has no input to say it at', async () => {
  const library = await libraryOf('specimen')
  let state: ConversationState = initialState('zh-CN')
  let draft: Draft = { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} }
  const take = (activity: Activity) => {
    const turn = takeTurn({
      library,
      state,
      draft,
      activity,
      receivedAt: new Date('2031-04-01T10:00:00+08:00'),
      unprintable: () => [],
      documentAddress: () => '',
      fileAddress: () => '',
    })
    state = turn.state
    draft = turn.draft
    return turn.replies
  }
  take({ kind: 'text', text: '总经费改成30' })
  take({ kind: 'choice', value: 'go:budget' })
  take({ kind: 'text', text: '土壤和容器；20' })
  const [refused] = take({ kind: 'choice', value: 'done:budget' })
  expect(refused?.key).toMatch(/^filing\.error\./)
  const said = refused?.text.split('\n')[0] ?? ''
  expect(said.length).toBeGreaterThan(5)
  expect(refused?.form?.lead).toContain(said)
})
