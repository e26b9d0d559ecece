/** Programmes by id and by content hash, ready to talk in every language. */
import type { IssuedRecord } from '../casework/issued.ts'
import type { Amendment, Library, Speech } from '../conversation/world.ts'
import { conceptsOf } from '../language/lexicon.ts'
import { type Locale, Phrases } from '../language/phrases.ts'
import { Retrieval } from '../language/retrieve.ts'
import { MADE_FROM, traditional } from '../language/traditional.ts'
import type { ClarificationRecord } from '../ports/desk.ts'
import type { ProgrammeStore, ProgrammeVersion } from '../ports/programmes.ts'
import { partsOfHash } from '../programme/form-programme.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/schema.ts'
import { type ClarifiedLibrary, clarify, type PlainLibrary } from './clarifications/clarified-library.ts'

/** Makes a programme talk. The first language of the programme stands in for one it lacks. */
export function makeLibrary(programme: Programme, locales: ReadonlyMap<string, Locale>): PlainLibrary {
  return speaking(programme, locales, new Retrieval(programme, conceptsOf(programme, locales)))
}

/** Makes a later form of a programme talk; what can be asked is the same, so it is not learnt again. */
export function makeFormLibrary(
  { programme, retrieval }: PlainLibrary,
  form: string,
  locales: ReadonlyMap<string, Locale>,
): PlainLibrary {
  const own = programme.formProgrammes.get(form)
  if (!own) throw new Error(`Programme ${programme.id} has no form ${form}: restore its folder`)
  return speaking(own, locales, retrieval)
}

function speaking(
  programme: Programme,
  locales: ReadonlyMap<string, Locale>,
  retrieval: Retrieval,
): PlainLibrary {
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
  const speech: Library['speech'] = (locale) =>
    speeches.get(locale) ?? byScript.get(scriptOf(locale)) ?? first
  return { programme, retrieval, speech }
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

/** What was clarified of a programme, and where that can be read. */
interface Published {
  records: readonly ClarificationRecord[]
  addressOf: (number: number) => string
}

/** The programmes of this server: the newest of each id, and older versions as long as something pins them. */
export class Libraries {
  private readonly newest = new Map<string, PlainLibrary>()
  private readonly byHash = new Map<string, PlainLibrary>()
  private readonly published = new Map<string, Published>()
  private readonly clarified = new WeakMap<
    PlainLibrary,
    { published: Published; library: ClarifiedLibrary }
  >()
  /** every version there was when the newest was added, by hash */
  private readonly versions = new Map<string, ProgrammeVersion>()
  private readonly locales: ReadonlyMap<string, Locale>
  private readonly store: ProgrammeStore

  constructor(locales: ReadonlyMap<string, Locale>, store: ProgrammeStore) {
    this.locales = locales
    this.store = store
  }

  /** `versions`: all that are published of it; left out, nothing is known of earlier ones. */
  add(programme: Programme, versions: readonly ProgrammeVersion[] = []): void {
    const library = this.byHash.get(programme.hash) ?? makeLibrary(programme, this.locales)
    this.newest.set(programme.id, library)
    this.byHash.set(programme.hash, library)
    for (const version of versions) this.versions.set(version.hash, version)
  }

  /** Number and dates of a version; null for one that this process has not heard of. */
  versionOf(pin: string): ProgrammeVersion | null {
    return this.versions.get(partsOfHash(pin).hash) ?? null
  }

  /**
   * The version in force, for a draft that is pinned to an earlier one; null where there is none to move to: a later form
   * stays with its application, and what another node published since is not known here.
   */
  amendmentOf(pin: string): Amendment | null {
    const pinned = this.versions.get(pin)
    const newest = pinned && this.find(pinned.programmeId)
    const version = newest && this.versions.get(newest.programme.hash)
    if (!version || version.hash === pin) return null
    return { library: newest, number: version.number, on: version.published }
  }

  /** Learns what is asked in every programme, so that nobody's first question has to wait for it. */
  learn(): void {
    for (const library of this.newest.values()) library.retrieval.learn()
  }

  /**
   * From now on every version of a programme answers with these clarifications, and with no others. What is to be learnt
   * of them is learnt by steps; taking none, it is learnt at the first question.
   */
  clarify(programmeId: string, records: readonly ClarificationRecord[], addressOf: Published['addressOf']) {
    this.published.set(programmeId, { records, addressOf })
    const newest = this.newest.get(programmeId)
    const made = newest && this.clarifiedOf(newest)
    return made?.retrieval.steps() ?? null
  }

  /** Ids in the order they were added. */
  ids(): string[] {
    return [...this.newest.keys()]
  }

  /** The newest version, or null for an unknown id; without an id the first programme. */
  find(id?: string): Library | null {
    const plain = this.newest.get(id ?? this.ids()[0] ?? '')
    return plain ? (this.clarifiedOf(plain) ?? plain) : null
  }

  /**
   * The version a conversation is pinned to, or one of its later forms: `<hash>#<form>`.
   * @throws when neither memory nor store has it
   */
  async pinned(pin: string): Promise<Library> {
    const plain = this.byHash.get(pin) ?? (await this.unknown(pin))
    this.byHash.set(pin, plain)
    return this.clarifiedOf(plain) ?? plain
  }

  /**
   * The version by whose rules a paper of the authority was issued. An application may be older than the papers of its
   * programme: then the newest version has the layout and the words.
   */
  async withPaper(issued: Pick<IssuedRecord, 'kind' | 'programmeId' | 'programmeHash'>): Promise<Library> {
    const own = await this.pinned(partsOfHash(issued.programmeHash).hash)
    return own.programme.papers.get(issued.kind) ? own : (this.find(issued.programmeId) ?? own)
  }

  private async unknown(pin: string): Promise<PlainLibrary> {
    const { hash, form } = partsOfHash(pin)
    if (form === null) return this.read(hash)
    const parent = this.byHash.get(hash) ?? (await this.read(hash))
    this.byHash.set(hash, parent)
    return makeFormLibrary(parent, form, this.locales)
  }

  private async read(hash: string): Promise<PlainLibrary> {
    const files = await this.store.files(hash)
    const loaded = files ? loadProgramme(files, hash) : null
    if (!loaded?.programme)
      throw new Error(`No stored version ${hash} of the programme: restore it from a back-up`)
    return makeLibrary(loaded.programme, this.locales)
  }

  private clarifiedOf(plain: PlainLibrary): ClarifiedLibrary | null {
    const published = this.published.get(plain.programme.id)
    if (!published || published.records.length === 0) return null
    const made = this.clarified.get(plain)
    if (made?.published === published) return made.library
    const library = clarify(plain, published.records, published.addressOf, made?.library ?? null)
    this.clarified.set(plain, { published, library })
    return library
  }
}
