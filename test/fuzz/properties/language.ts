/** Everything that reads words: for any of them, an answer in time and of the shape that was promised. */
import fc from 'fast-check'
import { findDate, isoDate } from '../../../src/language/dates.ts'
import { gramsOf, haystackOf, soughtIn } from '../../../src/language/grams.ts'
import { bare, hasChinese, lengthOf, normalise } from '../../../src/language/normalise.ts'
import { readHanNumber } from '../../../src/language/numerals.ts'
import { findPhone, readPhone } from '../../../src/language/phone.ts'
import { optionsOf, readAnswer, splitRows } from '../../../src/language/read-answer.ts'
import { splitText } from '../../../src/language/split-text.ts'
import { suggestTopics } from '../../../src/language/suggest-topics.ts'
import { scriptOf, traditional } from '../../../src/language/traditional.ts'
import { fromChoice, understand } from '../../../src/language/understand.ts'
import { readUntil } from '../../../src/language/wish-words.ts'
import { writtenIn } from '../../../src/language/written-in.ts'
import { faultOfUscc, normaliseUscc } from '../../../src/programme/uscc.ts'
import { libraryOf } from '../../rigs/golden.ts'
import { near, nearOrAny, text } from '../arbitraries.ts'
import { must, type Property, property } from '../property.ts'
import { ANSWERS, SAYINGS } from '../samples.ts'

const folders = ['specimen', 'shanghai-standardization-pilot-2021', 'shanghai-metrology-2022']
const locales = ['zh-CN', 'en', 'zh-Hant']
const speeches = await Promise.all(
  folders.map(async (folder) => {
    const library = await libraryOf(folder)
    return locales.map((locale) => ({ library, ...library.speech(locale) }))
  }),
).then((all) => all.flat())
type SpeechOf = (typeof speeches)[number]
/** By its place: a whole programme in a counterexample would hide the rest. */
const speech = fc.nat(speeches.length - 1)
const speechAt = (place: number): SpeechOf => speeches[place] as SpeechOf
const YEAR = 2021

const values = nearOrAny(ANSWERS)
const sayings = nearOrAny(SAYINGS)

export const languageProperties: Property[] = [
  property('folding a text twice is folding it once', text, (said) => {
    const once = normalise(said)
    must(typeof bare(said) === 'string' && lengthOf(said) <= said.length, 'a text')
    must(hasChinese(once) === hasChinese(normalise(once)), 'the same script')
    must(!/\p{Cc}/u.test(bare(said)), 'bare of control characters', bare(said))
  }),
  property(
    'a text is cut for a channel without losing a word',
    fc.tuple(text, fc.integer({ min: 20, max: 4_096 })),
    ([said, most]) => {
      const pieces = splitText(said, most)
      const squeezed = (words: string): string => words.replace(/\s+/g, '')
      must(
        pieces.every((one) => one.length <= most),
        'no piece is too long',
      )
      must(squeezed(pieces.join('')) === squeezed(said), 'nothing is lost')
      must(
        !pieces.some((one) => one.isWellFormed() !== true && said.isWellFormed()),
        'no character is cut in two',
      )
    },
  ),
  property('dates are days that exist', values, (said) => {
    const date = findDate(normalise(said), YEAR)
    must(
      date === null || isoDate(...(date.split('-').map(Number) as [number, number, number])) === date,
      'a day',
      date,
    )
    const until = readUntil(said, YEAR)
    must(until === null || 'day' in until || Number.isFinite(until.months), 'a day or months', until)
  }),
  property('telephone numbers come back as they would be read again', values, (said) => {
    for (const phone of [readPhone(said), findPhone(said)])
      must(phone === null || readPhone(phone.number) !== null, 'a number', phone)
    must(!(readHanNumber(said) < 0), 'a number that is none or not below zero')
  }),
  property('credit codes are sound or have their fault named', values, (said) => {
    const code = normaliseUscc(said)
    const fault = faultOfUscc(code)
    must(fault !== null || /^[0-9A-Z]{18}$/.test(code), 'a code', code)
  }),
  property(
    'every field reads any answer, and what it took it takes again',
    fc.tuple(speech, fc.nat(1_000), fc.oneof(values, fc.array(values, { maxLength: 4 }))),
    ([place, at, raw]) => {
      const { programme, text: words, phrases } = speechAt(place)
      const context = { programme, text: words, phrases, year: YEAR }
      const fields = [...programme.fields.values()]
      const field = fields[at % fields.length] as (typeof fields)[number]
      const reading = readAnswer(field, raw, context)
      if (!reading.ok) {
        const key = `errors.${reading.error.code}`
        must(typeof reading.error.code === 'string', 'an error has a code', key)
        return
      }
      must(reading.value !== undefined && !Number.isNaN(reading.value), 'a value', reading)
      if (optionsOf(field, context).length > 0 && typeof reading.value === 'string')
        must(
          optionsOf(field, context).some(({ value }) => value === reading.value),
          'an option',
          reading.value,
        )
      if (['text', 'longtext', 'date', 'uscc', 'postcode', 'email'].includes(field.type)) {
        const again = readAnswer(field, String(reading.value), context)
        must(again.ok && again.value === reading.value, 'the same once more', { first: reading, again })
      }
      if (field.columns) splitRows(field.columns, [raw].flat().join('\n'))
    },
    { share: 3 },
  ),
  property(
    'any words are understood as commands',
    fc.tuple(
      speech,
      sayings,
      fc.nat(1_000),
      fc.boolean(),
      fc.constantFrom(null, 'composing', 'area', 'checking'),
      fc.constantFrom(null, 'until', 'reason'),
    ),
    ([place, said, at, confirming, enquiring, wishing]) => {
      const one = speechAt(place)
      const fields = [null, ...one.programme.fields.values()]
      const open = fields[at % fields.length] ?? null
      const offered = [{ value: 'do:menu', label: '菜单' }]
      const commands = understand(said, {
        ...one,
        ...{ open, last: open, confirming, enquiring, wishing, handedIn: confirming, offered, year: YEAR },
      })
      must(
        commands.length > 0 && commands.every(({ type }) => typeof type === 'string'),
        'commands',
        commands,
      )
    },
    { share: 6 },
  ),
  property(
    'any button is a command',
    nearOrAny([
      'yes:submit:3',
      'answer:uscc:x',
      'do:skip',
      'enquiry:area:a',
      'wish:until:2021-01-01',
      'drop:schedule:1',
      'go:uscc',
    ]),
    (value) => {
      must(Array.isArray(fromChoice(value)), 'commands')
    },
  ),
  property(
    'any question is ranked with likelihoods that fall',
    fc.tuple(speech, sayings),
    ([place, said]) => {
      const { retrieval, programme } = speechAt(place)
      const scores = retrieval.rank(said).map(({ score }) => score)
      must(
        scores.every((score, at) => score >= 0 && score <= 1 && score <= (scores[at - 1] ?? 1)),
        'scores',
        scores,
      )
      retrieval.conceptsIn(said)
      must(
        suggestTopics(programme, said).every(({ score }) => Number.isFinite(score)),
        'topics',
      )
    },
    { share: 3 },
  ),
  property('scripts are told apart and written in each other', text, (said) => {
    scriptOf(said)
    writtenIn(said, locales)
    must(typeof traditional(said) === 'string', 'a text')
  }),
  property('what is searched for is found in itself', fc.tuple(text, near(SAYINGS)), ([one, other]) => {
    const grams = new Set(gramsOf(haystackOf([one, other])))
    must(grams.size >= 0 && Array.isArray(soughtIn(one)), 'pairs of characters')
  }),
]
