import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWords } from '../../src/browser/build/words-plugin.ts'
import type { Locale } from '../../src/language/phrases.ts'
import { readLocales } from '../../src/read-locales.ts'

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')

const PLACES = { widget: 'src/browser/widget', page: 'src/browser/page', form: 'src/http/form' }

describe.each(Object.entries(PLACES))('the words of the %s', (part, place) => {
  const words = readWords('locales', part)
  const source = sources(place)

  it('hold the same keys in each language, and every key that the code says', () => {
    const said = [...source.matchAll(/\bsay\('([\w-]+)'/g)].map((match) => match[1])
    expect(said.length).toBeGreaterThan(5)
    for (const key of said) expect(words['zh-CN'], `key ${key}`).toHaveProperty([key as string])
  })

  it('are nowhere written into the code', () => {
    expect(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').match(/\p{Script=Han}+/gu) ?? []).toEqual([])
  })
})

describe('the states of applications and projects', () => {
  it.each(['zh-CN', 'en'])(
    'are called the same in the console and in what is taken away: %s',
    async (language) => {
      const console = readWords('locales', 'console')[language] ?? {}
      const { messages } = (await readLocales()).get(language) as Locale
      const states = [...messages].filter(([key]) => /^export\.state\..*\.(?!draft|recalled)/.test(key))
      expect(states.length).toBe(21)
      for (const [key, words] of states)
        expect(console[key.replace('export.state', 'stage')], key).toBe(words)
    },
  )
})
