/** Dates as people write them and as they are shown. */

const PATTERNS: readonly RegExp[] = [
  /(?<y>\d{4})\s*[-/.年]\s*(?<m>\d{1,2})\s*[-/.月]\s*(?<d>\d{1,2})/,
  /(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)/,
  /(?<![\d.])(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})/,
]
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = `(?<name>${MONTHS.join('|')})[a-z]*`
const ENGLISH: readonly RegExp[] = [
  new RegExp(`(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}\\.?,?\\s*(?<y>\\d{4})?`),
  new RegExp(`${MONTH}\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b,?\\s*(?<y>\\d{4})?`),
]

/** The first date in a normalised text as an ISO date; `year` stands in where none is written. */
export function findDate(text: string, year: number): string | null {
  for (const pattern of [...PATTERNS, ...ENGLISH]) {
    const found: Partial<Record<'y' | 'm' | 'd' | 'name', string>> | undefined = pattern.exec(text)?.groups
    if (!found) continue
    const month = found.m ? Number(found.m) : MONTHS.indexOf(found.name ?? '') + 1
    const date = isoDate(Number(found.y ?? year), month, Number(found.d))
    if (date) return date
  }
  return null
}

/** ISO text of a day that exists, else null. */
export function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1800 && year <= 2200 ? date.toISOString().slice(0, 10) : null
}

/** English the British way; Traditional Chinese with the hours of the Simplified, as dates are the same in both. */
const WRITTEN_AS: Record<string, string> = { en: 'en-GB', 'zh-Hant': 'zh-CN' }
const writtenAs = (language: string): string => WRITTEN_AS[language] ?? language

/** An ISO date the way the language writes it, such as 2030年4月30日 or 30 April 2030. */
export function showDate(iso: string, language: string): string {
  return longDate(writtenAs(language)).format(new Date(`${iso}T00:00:00Z`))
}

/** A month such as `2030-04` in words, such as 2030年4月 or April 2030. */
export function monthName(month: string, language: string): string {
  const locale = writtenAs(language)
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}

const longDates = new Map<string, Intl.DateTimeFormat>()

/** Kept, for making one takes longer than answering. */
function longDate(locale: string): Intl.DateTimeFormat {
  const format =
    longDates.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  longDates.set(locale, format)
  return format
}

/** An instant in the programme's zone, to the minute. */
export function showInstant(at: Date, language: string, timeZone: string): string {
  const locale = writtenAs(language)
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
}
