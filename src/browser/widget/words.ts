import all from 'words:widget'

export type Say = (key: string, params?: Record<string, string | number>) => string

/** The languages the widget itself speaks, by code, each with its own name for itself. */
export const languages = Object.entries(all).map(([code, words]) => ({ code, name: words.language ?? code }))

/** The widget's words in the language nearest to a locale. */
export function wordsFor(locale: string): Say {
  const words = all[nearest(locale)] ?? {}
  return (key, params = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** The language of ours that fits a locale best: itself, one of the same tongue, else the first. */
export function nearest(locale: string): string {
  const tongue = locale.split('-')[0]
  const found =
    languages.find(({ code }) => code === locale) ??
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
