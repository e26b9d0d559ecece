import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWords } from '../../src/browser/build/words-plugin.ts'

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
