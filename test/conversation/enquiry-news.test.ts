import { describe, expect, it } from 'vitest'
import { initialState, takeTurn } from '../../src/conversation/take-turn.ts'
import { libraryOf } from '../rigs/golden.ts'

describe('news of an enquiry', () => {
  it.each(['zh-CN', 'en'])(
    'names the desk for a contact line that came with a later version (%s)',
    async (locale) => {
      const news = {
        type: 'moved',
        number: 'ZX-1',
        contact: 'of-a-later-version',
        reason: 'x',
        dueAt: null,
      } as const
      const { replies } = takeTurn({
        library: await libraryOf('specimen'),
        state: initialState(locale),
        draft: { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} },
        activity: { kind: 'event', event: { type: 'enquiry', news } },
        receivedAt: new Date('2031-04-01T02:00:00Z'),
        unprintable: () => [],
        documentAddress: () => '',
        fileAddress: () => '',
      })
      expect(replies[0]?.key).toBe('enquiry.moved')
      expect(replies[0]?.text).not.toContain('of-a-later-version')
    },
  )
})
