/** The words of the command line, in the language of the terminal. */
import { type Locale, Phrases } from '../language/phrases.ts'
import { readLocales } from '../main.ts'

/** Chinese where the environment says so, else English. */
export function terminalLanguage(): string {
  const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return language.startsWith('zh') ? 'zh-CN' : 'en'
}

export async function cliPhrases(): Promise<Phrases> {
  const locales = await readLocales()
  return new Phrases((locales.get(terminalLanguage()) ?? locales.get('en')) as Locale)
}
