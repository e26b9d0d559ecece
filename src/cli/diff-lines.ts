/** A difference between two programmes in words, for a terminal or as Markdown. */
import { ruleInWords } from '../documents/rule-words.ts'
import { showDate } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import type { AspectChange, ItemChange, ProgrammeDiff } from '../programme/diff.ts'
import { PARTS, type Part } from '../programme/diff-items.ts'
import type { Programme, Rule } from '../programme/schema.ts'

interface Sides {
  before: Programme
  after: Programme
}

interface Telling extends Sides {
  words: Phrases
}

const SIGNS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const

/** Every change under the heading of its part. */
export function diffLines(diff: ProgrammeDiff, sides: Sides, words: Phrases, markdown: boolean): string[] {
  const telling = { ...sides, words }
  const head = words.say('diff.title', {
    old: sideName(sides.before, words),
    new: sideName(sides.after, words),
  })
  const title = markdown ? `# ${head}` : head
  if (diff.changes.length === 0) return [title, '', words.say('diff.same')]
  return [
    title,
    '',
    summaryLine(diff, words),
    ...PARTS.flatMap((part) => partLines(part, diff, telling, markdown)),
  ]
}

function partLines(part: Part, diff: ProgrammeDiff, telling: Telling, markdown: boolean): string[] {
  const changes = diff.changes.filter((one) => one.part === part)
  if (changes.length === 0) return []
  const heading = telling.words.say(`diff.part.${part}`)
  return [
    '',
    markdown ? `## ${heading}` : heading,
    ...changes.flatMap((one) => itemLines(one, telling, markdown)),
  ]
}

function itemLines(change: ItemChange, telling: Telling, markdown: boolean): string[] {
  const { words } = telling
  const { kind, moved, guessedFrom: from = '', likeness = 0 } = change
  const told = words.say(`diff.kind.${kind}`, { from, likeness: Math.round(likeness * 100) })
  const notes = [...(kind === 'changed' ? [] : [told]), ...(moved ? [words.say('diff.moved')] : [])]
  const name = nameOf(change, telling)
  const line =
    notes.length > 0 ? words.say('diff.item', { name, notes: notes.join(words.say('marks.list')) }) : name
  const below = shownAspects(change).map((aspect) => aspectLine(aspect, change, telling))
  return markdown
    ? [`- ${SIGNS[kind]} **${escaped(line)}**`, ...below.map((text) => `  - ${escaped(text)}`)]
    : [`  ${SIGNS[kind]} ${line}`, ...below.map((text) => `      ${text}`)]
}

/** Of what came or went the words are enough, or all there is where it has none. */
function shownAspects({ kind, part, aspects }: ItemChange): AspectChange[] {
  if (kind === 'changed' || kind === 'renamed') return aspects
  return aspects.filter(({ path }) => part === 'notice' || BRIEF.has(path))
}

const BRIEF: ReadonlySet<string> = new Set([
  'type',
  'required',
  'max',
  'clause',
  'when',
  'meets',
  'list',
  'phone',
])

function nameOf({ part, id, name }: ItemChange, { words, after }: Telling): string {
  const own = name[words.language] ?? name[after.languages[0] ?? '']
  if (own === undefined) return id === '' ? words.say(`diff.part.${part}`) : id
  return id === '' ? own : words.say('diff.named', { name: own, id })
}

function aspectLine(aspect: AspectChange, change: ItemChange, telling: Telling): string {
  const { words, before, after } = telling
  const label = labelOf(aspect.path, words)
  const lists = listChange(aspect)
  if (lists) return words.say('diff.list', { label, ...joined(lists, change, telling) })
  const [old, now] = [
    shown(aspect.old, aspect.path, change, before, words),
    shown(aspect.new, aspect.path, change, after, words),
  ]
  if (change.kind === 'added') return words.say('diff.value', { label, value: now })
  if (change.kind === 'removed') return words.say('diff.value', { label, value: old })
  const [was, is] = isLong(old) && isLong(now) ? marked(old, now, words) : [old, now]
  return words.say('diff.change', { label, old: was, new: is })
}

const isLong = (text: string): boolean => text.length > 100

