/** Reads the words of the assistant. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Locale, parseLocale } from './language/phrases.ts'

const LOCALES = path.resolve(import.meta.dirname, '../locales')

/** The assistant's words in every language there is. */
export async function readLocales(): Promise<Map<string, Locale>> {
  const locales = new Map<string, Locale>()
  const read = async (language: string, name: string): Promise<Locale> =>
    parseLocale(language, await readFile(path.join(LOCALES, name), 'utf8'))
  for (const language of ['zh-CN', 'en']) {
    const own = await read(language, `${language}.yaml`)
    const messages = new Map(own.messages)
    const lists = new Map(own.lists)
    for (const name of ['form', 'channels', 'enquiry', 'desk', 'case']) {
      const more = await read(language, `${name}.${language}.yaml`)
      for (const [key, message] of more.messages) messages.set(`${name}.${key}`, message)
      for (const [key, list] of more.lists) lists.set(`${name}.${key}`, list)
    }
    locales.set(language, { ...own, messages, lists })
  }
  return locales
}
