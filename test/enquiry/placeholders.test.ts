import { describe, expect, it } from 'vitest'
import { fill, PLACEHOLDERS, unknownIn } from '../../src/enquiry/placeholders.ts'

describe('placeholders of a canned answer', () => {
  it('are filled wherever they stand, as often as they stand', () => {
    const { text, open } = fill('{number}：请致电 {phone}（{ number }）。', {
      number: 'ZX-2021-0007',
      phone: '6439',
    })
    expect({ text, open }).toEqual({ text: 'ZX-2021-0007：请致电 6439（ZX-2021-0007）。', open: [] })
  })
  it('stay visible when nothing is known for them, and are named once', () => {
    expect(fill('{due}前答复，{due}', {})).toEqual({ text: '{due}前答复，{due}', open: ['due'] })
  })
  it('that are unknown are an error that names those there are', () => {
    expect(unknownIn('{nummer} {number} {nummer}')).toEqual(['nummer'])
    const error = () => fill('{nummer}', { number: '1' })
    for (const name of PLACEHOLDERS) expect(error).toThrow(`{${name}}`)
  })
  it('never fills what was filled in', () => {
    expect(fill('{name}', { name: '{number}', number: 'secret' }).text).toBe('{number}')
  })
  it('takes words of objects for unknown ones', () => {
    expect(unknownIn('{constructor}{__proto__}{toString}')).toEqual(['constructor', '__proto__', 'toString'])
  })
})