/** The parts of a path that have words, the others as they are; the language of words stands in front. */
function labelOf(path: string, words: Phrases): string {
  const [first = '', ...rest] = path.split('.')
  const [language, steps] = first === 'words' ? [rest[0] ?? '', rest.slice(1)] : ['', [first, ...rest]]
  const said = steps.map((step) =>
    words.has(`diff.aspect.${step}`) ? words.say(`diff.aspect.${step}`) : step,
  )
  const name = said.length > 0 ? said.join(words.say('marks.path')) : words.say('diff.aspect.name')
  return language === '' ? name : words.say('diff.in-language', { name, language })
}

/** What came to and went from a list of plain values; null for anything else, or where only the order changed. */
function listChange({ old, new: now }: AspectChange): { come: string[]; gone: string[] } | null {
  if (!isPlainList(old) || !isPlainList(now)) return null
  const come = now.filter((one) => !old.includes(one))
  const gone = old.filter((one) => !now.includes(one))
  return come.length + gone.length > 0 ? { come, gone } : null
}

const isPlainList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

function joined(
  { come, gone }: { come: string[]; gone: string[] },
  { id }: ItemChange,
  { before, after, words }: Telling,
) {
  const said = (list: string[], programme: Programme) =>
    list.map((one) => optionName(programme, id, one, words)).join(words.say('marks.list'))
  const some = (text: string): string => (text === '' ? 'no' : 'yes')
  const [added, removed] = [said(come, after), said(gone, before)]
  return { added, removed, adds: some(added), removes: some(removed) }
}

function optionName({ text, languages }: Programme, field: string, option: string, words: Phrases): string {
  const own = text.get(words.language) ?? text.get(languages[0] ?? '')
  return own?.fields[field]?.options?.[option] ?? option
}

/** A value in words: rules as sentences, dates as they are written, yes and no, and what there is not. */
function shown(
  value: unknown,
  path: string,
  { id }: ItemChange,
  programme: Programme,
  words: Phrases,
): string {
  if (value === undefined) return words.say('diff.nothing')
  if (typeof value === 'boolean') return words.say(value ? 'answers.yes' : 'answers.no')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return showDate(value, words.language)
  const last = path.split('.').at(-1) ?? ''
  if (RULES.has(last)) return ruleWords(value as Rule, programme, words)
  if (isPlainList(value))
    return value.map((one) => optionName(programme, id, one, words)).join(words.say('marks.list'))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const RULES: ReadonlySet<string> = new Set(['when', 'meets', 'suggest', 'holds', 'unless'])

function ruleWords(rule: Rule, programme: Programme, phrases: Phrases): string {
  const text = programme.text.get(phrases.language) ?? programme.text.get(programme.languages[0] ?? '')
  return text ? ruleInWords(rule, { programme, text, phrases }) : JSON.stringify(rule)
}

/** How many characters around a change are shown. */
const AROUND = 12

/** Two long texts without what they have in common before and after the change. */
function marked(old: string, now: string, words: Phrases): [string, string] {
  const [a, b] = [[...old], [...now]]
  const least = Math.min(a.length, b.length)
  let start = 0
  while (start < least && a[start] === b[start]) start++
  let end = 0
  while (end < least - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const cut = (text: string[]): string => {
    const [from, to] = [Math.max(0, start - AROUND), Math.min(text.length, text.length - end + AROUND)]
    const part = text.slice(from, to).join('').replace(/\s+/g, ' ')
    return words.say('diff.part-of', {
      part,
      before: from > 0 ? 'yes' : 'no',
      after: to < text.length ? 'yes' : 'no',
    })
  }
  return [cut(a), cut(b)]
}

/** How many things of which part changed, in one line. */
export function summaryLine({ changes }: ProgrammeDiff, words: Phrases): string {
  if (changes.length === 0) return words.say('diff.same')
  const counts = PARTS.flatMap((part) => {
    const count = changes.filter((one) => one.part === part).length
    return count > 0 ? [words.say('diff.count', { part: words.say(`diff.part.${part}`), count })] : []
  })
  return counts.join(words.say('marks.cell'))
}

function sideName({ id, hash, text, languages }: Programme, words: Phrases): string {
  const title = (text.get(words.language) ?? text.get(languages[0] ?? ''))?.programme.title ?? id
  return words.say('diff.side', { title, id, hash: hash.slice(0, 12) })
}

const escaped = (text: string): string => text.replace(/[*_`[\]<>\\]/g, (sign) => `\\${sign}`)
