import all, { later } from 'words:widget'

export type Say = (key: string, params?: Record<string, string | number>) => string

/** The languages the widget itself speaks, by code, each with its own name for itself. */
export const languages = [
  ...Object.entries(all).map(([code, words]) => ({ code, name: words.language ?? code })),
  ...Object.entries(later).map(([code, name]) => ({ code, name })),
]

/** Fetches the words of a language that does not travel with the script, if it is such a one, and says when they are there. */
export function learn(locale: string, server: string, done: () => void): void {
  const code = nearest(locale)
  if (all[code]) return
  const fetched = fetch(`${server}/widget.${code}.json`).then(async (response) => {
    if (!response.ok) return
    all[code] = await response.json()
    done()
  })
  // without its own words a language is shown in those of the first one
  fetched.catch(() => {})
}

/** The words in the language nearest to a locale; those of the first one while they are not there. */
export const wordsOf = (locale: string) => all[nearest(locale)] ?? Object.values(all)[0] ?? {}

/** Says a word of the widget in the language nearest to a locale. */
export function wordsFor(locale: string): Say {
  const words = wordsOf(locale)
  return (key, params = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

const TRADITIONAL = /^zh-(hant|tw|hk|mo)/i

/** The language of ours that fits a locale best: itself, one of the same script or tongue, else the first. */
export function nearest(locale: string): string {
  const fits = TRADITIONAL.test(locale) ? 'zh-Hant' : locale
  const tongue = locale.split('-')[0]
  const found =
    languages.find(({ code }) => code === fits) ??
    languages.find(({ code }) => code.split('-')[0] === tongue) ??
    languages[0]
  return found?.code ?? locale
}

const HAN = /\p{Script=Han}/gu

/** The language to mark a text with, since an English answer quotes a Chinese notice. */
export function languageOf(text: string, locale: string): string {
  const han = text.match(HAN)?.length ?? 0
  if (han > 3 && han * 3 > text.length) return locale.startsWith('zh') ? locale : 'zh-CN'
  if (han === 0 && locale.startsWith('zh') && /[a-z]{3,}.*\s.*[a-z]{3,}/i.test(text)) return 'en'
  return locale
}
