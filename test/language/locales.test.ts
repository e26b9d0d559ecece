import { describe, expect, it } from 'vitest'
import { format } from '../../src/language/phrases.ts'
import { readLocales } from '../../src/read-locales.ts'

const locales = await readLocales()
const [first, ...others] = [...locales.values()]

/** A value for every placeholder, whatever its kind. */
const anything = new Proxy({}, { get: () => 2, has: () => true })

describe('the words of the assistant', () => {
  it.each(others)('have in $language every message and list of the first language', ({ messages, lists }) => {
    expect([...messages.keys()].sort()).toEqual([...(first?.messages.keys() ?? [])].sort())
    expect([...lists.keys()].sort()).toEqual([...(first?.lists.keys() ?? [])].sort())
  })

  it.each([...locales.values()])('are messages that can be said in $language', ({ language, messages }) => {
    for (const [key, message] of messages)
      expect(() => format(message, language, anything), key).not.toThrow()
  })

  it.each([...locales.values()])(
    'name in $language the place of a database only when it is known',
    (words) => {
      const message = words.messages.get('start.database-unreachable.message')
      if (!message) throw new Error('not there')
      const said = (place: string) => format(message, words.language, { place, reason: '' })
      expect(said('db.example:5432/shenbao')).toContain('db.example:5432/shenbao')
      expect(said('none')).not.toMatch(/none| {2}|\bat\b/)
    },
  )
})
