/** Names of files and folders in an archive: what every system can keep. */

/** Forbidden on one system or another, or invisible. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu
const LONGEST = 80

/** One part of a path. */
export function partName(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(UNFIT, ' ').replace(/\s+/g, ' ').trim()
  const short = [...plain].slice(0, LONGEST).join('')
  // a dot at the end is lost on one system, at the beginning it hides the file on another
  return short.replace(/^[.\s]+|[.\s]+$/g, '') || '_'
}

/** Tells files of one folder apart that would have the same name: `a.pdf`, `a (2).pdf`. */
export function distinct(): (name: string) => string {
  const used = new Set<string>()
  return (name) => {
    const [, stem = name, end = ''] = /^(.+?)(\.[^.]{1,8})?$/.exec(name) ?? []
    for (let count = 1; ; count++) {
      const tried = count === 1 ? name : `${stem} (${count})${end}`
      const key = tried.toLowerCase()
      if (used.has(key)) continue
      used.add(key)
      return tried
    }
  }
}
