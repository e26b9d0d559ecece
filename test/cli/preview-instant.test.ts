import { describe, expect, it } from 'vitest'
import { previewInstant } from '../../src/cli/preview-instant.ts'

const window = { opens: '2031-03-01', closes: '2031-05-20', clause: '四.2' }
const call = { timezone: 'Asia/Shanghai', signed: '2031-02-01', window }
const during = new Date('2031-04-01T02:30:00Z')
const before = new Date('2030-01-01T00:00:00Z')
const shown = (asked?: string, now = before) => previewInstant(call, asked, now).toISOString()

describe('the day of a preview', () => {
  it('is now while applications are taken, else the first morning of the window', () => {
    expect(shown(undefined, during)).toBe(during.toISOString())
    expect(shown()).toBe('2031-03-01T02:00:00.000Z')
    const open = { ...call, window: { closes: '2031-05-20', clause: '四.2' } }
    expect(previewInstant(open, undefined, new Date('2032-01-01T00:00:00Z')).toISOString()).toBe(
      '2031-02-01T02:00:00.000Z',
    )
  })

  it('is a day or an hour by the clock of the call, or an instant with its offset', () => {
    expect(shown('2031-05-21')).toBe('2031-05-21T02:00:00.000Z')
    expect(shown('2031-05-21T00:00')).toBe('2031-05-20T16:00:00.000Z')
    expect(shown('2031-05-21T00:00:00Z')).toBe('2031-05-21T00:00:00.000Z')
  })

  it.each(['tomorrow', '2031-02-30', '2031-02-30T10:00', '2031-05-21T25:00', ''])('is never %j', (asked) => {
    expect(() => shown(asked)).toThrow(expect.objectContaining({ code: 'bad-instant' }))
  })
})
