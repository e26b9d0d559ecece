/** What a soak came to, as figures. */
import type { Kind, Lived } from './open-loop.ts'
import { shareOf } from './statistics.ts'
import type { Figure } from './table.ts'

export interface Soaked {
  lived: Lived[]
  /** dialogues that could not be finished */
  broken: number
  /** megabytes in memory, at equal distances over the whole run */
  resident: number[]
  /** from the first arrival to the last answer */
  seconds: number
}

const KINDS: Kind[] = ['start', 'question', 'button', 'answer']
const SHARES = { median: 0.5, '95th of 100': 0.95, '99th of 100': 0.99 }
/** memory that grows by more than this between the halves of a run is not flat */
const FLAT = { atMost: 1.1 }

/** Times by kind of request, errors by code, and memory: the second half of the run against the first. */
export function figuresOfSoak({ lived, broken, resident, seconds }: Soaked): Figure[] {
  return [
    { what: 'requests answered', value: lived.length / seconds, unit: '/s' },
    ...KINDS.flatMap((kind) => timesOf(kind, lived)),
    ...errorsOf(lived),
    { what: 'dialogues not finished', value: broken, unit: '', bar: { atMost: 0 } },
    { what: 'told to come again', value: sum(lived.map(({ turnedAway }) => turnedAway)), unit: 'times' },
    ...halves('resident memory, second half', resident),
  ]
}

/** Megabytes in use once garbage is collected, before and after so many conversations. */
export function figuresOfUse(before: number, after: number, conversations: number): Figure[] {
  const against = { what: 'before it', value: before }
  return [
    { what: 'in use after the run, garbage collected', value: after, unit: 'MB', against, bar: FLAT },
    { what: '… more a conversation', value: ((after - before) * 1024) / conversations, unit: 'kB' },
  ]
}

function timesOf(kind: Kind, lived: Lived[]): Figure[] {
  const times = lived.filter((one) => one.kind === kind && isGood(one)).map(({ ms }) => ms)
  if (times.length === 0) return []
  return [
    ...Object.entries(SHARES).map(([called, share]) => ({
      what: `${kind}, ${called}`,
      value: shareOf(times, share),
      unit: 'ms',
    })),
    { what: `${kind}, longest`, value: times.reduce((most, ms) => Math.max(most, ms), 0), unit: 'ms' },
  ]
}

export const isGood = ({ status }: Lived): boolean => status === 200 || status === 201

function errorsOf(lived: Lived[]): Figure[] {
  const bad = Map.groupBy(
    lived.filter((one) => !isGood(one)),
    ({ status }) => status,
  )
  const all = { what: 'errors', value: sum([...bad.values()].map((ones) => ones.length)), unit: '' }
  return [
    { ...all, bar: { atMost: 0 } },
    ...[...bad].map(([status, ones]) => ({
      what: `… ${status === 0 ? 'no answer' : status}`,
      value: ones.length,
      unit: '',
    })),
  ]
}

function halves(what: string, values: number[]): Figure[] {
  const half = Math.floor(values.length / 2)
  if (half === 0) return []
  const mean = (part: number[]) => sum(part) / part.length
  const against = { what: 'first half', value: mean(values.slice(0, half)) }
  return [{ what, value: mean(values.slice(half)), unit: 'MB', against, bar: FLAT }]
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
