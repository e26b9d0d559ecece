/** `{number}` and the like in answers that officers write often. Pure. */

/** Everything that can stand between braces. */
export const PLACEHOLDERS = [
  /** of the enquiry */
  'number',
  /** of whoever asks, as far as the draft tells */
  'name',
  /** the contact line, and its telephone */
  'contact',
  'phone',
  'area',
  /** when an answer is promised */
  'due',
  /** when it was asked */
  'asked',
  'programme',
  /** who answers */
  'officer',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What each stands for; one without a value is left as it is, for the officer to see. */
export type PlaceholderValues = Partial<Record<Placeholder, string>>

const BRACES = /\{([^{}\n]*)\}/g

export interface Filled {
  text: string
  /** placeholders that stand for nothing here, each once */
  open: Placeholder[]
}

/** The names between braces that are no placeholders, each once. */
export function unknownIn(text: string): string[] {
  const names = [...text.matchAll(BRACES)].map(([, name = '']) => name.trim())
  return [...new Set(names)].filter((name) => !isPlaceholder(name))
}

/** The text with its placeholders filled. What is filled in is never looked through for more. @throws for an unknown one */
export function fill(text: string, values: PlaceholderValues): Filled {
  const [unknown] = unknownIn(text)
  if (unknown !== undefined) throw new UnknownPlaceholder(unknown)
  const open = new Set<Placeholder>()
  const filled = text.replace(BRACES, (whole, name: string) => {
    const placeholder = name.trim() as Placeholder
    const value = values[placeholder]
    if (!value) open.add(placeholder)
    return value || whole
  })
  return { text: filled, open: [...open] }
}

export class UnknownPlaceholder extends Error {
  readonly placeholder: string

  constructor(name: string) {
    super(`No placeholder {${name}}; there are ${PLACEHOLDERS.map((one) => `{${one}}`).join(' ')}`)
    this.placeholder = name
  }
}

const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name)
