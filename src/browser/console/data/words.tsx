import first from 'words:console'
import { createContext, useContext } from 'react'

export type Say = (key: string, params?: Record<string, string | number>) => string

const all: Record<string, Record<string, string>> = { ...first }

/** Takes up the words of a part of the console that is loaded when somebody goes there. */
export function learn(more: Record<string, Record<string, string>>): void {
  for (const [code, words] of Object.entries(more)) all[code] = { ...all[code], ...words }
}

/** The languages of the console, each with its own name for itself. */
export const languages = Object.entries(first).map(([code, words]) => ({
  code,
  name: words.language ?? code,
}))

/** The language of the console nearest to a locale; the first one when none is near. */
export function nearest(locale: string): string {
  const tongue = locale.split('-')[0]
  const found =
    languages.find(({ code }) => code === locale) ??
    languages.find(({ code }) => code.split('-')[0] === tongue) ??
    languages[0]
  return found?.code ?? locale
}

/** Says a word of the console in one of its languages. */
export const wordsFor =
  (code: string): Say =>
  (key, params = {}) =>
    (all[code]?.[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

export interface Language {
  code: string
  say: Say
  change: (code: string) => void
}

export const LanguageContext = createContext<Language>({ code: '', say: (key) => key, change: () => {} })

/** The language in force, and how to change it. */
export const useLanguage = () => useContext(LanguageContext)
/** Says a word in the language in force. */
export const useSay = () => useContext(LanguageContext).say

const PLACE = 'shenbao-desk-language'

/** The language chosen on this machine, else the browser's. */
export const firstLanguage = () => nearest(localStorage.getItem(PLACE) ?? navigator.language)
/** Remembers a language on this machine, for the next sign-in page. */
export const rememberLanguage = (code: string) => localStorage.setItem(PLACE, code)
