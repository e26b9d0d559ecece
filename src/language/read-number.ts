/** Numbers as people type them, with the unit they put behind. */
import type { Field } from '../programme/schema.ts'
import { normalise } from './normalise.ts'
import { HAN_NUMBER, readHanNumber } from './numerals.ts'
import type { Phrases } from './phrases.ts'

/** Units that people write behind a figure; the words of each are the list `units.<factor>` of locales/. */
const FACTORS = [1, 100, 1_000, 10_000, 1_000_000, 10_000_000, 100_000_000] as const

type NumberField = Pick<Field, 'type' | 'min' | 'max' | 'decimals' | 'unit'>

export type NumberReading =
  | { ok: true; value: number; converted?: boolean }
  | { ok: false; error: { code: string; params?: Record<string, number> } }

/**
 * Reads a number. Written with a unit (300000元, 1.2亿, 3 million) it is counted in the unit of the field, and the
 * reading says that it was converted.
 */
export function readNumber(typed: string, field: NumberField, phrases: Phrases): NumberReading {
  const [figure, behind] = inFigures(typed) ?? inWords(typed, phrases) ?? ['', '']
  if (figure === '') return { ok: false, error: { code: 'number' } }
  const factor = field.type === 'percent' ? null : factorOf(behind, phrases)
  const value = factor === null ? Number(figure) : exact((Number(figure) * factor) / (field.unit ?? 1))
  const error = faultOf(value, figure, field)
  if (error) return { ok: false, error }
  return { ok: true, value, ...(value === Number(figure) ? {} : { converted: true }) }
}

type FigureAndUnit = [figure: string, behind: string]

function inFigures(typed: string): FigureAndUnit | null {
  const text = normalise(typed).replace(/,(?=\d)/g, '')
  const [, figure, behind = ''] = /^[^\d-]*(-?\d+(?:\.\d+)?)(\D*)$/.exec(text) ?? []
  return figure === undefined ? null : [figure, behind]
}

/** “三十万”, “十二人”: a number in Chinese, with nothing behind it but a unit or a measure word. */
function inWords(typed: string, phrases: Phrases): FigureAndUnit | null {
  const [, numerals = '', behind = ''] = HAN_NUMBER.exec(normalise(typed)) ?? []
  const value = readHanNumber(numerals)
  const fits = behind === '' || phrases.list('units.measure').includes(behind) || isUnit(behind, phrases)
  return Number.isNaN(value) || !fits ? null : [String(value), behind]
}

const isUnit = (behind: string, phrases: Phrases): boolean =>
  FACTORS.some((factor) => phrases.list(`units.${factor}`).includes(behind))

/** What the words behind a figure multiply it by; null where they name no unit. The longest word decides. */
function factorOf(behind: string, phrases: Phrases): number | null {
  const text = behind.trim()
  const found = FACTORS.flatMap((factor) => phrases.list(`units.${factor}`).map((word) => ({ factor, word })))
    .filter(({ word }) => text.startsWith(word) && !goesOn(text, word))
    .sort((a, b) => b.word.length - a.word.length)
  return found[0]?.factor ?? null
}

/** “30 workers” has no unit “w”: a Latin word must end where the unit does. */
const goesOn = (text: string, word: string): boolean =>
  /[a-z]$/.test(word) && /^[a-z]/.test(text.slice(word.length))

/** Without the dust that dividing leaves. */
const exact = (value: number): number => Number(value.toPrecision(15))

function faultOf(value: number, figure: string, field: NumberField) {
  // a figure that was converted is judged as it now stands, one that was not as it was typed (2.50)
  const shown = value === Number(figure) ? figure : String(value)
  const places = field.type === 'integer' ? 0 : (field.decimals ?? 2)
  if ((shown.split('.')[1]?.length ?? 0) > places)
    return { code: places === 0 ? 'whole' : 'decimals', params: { decimals: places } }
  const least = field.min ?? 0
  if (value < least) return { code: 'least', params: { least } }
  if (field.type === 'percent' && value > 100) return { code: 'most', params: { most: 100 } }
  const digits = shown.replace(/\D/g, '').length
  return field.max !== undefined && digits > field.max
    ? { code: 'too-many-digits', params: { max: field.max } }
    : null
}
