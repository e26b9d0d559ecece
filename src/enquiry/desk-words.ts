/** Small words of the desk: lines, instants, buttons. */
import type { Choice } from '../contract/conversation.ts'
import { showInstant } from '../language/dates.ts'
import type { FileRef } from '../programme/values.ts'
import type { DeskReply, DeskWorld } from './desk-shapes.ts'

/** A reply of one phrase, with buttons by `[value, phrase]`. */
export function say(
  { phrases }: DeskWorld,
  key: string,
  params: Record<string, string | number> = {},
  buttons: Choice[] = [],
): DeskReply {
  const text = phrases.say(`desk.${key}`, params)
  return { key: `desk.${key}`, text, ...(buttons.length > 0 ? { choices: buttons } : {}) }
}

/** A button by the phrase `desk.buttons.<name>`. */
export const button = ({ phrases }: DeskWorld, name: string, value: string): Choice => ({
  value,
  label: phrases.say(`desk.buttons.${name}`),
})

/** Lines that say something, one under the other. */
export const lines = (...all: (string | null | undefined)[]): string =>
  all.filter((line) => typeof line === 'string' && line !== '').join('\n')

/** Pieces with an empty line between them. */
export const pieces = (...all: (string | null)[]): string =>
  all.filter((piece) => piece !== null && piece !== '').join('\n\n')

/** An instant as the office's clocks show it. */
export const when = ({ phrases, textsOf }: DeskWorld, at: Date | string, programmeId: string): string =>
  showInstant(new Date(at), phrases.language, textsOf(programmeId).timezone)

/** A text as far as a chat has room; what is left out is said to be. */
export function shortened({ phrases }: DeskWorld, text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  return phrases.say('desk.shortened', { text: characters.slice(0, most).join('') })
}

export const namesOf = ({ phrases }: DeskWorld, files: readonly FileRef[]): string =>
  files.map(({ name }) => name).join(phrases.say('desk.and'))

/** The line in words; one that the programme does not name by its id. */
export const lineIn = (
  { textsOf, phrases }: DeskWorld,
  contact: string | null,
  programmeId: string,
): string =>
  contact === null ? phrases.say('desk.no-line') : (textsOf(programmeId).contacts[contact] ?? contact)

export const areaIn = ({ textsOf }: DeskWorld, area: string | null, programmeId: string): string | null =>
  area === null ? null : (textsOf(programmeId).areas[area] ?? area)

/** How a language is called, such as English. */
export function languageIn({ phrases }: DeskWorld, locale: string): string {
  try {
    const { language, script } = new Intl.Locale(locale)
    const tag = script ? `${language}-${script}` : language
    return new Intl.DisplayNames([phrases.language], { type: 'language' }).of(tag) ?? locale
  } catch {
    return locale
  }
}
