/** A name under which an upload can be kept and handed on. */

/** What turns the direction of reading around, or is there without being seen. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu
/** What one system or another cannot keep. */
const UNFIT = /[<>:"|?*]/g
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const MOST_CHARACTERS = 255

/** Endings that fit a type; the first one is put behind a name that has none of them. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  jpg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  zip: ['zip'],
}

/** Without folders, hidden signs and half characters, never empty, and ending in what the file is. */
export function safeName(name: string, extension: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(UNSEEN, '')
    .replace(UNFIT, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICE, '_$&')
  const [first = extension, ...others] = ENDINGS[extension] ?? []
  const ends = /\.([^.]+)$/.exec(plain)?.[1]?.toLowerCase() ?? ''
  const fits = [first, ...others].includes(ends)
  const whole = fits ? plain : `${plain || 'file'}.${first}`
  return [...whole].slice(-MOST_CHARACTERS).join('')
}
