import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../src/language/read-answer.ts'
import { errorCodesOf } from '../../src/programme/error-codes.ts'
import { libraryOf } from '../rigs/golden.ts'

const speech = (await libraryOf('specimen')).speech('zh-CN')
const TYPED = [
  '',
  '。',
  '好',
  '-1',
  '1.2345',
  '999999999999',
  '9'.repeat(400),
  '1、2、3、1',
  '91310104MA1FR7A29X',
  '花园',
]

describe('the errors that reading finds', () => {
  const fields = [...speech.programme.fields.values()].filter(
    ({ type }) => !['rows', 'files', 'constant'].includes(type),
  )
  it.each(fields)('are all known for $id ($type)', (field) => {
    const codes = TYPED.flatMap((typed) => {
      const reading = readAnswer(field, typed, { ...speech, year: 2031 })
      return reading.ok ? [] : [reading.error.code]
    })
    expect(codes.length).toBeGreaterThan(0)
    expect(errorCodesOf(field)).toEqual(expect.arrayContaining([...new Set(codes)]))
  })
})
