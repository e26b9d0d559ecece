/** Reads the words of the assistant. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Locale, parseLocale } from './language/phrases.ts'

const LOCALES = path.resolve(import.meta.dirname, '../locales')

/** Words that only browsers show; the builds of their code read them. */
const FOR_BROWSERS = /^(?:console(?:-.*)?|page|widget)$/

/** The assistant's words in every language there is: each file's below its name. */
export async function readLocales(): Promise<Map<string, Locale>> {
  const locales = new Map<string, Locale>()
  const read = async (language: string, name: string): Promise<Locale> =>
    parseLocale(language, await readFile(path.join(LOCALES, name), 'utf8'))
  const files = await readdir(LOCALES)
  for (const language of ['zh-CN', 'en']) {
    const own = await read(language, `${language}.yaml`)
    const messages = new Map(own.messages)
    const lists = new Map(own.lists)
    const end = `.${language}.yaml`
    const names = files.filter((file) => file.endsWith(end)).map((file) => file.slice(0, -end.length))
    for (const name of names.filter((one) => !FOR_BROWSERS.test(one))) {
      const more = await read(language, `${name}.${language}.yaml`)
      for (const [key, message] of more.messages) messages.set(`${name}.${key}`, message)
      for (const [key, list] of more.lists) lists.set(`${name}.${key}`, list)
    }
    locales.set(language, { ...own, messages, lists })
  }
  return locales
}

/** The same words, some of which another phrase stands in for: key → key of the other. */
export function reworded(
  locales: ReadonlyMap<string, Locale>,
  by: Readonly<Record<string, string>>,
): Map<string, Locale> {
  const changed = (locale: Locale): Locale => {
    const others = Object.entries(by).map(([key, other]) => [key, locale.messages.get(other) ?? ''] as const)
    return { ...locale, messages: new Map([...locale.messages, ...others]) }
  }
  return new Map([...locales].map(([language, locale]) => [language, changed(locale)]))
}
