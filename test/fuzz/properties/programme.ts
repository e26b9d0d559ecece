/** A folder with anything in it: read, or refused with the file and the line. */
import fc from 'fast-check'
import { parseTranscript } from '../../../src/conversation/transcript.ts'
import { format, Phrases, parseLocale } from '../../../src/language/phrases.ts'
import { assess, nextQuestion } from '../../../src/programme/eligibility.ts'
import { loadProgramme } from '../../../src/programme/load.ts'
import { readLocales } from '../../../src/read-locales.ts'
import { metrology, pilot } from '../../rigs/office.ts'
import { specimenFiles } from '../../rigs/specimen.ts'
import { json, near, nearOrAny, shortText, text } from '../arbitraries.ts'
import { must, type Property, property } from '../property.ts'

const locales = [...(await readLocales()).values()]
const messages = locales.flatMap((locale) => [...locale.messages.keys()].map((key) => ({ locale, key })))
const NAMES = Object.keys(specimenFiles)
const YAML = NAMES.filter((name) => name.endsWith('.yaml'))

/** Lines of a file taken out, doubled, moved in or out, or put in the place of one another. */
const garbled = fc
  .record({
    file: fc.constantFrom(...YAML),
    edits: fc.array(
      fc.record({
        line: fc.nat(2_000),
        how: fc.constantFrom('drop', 'double', 'indent', 'outdent', 'swap', 'put', 'value'),
        put: fc.oneof(
          shortText,
          fc.constantFrom(
            '- ',
            'x: [',
            '<<: *a',
            '&a',
            '*a',
            '!!binary x',
            '? - x',
            '1e999',
            '~',
            '"',
            '__proto__: 1',
            'constructor: {}',
          ),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ file, edits }) => ({ ...specimenFiles, [file]: edits.reduce(garble, specimenFiles[file] ?? '') }))

function garble(source: string, { line, how, put }: { line: number; how: string; put: string }): string {
  const lines = source.split('\n')
  const at = line % lines.length
  const one = lines[at] ?? ''
  const made: Record<string, string[]> = {
    drop: [],
    double: [one, one],
    indent: [`  ${one}`],
    outdent: [one.replace(/^ {2}/, '')],
    swap: [lines[(line * 7) % lines.length] ?? ''],
    put: [one, put],
    value: [one.replace(/: .*$/, `: ${put}`)],
  }
  lines.splice(at, 1, ...(made[how] ?? []))
  return lines.join('\n')
}

const missing = fc
  .subarray(NAMES, { minLength: 1 })
  .map((names) => Object.fromEntries(names.map((name) => [name, specimenFiles[name] ?? ''])))
const strange = fc.dictionary(
  fc.oneof(fc.constantFrom(...NAMES), shortText),
  fc.oneof(text, near(['id: a\nlanguages: [en]\n'])),
  { maxKeys: 5 },
)

export const programmeProperties: Property[] = [
  property(
    'any folder is read, or refused with file and line',
    fc.oneof(
      { weight: 8, arbitrary: garbled },
      { weight: 1, arbitrary: missing },
      { weight: 1, arbitrary: strange },
    ),
    (files) => {
      const { ok, problems } = loadProgramme(files, 'hash')
      must(ok === (problems.length === 0), 'sound, or with problems')
      for (const { file, line, code } of problems)
        must(
          typeof file === 'string' && file !== '' && Number.isInteger(line) && line >= 1 && code.length > 0,
          'file and line',
          { file, line, code },
        )
    },
    { share: 2, mostMs: 6_000 },
  ),
  property(
    'any phrase is said with any parameters',
    fc.tuple(fc.nat(messages.length - 1), fc.oneof(shortText, fc.integer()), fc.oneof(text, fc.constant(0))),
    ([at, one, other]) => {
      const { locale, key } = messages[at] as (typeof messages)[number]
      const message = locale.messages.get(key) ?? ''
      const said = new Phrases(locale).say(key, everything(message, [one, other]))
      // a branch may say nothing
      const maySayNothing = /[^']\{\s*\}/.test(message)
      must(
        typeof said === 'string' &&
          (said !== '' || maySayNothing) &&
          !/undefined|\[object/.test(said.replaceAll(String(one), '').replaceAll(String(other), '')),
        'words',
        said,
      )
    },
    { share: 3 },
  ),
  property('text that goes into a phrase stays as it is', text, (said) => {
    must(format('«{said}»', 'zh-CN', { said }) === `«${said}»`, 'as it is')
  }),
  property(
    'any words of a language are read or refused',
    nearOrAny(['a: b\nc:\n  d: [e, f]\n  g: {h: i}\n']),
    (source) => {
      refusedOr(() => parseLocale('en', source))
    },
    { mostMs: 4_000 },
  ),
  property(
    'any golden conversation is read or refused',
    nearOrAny(['title: a\nclock: 2031-04-01T10:00:00+08:00\ntalk: [{ you: b, bot: c }]\n']),
    (source) => {
      refusedOr(() => parseTranscript(source))
    },
    { mostMs: 4_000 },
  ),
  property(
    'every condition comes to a verdict, whatever was answered',
    fc.tuple(
      fc.boolean(),
      fc.dictionary(
        fc.constantFrom(...pilot.fields.keys(), ...metrology.fields.keys()),
        fc.record({ value: json }),
      ),
      fc.constantFrom('2021-04-12', '2199-12-31'),
    ),
    ([first, entries, today]) => {
      const programme = first ? pilot : metrology
      const kept = Object.fromEntries(
        Object.entries(entries).filter(([id, { value }]) => fitsField(programme.fields.get(id)?.type, value)),
      )
      const facts = { programme, entries: kept as never, today }
      must(['eligible', 'ineligible', 'needs-confirmation'].includes(assess(facts).verdict), 'a verdict')
      const next = nextQuestion(facts)
      must(next === null || programme.fields.has(next), 'a question', next)
    },
  ),
]

/** What the store may hold for a field: values come from the readers alone. */
const fitsField = (type: string | undefined, value: unknown): boolean =>
  type === 'choices' || type === 'topics'
    ? Array.isArray(value) && value.every((one) => typeof one === 'string')
    : typeof value === 'string' || typeof value === 'number'

/** A value for every name that a message has. */
function everything(message: string, values: readonly (string | number)[]): Record<string, string | number> {
  const names = [...message.matchAll(/\{\s*(\w+)\s*(,\s*(?:plural|number|selectordinal))?/g)]
  return Object.fromEntries(
    names.map(([, name = '', counted], at) => [name, counted ? 3 : (values[at % values.length] ?? '')]),
  )
}

/** What cannot be read is refused by an error that names itself, never by a fault of the language. */
function refusedOr(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    must(
      !(error instanceof TypeError || error instanceof RangeError),
      'refused, not fallen over',
      String(error),
    )
  }
}
