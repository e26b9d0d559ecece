/**
 * Text as paper takes it: one kind of line break, no tabs, no half characters, and none of the invisible marks that
 * reorder what is read (a reversed amount would be signed as something else than was answered).
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
}
