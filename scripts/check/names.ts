import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Allowance, type Finding, judge, type Report } from './report.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/** Files of src/ that may name something of a programme. Keep it empty; else say why. */
const allowed: Allowance[] = []

interface Name {
  folder: string
  kind: string
  name: string
}

/** The engine knows no area, condition, year, city or official by name: none of those in flows/ occurs in src/. */
export function checkNames(root: string, allowance = allowed): Report {
  const names = namesOfFlows(join(root, 'flows'))
  if (names.length === 0) {
    return { ok: false, summary: '', output: 'flows/ holds no programme, so there is nothing to look for.' }
  }
  const files = sourceFiles(root)
  const matchers = distinct(names).map(matcher)
  return judge(
    files.flatMap((file) => namesIn(file, matchers)),
    allowance,
    `${matchers.length} names, ${files.length} files`,
    'Read it from the programme folder instead: the engine must serve the next call without a change.',
  )
}

/** Every name that a programme folder gives to its own things, in all folders below `flows`. */
export function namesOfFlows(flows: string): Name[] {
  if (!existsSync(flows)) return []
  return readdirSync(flows, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => namesOfFolder(join(flows, entry.name), entry.name))
}

function namesOfFolder(path: string, folder: string): Name[] {
  const read = (file: string): unknown => {
    const at = join(path, file)
    return existsSync(at) ? parse(readFileSync(at, 'utf8')) : undefined
  }
  const programme = read('programme.yaml')
  const contacts = read('contacts.yaml')
  const areas = list(read('areas.yaml'))
  const named = (kind: string, names: string[]) => names.map((name) => ({ folder, kind, name }))
  return [
    ...named('programme', texts([at(programme, 'id')])),
    ...named('area', ids(areas)),
    ...named(
      'topic',
      areas.flatMap((area) => ids(list(at(area, 'topics')))),
    ),
    ...named('condition', ids(list(at(read('conditions.yaml'), 'conditions')))),
    ...named('official', texts(list(at(contacts, 'contacts')).map((contact) => at(contact, 'person')))),
    ...named('city', [
      ...citiesOf(at(programme, 'timezone')),
      ...townsOf(at(at(contacts, 'address'), 'text')),
    ]),
    ...named('year', yearsOf(programme)),
  ].filter(({ name }) => name.length > 1)
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const texts = (values: unknown[]): string[] => values.filter((value) => typeof value === 'string')
const ids = (values: unknown[]): string[] => texts(values.map((value) => at(value, 'id')))

/** `Asia/Shanghai` → Shanghai */
const citiesOf = (zone: unknown): string[] => texts([zone]).flatMap((text) => text.split('/').slice(1))
/** a printed address → the place before its first 市, 县 or 区 */
const townsOf = (address: unknown): string[] =>
  texts([address]).flatMap((text) => text.match(/^\p{Script=Han}{2,4}?(?=[市县区])/u) ?? [])
const yearsOf = (programme: unknown): string[] =>
  JSON.stringify(programme ?? '').match(/(?<!\d)20\d\d(?!\d)/g) ?? []

function distinct(names: Name[]): Name[] {
  return [...new Map(names.map((name) => [name.name, name])).values()]
}

type Matcher = Name & { pattern: RegExp }

/**
 * A plain English word such as `services` counts only as a whole string literal, where it would be compared with;
 * anything more particular counts wherever it stands, comments included.
 */
function matcher(name: Name): Matcher {
  const isId = ['area', 'topic', 'condition'].includes(name.kind)
  if (isId && /^[a-z]+$/.test(name.name)) {
    return { ...name, pattern: new RegExp(`(['"\`])${name.name}\\1`, 'g') }
  }
  if (/\p{Script=Han}/u.test(name.name)) {
    return { ...name, pattern: new RegExp([...name.name.replaceAll(/\s/g, '')].join('\\s*'), 'gu') }
  }
  // es2022 is a version of the language
  if (name.kind === 'year') return { ...name, pattern: new RegExp(`(?<!\\d|\\bes)${name.name}(?!\\d)`, 'g') }
  const escaped = name.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return { ...name, pattern: new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(?![\\p{L}\\p{N}_-])`, 'giu') }
}

function namesIn({ path, text }: SourceFile, matchers: Matcher[]): Finding[] {
  return matchers.flatMap(({ kind, folder, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      path,
      line: text.slice(0, match.index).split('\n').length,
      what: `${match[0]} is ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} of flows/${folder}`,
    })),
  )
}
