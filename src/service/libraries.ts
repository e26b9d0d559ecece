/** Programmes by id and by content hash, ready to talk in every language. */

import type { Library, Speech } from '../conversation/world.ts'
import { conceptsOf } from '../language/lexicon.ts'
import { type Locale, Phrases } from '../language/phrases.ts'
import { Retrieval } from '../language/retrieve.ts'
import { traditional } from '../language/traditional.ts'
import type { ProgrammeStore } from '../ports/store.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/schema.ts'

/** Scripts that are made from another one the folder has: the words are converted, never written twice. */
const MADE_FROM: Readonly<Record<string, string>> = { 'zh-Hant': 'zh-CN' }

/** Makes a programme talk. The first language of the programme stands in for one it lacks. */
export function makeLibrary(programme: Programme, locales: ReadonlyMap<string, Locale>): Library {
  const retrieval = new Retrieval(programme, conceptsOf(programme, locales))
  const spoken = programme.languages.filter(
    (language) => programme.text.has(language) && locales.has(language),
  )
  const made = Object.keys(MADE_FROM).filter((language) => spoken.includes(MADE_FROM[language] ?? ''))
  const languages = [...spoken, ...made]
  const speeches = new Map(
    languages.map((language): [string, Speech] => [
      language,
      { programme, languages, retrieval, ...wordsIn(language, programme, locales) },
    ]),
  )
  const first = speeches.get(programme.languages[0] ?? '')
  if (!first)
    throw new Error(`No locales/${programme.languages[0]}.yaml for programme ${programme.id}: add the file`)
  const byScript = new Map([...speeches].map(([language, speech]) => [scriptOf(language), speech]))
  return { programme, speech: (locale) => speeches.get(locale) ?? byScript.get(scriptOf(locale)) ?? first }
}

function wordsIn(language: string, programme: Programme, locales: ReadonlyMap<string, Locale>) {
  const source = MADE_FROM[language] ?? language
  const written = programme.text.get(source)
  const locale = locales.get(source)
  if (!written || !locale) throw new Error(`No words in ${source} for programme ${programme.id}`)
  if (source === language)
    return { text: written, phrases: new Phrases(locale, written.phrases, written.lists) }
  const text = traditional(written)
  return { text, phrases: new Phrases(inTraditional(locale, language), text.phrases, written.lists) }
}

/** The assistant's own words in a language, whatever the programme; of a language it does not speak, in the first one. */
export function plainPhrases(locale: string, locales: ReadonlyMap<string, Locale>): Phrases {
  const own = locales.get(locale)
  if (own) return new Phrases(own)
  const made = Object.keys(MADE_FROM).find((language) => scriptOf(language) === scriptOf(locale))
  const source = locales.get(made ? (MADE_FROM[made] ?? '') : '') ?? [...locales.values()][0]
  if (!source) throw new Error('No locales: there are no words at all')
  return made ? new Phrases(inTraditional(source, made)) : new Phrases(source)
}

function inTraditional(locale: Locale, language: string): Locale {
  const messages = new Map([...locale.messages].map(([key, message]) => [key, traditional(message)]))
  return { ...locale, language, messages }
}

/** `zh-TW` is written as `zh-Hant` is, `en-GB` as `en`; what is no language at all stays as it is. */
function scriptOf(locale: string): string {
  try {
    const { language, script } = new Intl.Locale(locale).maximize()
    return `${language}-${script}`
  } catch {
    return locale
  }
}

/** The programmes of this server: the newest of each id, and older versions as long as something pins them. */
export class Libraries {
  private readonly newest = new Map<string, Library>()
  private readonly byHash = new Map<string, Library>()
  private readonly locales: ReadonlyMap<string, Locale>
  private readonly store: ProgrammeStore

  constructor(locales: ReadonlyMap<string, Locale>, store: ProgrammeStore) {
    this.locales = locales
    this.store = store
  }

  add(programme: Programme): void {
    const library = makeLibrary(programme, this.locales)
    this.newest.set(programme.id, library)
    this.byHash.set(programme.hash, library)
  }

  /** Learns what is asked in every programme, so that nobody's first question has to wait for it. */
  learn(): void {
    for (const library of this.newest.values()) library.speech('').retrieval.learn()
  }

  /** Ids in the order they were added. */
  ids(): string[] {
    return [...this.newest.keys()]
  }

  /** The newest version, or null for an unknown id; without an id the first programme. */
  find(id?: string): Library | null {
    return this.newest.get(id ?? this.ids()[0] ?? '') ?? null
  }

  /** The version a conversation is pinned to. @throws when neither memory nor store has it */
  async pinned(hash: string): Promise<Library> {
    const known = this.byHash.get(hash)
    if (known) return known
    const files = await this.store.files(hash)
    const loaded = files ? loadProgramme(files, hash) : null
    if (!loaded?.programme)
      throw new Error(`No stored version ${hash} of the programme: restore it from a back-up`)
    const library = makeLibrary(loaded.programme, this.locales)
    this.byHash.set(hash, library)
    return library
  }
}
