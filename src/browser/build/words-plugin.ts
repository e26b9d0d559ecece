import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as OpenCC from 'opencc-js/cn2t'
import type { Plugin } from 'vite'
import { parse } from 'yaml'

type Words = Record<string, Record<string, string>>

/** Made from another language of ours, never written twice: the words of one script in the other. */
const DERIVED = { code: 'zh-Hant', from: 'zh-CN', convert: OpenCC.Converter({ from: 'cn', to: 'tw' }) }

/**
 * Lets browser code import `words:<part>`: the words of `locales/<part>.<language>.yaml`, by language. What is derived is
 * among them, or else, `apart`, lies in `<part>.<language>.json` beside the script for the few who want it, or is left out.
 */
export function wordsPlugin(locales: string, derived: 'among' | 'apart' | 'none' = 'among'): Plugin {
  const late = new Map<string, Record<string, string>>()
  return {
    name: 'shenbao-words',
    resolveId: (id) => (id.startsWith('words:') ? `\0${id}` : null),
    load: (id) => {
      if (!id.startsWith('\0words:')) return null
      const part = id.slice(7)
      const written = readWords(locales, part)
      const words = Object.fromEntries(Object.entries(written).map(([code, one]) => [code, withoutName(one)]))
      if (derived === 'none') return moduleOf(words, {})
      const made = deriveFrom(written)
      if (derived === 'among') return moduleOf({ ...words, [DERIVED.code]: made }, {})
      late.set(`${part}.${DERIVED.code}.json`, made)
      return moduleOf(words, { [DERIVED.code]: made.language ?? '' })
    },
    generateBundle() {
      for (const [fileName, words] of late)
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(words) })
    },
  }
}

/** What a language calls itself is the one word that cannot be converted; it is written down as `traditional`. */
function deriveFrom(words: Words): Record<string, string> {
  const source = words[DERIVED.from] ?? {}
  const language = source.traditional ?? DERIVED.code
  const converted = Object.entries(withoutName(source)).map(([key, word]) => [key, DERIVED.convert(word)])
  return { ...Object.fromEntries(converted), language, 'short-language': language.slice(0, 2) }
}

const withoutName = ({ traditional: _, ...words }: Record<string, string>): Record<string, string> => words

/** The words as a module that names each key once: it travels to every visitor. */
function moduleOf(words: Words, later: Record<string, string>): string {
  const keys = Object.keys(Object.values(words)[0] ?? {})
  const said = Object.entries(words).map(
    ([language, one]) => `${JSON.stringify(language)}: say(${JSON.stringify(keys.map((key) => one[key]))})`,
  )
  return `const keys = ${JSON.stringify(keys.join(' '))}.split(' ')
const say = (words) => Object.fromEntries(keys.map((key, at) => [key, words[at]]))
export default { ${said.join(', ')} }
export const later = ${JSON.stringify(later)}`
}

/** Puts words into a page written by hand: `%page.title%` becomes the word `title` of the first language. */
export function pageWordsPlugin(locales: string, language: string): Plugin {
  return {
    name: 'shenbao-page-words',
    transformIndexHtml: (html) => {
      const words = readWords(locales, 'page')[language] ?? {}
      return html.replace(/%page\.([\w-]+)%/g, (_, key: string) => {
        const word = words[key]
        if (word === undefined)
          throw new Error(`locales/page.${language}.yaml has no "${key}": add it, or mend the page`)
        return escapeHtml(word)
      })
    },
  }
}

/** The words of one part in every language there is, Chinese first. @throws when two languages do not hold the same keys */
export function readWords(locales: string, part: string): Words {
  const words: Words = {}
  for (const file of readdirSync(locales).sort().reverse()) {
    const language = new RegExp(`^${part}\\.(.+)\\.yaml$`).exec(file)?.[1]
    if (language) words[language] = parse(readFileSync(join(locales, file), 'utf8'))
  }
  assertSameKeys(part, words)
  return words
}

function assertSameKeys(part: string, words: Words): void {
  const all = new Set(Object.values(words).flatMap((one) => Object.keys(one)))
  if (all.size === 0) throw new Error(`No words for "${part}": write locales/${part}.<language>.yaml`)
  for (const [language, one] of Object.entries(words)) {
    const missing = [...all].filter((key) => typeof one[key] !== 'string')
    if (missing.length > 0) throw new Error(`locales/${part}.${language}.yaml lacks: ${missing.join(', ')}`)
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}
