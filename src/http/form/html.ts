/** HTML with automatic escaping: only what this tag made goes in as it is, everything else as text. */

/** Markup made by `html`; nothing else can make one. */
export class Markup {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }

  /** Puts markup together. The literal parts are ours; quote every attribute. */
  static of(literals: TemplateStringsArray, pieces: readonly Piece[]): Markup {
    return new Markup(String.raw({ raw: literals }, ...pieces.map(show)))
  }
}

export type Piece = Markup | string | number | false | null | undefined | readonly Piece[]

/** `html\`<p title="${text}">${text}</p>\``: strings are escaped, lists joined, false and null left out. */
export function html(literals: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return Markup.of(literals, pieces)
}

function show(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return ''
  if (piece instanceof Markup) return piece.toString()
  if (typeof piece === 'object') return piece.map(show).join('')
  return escapeText(String(piece))
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
