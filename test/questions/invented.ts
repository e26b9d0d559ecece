/**
 * Finds facts of a reply that the folder does not have: figures, quantities, dates, telephone numbers, addresses of
 * the net, clauses, persons, quotations. The wording of the answers (`text/`) is no ground: it is what is examined.
 */
import { findDate } from '../../src/language/dates.ts'
import { parseNotice } from '../../src/programme/notice.ts'
import type { Response } from './judge.ts'

type Files = Readonly<Record<string, string>>

/** Facts outside the folder that replies may state, each with its reason. */
const COMMON: Readonly<Record<string, string>> = {
  '12345': 'the hotline of every Chinese city, named as a way to complain',
  '021': 'the area code of the city, marked as not in the notice',
  '24': 'the end of a day, marked as our reading',
}

const DATES =
  /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:,?\s*\d{4})?/gi
const FIGURES = /\d+(?:\.\d+)*/g
const NUMBER = '[\\d一二两三四五六七八九十百千万]+|half|one|two|three|four|five|six|seven|eight|nine|ten'
const QUANTITIES = new RegExp(
  `(?<![这那哪每第同])(${NUMBER}|半)\\s*(?:more |working |calendar )?(份|年|个月|个工作日|天|万元|元|%|名|家|项标准|个标准|copies|years?|months?|days?|weeks?|yuan|RMB|percent)`,
  'gi',
)
const CLAUSES = /[一二三四五六七八九十]\.\d+|第[一二三四五六七八九十]条(?:第\d+项)?|第\d+项/g
const SITES = /[\w.+-]+@[\w-]+\.[\w.]+|(?:[a-z0-9-]+\.)+(?:cn|com|org|net|gov)\b/gi
const TITLED =
  /(?:(?:Mr|Ms|Mrs|Dr)\.? [A-Z][a-z]+(?: [A-Z][a-z]+)?)|[\p{Script=Han}]{1,3}(?:老师|先生|女士|处长|科长|主任(?!务))/gu
const PERSONS_SAID = /[：:]\s*([\p{Script=Han}]{1,2}\s*[\p{Script=Han}]{1,2})\s*[，,]\s*(?:电话|telephone)/gu

/** The invented facts of a reply, in words; empty when there is none. `asked` may be repeated back. */
export function inventedIn(response: Response, asked: string, files: Files): string[] {
  const text = [response.answer, ...(response.choices ?? []).map(({ label }) => label)].join('\n')
  const ground = groundOf(files)
  const contact = response.contact
  return [
    ...invented(text, DATES, (date) => sameDate(ground, asked, date), 'date'),
    ...invented(withoutDates(text), FIGURES, (figure) => hasFigure(ground, asked, figure), 'figure'),
    ...invented(text, QUANTITIES, (quantity) => hasQuantity(ground, asked, quantity), 'quantity'),
    ...invented(text, CLAUSES, (clause) => hasClause(files, clause), 'clause'),
    ...invented(text, SITES, (site) => ground.includes(site), 'site'),
    ...invented(text, TITLED, (person) => ground.includes(person), 'person'),
    ...[...text.matchAll(PERSONS_SAID)]
      .map((match) => match[1] ?? '')
      .filter((name) => !(files['contacts.yaml'] ?? '').includes(name))
      .map((name) => `person ${name}`),
    ...(contact?.phone && !ground.includes(contact.phone) ? [`phone ${contact.phone}`] : []),
    ...(contact?.person && !ground.includes(contact.person) ? [`person ${contact.person}`] : []),
    ...response.citations.flatMap((citation) => misquoted(citation, files)),
  ]
}

function invented(text: string, pattern: RegExp, known: (found: string) => boolean, what: string): string[] {
  const found = [...new Set([...text.matchAll(pattern)].map((match) => match[0]))]
  return found.filter((fact) => !known(fact)).map((fact) => `${what} ${fact}`)
}

/** What counts as the folder's facts. */
function groundOf(files: Files): string {
  return ['notice.md', 'contacts.yaml', 'programme.yaml', 'conditions.yaml', 'form.yaml', 'recommenders.yaml']
    .map((file) => files[file] ?? '')
    .join('\n')
}

const withoutDates = (text: string): string => text.replace(DATES, ' ').replace(CLAUSES, ' ')

function sameDate(ground: string, asked: string, date: string): boolean {
  const iso = findDate(date.toLowerCase(), 2021)
  const known = [...`${ground}\n${asked}`.matchAll(DATES)].map((match) =>
    findDate(match[0].toLowerCase(), 2021),
  )
  return iso !== null && known.includes(iso)
}

function hasFigure(ground: string, asked: string, figure: string): boolean {
  const tokens = new Set(`${ground}\n${asked}`.match(FIGURES) ?? [])
  return tokens.has(figure) || figure in COMMON || isListNumber(figure)
}

/** Suggestions and steps are numbered. */
const isListNumber = (figure: string): boolean => /^[1-3]$/.test(figure)

const UNITS: Readonly<Record<string, string>> = {
  份: 'copies',
  年: 'years',
  year: 'years',
  个月: 'months',
  month: 'months',
  天: 'days',
  day: 'days',
  个工作日: 'days',
  元: 'yuan',
  万元: 'yuan',
}
const WORDS = ['half', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A quantity as `number unit`, whatever the language. */
function quantityOf(text: string): string {
  const [, number = '', unit = ''] = new RegExp(QUANTITIES.source, 'i').exec(text) ?? []
  const han = '半一二三四五六七八九十'.indexOf(number === '两' ? '二' : number)
  const word = WORDS.indexOf(number.toLowerCase())
  const value = han >= 0 ? (han === 0 ? 0.5 : han) : word >= 0 ? (word === 0 ? 0.5 : word) : Number(number)
  const name = UNITS[unit.toLowerCase()] ?? unit.toLowerCase()
  return name === 'months' && value === 6 ? '0.5 years' : `${value} ${name}`
}

function hasQuantity(ground: string, asked: string, quantity: string): boolean {
  const known = [...`${ground}\n${asked}`.matchAll(QUANTITIES)].map((match) => quantityOf(match[0]))
  return known.includes(quantityOf(quantity)) || /^(?:19|20)\d\d\s*年$/.test(quantity)
}

function hasClause(files: Files, clause: string): boolean {
  const ids = parseNotice(files['notice.md'] ?? '')
  const [, article, item] = /^第(.)条(?:第(\d+)项)?$/.exec(clause) ?? []
  if (article) return ids.has(item ? `${article}.${item}` : article)
  const alone = /^第(\d+)项$/.exec(clause)?.[1]
  return alone ? [...ids.keys()].some((id) => id.endsWith(`.${alone}`)) : ids.has(clause)
}

function misquoted({ clause, quote }: { clause: string; quote: string }, files: Files): string[] {
  const words = parseNotice(files['notice.md'] ?? '').get(clause)
  return words?.includes(quote) ? [] : [`quotation of ${clause}: ${quote}`]
}
