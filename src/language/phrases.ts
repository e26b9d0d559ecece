/** Finds the words for a key: the programme's own wording first, then the assistant's. Messages are ICU. */
import { IntlMessageFormat } from 'intl-messageformat'
import { parse } from 'yaml'
import { z } from 'zod'

type Tree = { [key: string]: string | string[] | Tree }
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), tree])),
)

export type Params = Readonly<Record<string, string | number>>

/** The assistant's own words in one language, flattened: `repair.again` → message. */
export interface Locale {
  readonly language: string
  readonly messages: ReadonlyMap<string, string>
  /** lists of words people use, such as `commands.back` */
  readonly lists: ReadonlyMap<string, readonly string[]>
}

/** Reads one `locales/<language>.yaml`. @throws ZodError when a leaf is neither text nor a list of texts */
export function parseLocale(language: string, source: string): Locale {
  const messages = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const walk = (node: Tree, path: string): void => {
    for (const [key, child] of Object.entries(node)) {
      const at = path === '' ? key : `${path}.${key}`
      if (typeof child === 'string') messages.set(at, child)
      else if (Array.isArray(child)) lists.set(at, child)
      else walk(child, at)
    }
  }
  walk(tree.parse(parse(source)), '')
  return { language, messages, lists }
}

const compiled = new Map<string, IntlMessageFormat>()

/** Formats an ICU message. Compiled messages are kept, for they are few and used all the time. */
export function format(message: string, language: string, params: Params = {}): string {
  if (!message.includes('{') && !message.includes("'")) return message
  const key = `${language} ${message}`
  let formatter = compiled.get(key)
  if (!formatter) {
    formatter = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
    compiled.set(key, formatter)
  }
  return String(formatter.format(params))
}

const NO_WORDS: readonly string[] = []

/** Says phrases in one language for one programme. */
export class Phrases {
  readonly language: string
  private readonly locale: Locale
  private readonly overrides: Readonly<Record<string, string>>
  /** lists the programme adds words to, with them */
  private readonly extended: ReadonlyMap<string, readonly string[]>

  constructor(
    locale: Locale,
    overrides: Readonly<Record<string, string>> = {},
    added: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.locale = locale
    this.language = locale.language
    this.overrides = overrides
    this.extended = new Map(
      Object.entries(added).map(([key, words]) => [key, [...(locale.lists.get(key) ?? []), ...words]]),
    )
  }

  /** @throws Error naming the key when no language has it: a missing key fails the check, not the applicant */
  say(key: string, params: Params = {}): string {
    const message = this.overrides[key] ?? this.locale.messages.get(key)
    if (message === undefined) throw new Error(`No phrase "${key}" in locales/${this.language}.yaml`)
    return format(message, this.language, params)
  }

  /** Formats a message of the programme in this language. */
  render(message: string, params: Params = {}): string {
    return format(message, this.language, params)
  }

  has(key: string): boolean {
    return this.overrides[key] !== undefined || this.locale.messages.has(key)
  }

  /** Words people use, such as `commands.back`: the assistant's own and those the programme adds. */
  list(key: string): readonly string[] {
    return this.extended.get(key) ?? this.locale.lists.get(key) ?? NO_WORDS
  }
}
