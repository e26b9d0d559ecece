/** Which characters a font can show, asked once per character. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { create } from 'fontkit'

/** Stands for a character the font lacks, as the geta mark does in East Asian typesetting: a gap one can see. */
export const gapMark = '〓'

export interface Coverage {
  /** the characters of a text that cannot be shown, each once */
  missing(text: string): string[]
  /** the same text with the gap mark for each character that cannot be shown */
  printable(text: string): string
  /** reads the font ahead of the first question, without holding up the event loop */
  load(): Promise<void>
}

type Font = { hasGlyphForCodePoint(codePoint: number): boolean }
const open = (file: Buffer) => create(file) as Font

/** Answers for one font; its file is read at the first question, or before by `load`. */
export function createCoverage(fontPath: string): Coverage {
  const known = new Map<string, boolean>()
  let font: Font | undefined

  function shows(character: string): boolean {
    const before = known.get(character)
    if (before !== undefined) return before
    font ??= open(readFileSync(fontPath))
    const now = needsNoGlyph(character) || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
    known.set(character, now)
    return now
  }

  return {
    load: async () => {
      const file = await readFile(fontPath)
      font ??= open(file)
      shows('\u3007')
    },
    missing: (text) => [...new Set(text)].filter((character) => !shows(character)),
    printable: (text) => {
      if (!hasRare(text, shows)) return text
      return Array.from(text, (character) => (shows(character) ? character : gapMark)).join('')
    },
  }
}

function hasRare(text: string, shows: (character: string) => boolean): boolean {
  for (const character of text) if (!shows(character)) return true
  return false
}

/**
 * Line breaks, tabs and marks that leave no trace on paper. A variant selector of a Chinese character is not among
 * them: without its glyph a name would be printed in another form than the bearer's.
 */
function needsNoGlyph(character: string): boolean {
  if (/[\n\r\t]/.test(character)) return true
  return /\p{Default_Ignorable_Code_Point}/u.test(character) && !/[\u{E0100}-\u{E01EF}]/u.test(character)
}
