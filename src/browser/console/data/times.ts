import { useEffect, useState } from 'react'

let ahead = 0

/** Sets the house clock, which may be a demonstration's. */
export const setClock = (now: string) => {
  ahead = Date.parse(now) - Date.now()
}
export const houseNow = () => Date.now() + ahead

/** The time of the house, drawn anew each half minute. */
export function useNow(): number {
  const [now, setNow] = useState(houseNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(houseNow()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Dates as the applicants read them: English ones the British way. */
const tongue = (language: string) => (language === 'en' ? 'en-GB' : language)

/** Day and time to the minute, with the weekday: how a promise is written; the year only when it is another one. */
export const exactly = (instant: string, language: string, zone: string, withYear = false) =>
  new Intl.DateTimeFormat(tongue(language), {
    ...(withYear || isOtherYear(instant) ? { year: 'numeric' } : {}),
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(instant))

const isOtherYear = (instant: string) =>
  instant.slice(0, 4) !== new Date(houseNow()).toISOString().slice(0, 4)

/** As short as it stays clear: the time of today, else the day and the time. */
export function shortly(instant: string, language: string, zone: string, now: number): string {
  const at = new Date(instant)
  const day = (date: Date | number) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(date)
  const sameYear = day(at).slice(0, 4) === day(now).slice(0, 4)
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const date = { month: 'short', day: 'numeric' } as const
  const parts =
    day(at) === day(now) ? time : sameYear ? { ...date, ...time } : ({ ...date, year: 'numeric' } as const)
  return new Intl.DateTimeFormat(tongue(language), { ...parts, timeZone: zone }).format(at)
}

/** One day, in words. */
export const dayOf = (
  instant: string | number,
  language: string,
  zone: string,
  month: 'long' | 'short' = 'long',
) =>
  new Intl.DateTimeFormat(tongue(language), {
    year: 'numeric',
    month,
    day: 'numeric',
    timeZone: zone,
  }).format(new Date(instant))

/** One day as short as it stays clear: the year only when it is another one. */
export const brieflyDay = (instant: string, language: string, zone: string) =>
  new Intl.DateTimeFormat(tongue(language), {
    ...(isOtherYear(instant) ? { year: 'numeric' } : {}),
    month: 'short',
    day: 'numeric',
    timeZone: zone,
  }).format(new Date(instant))

/** The calendar day of an instant, as a date field holds it. */
export const isoDay = (instant: string | number, zone: string) =>
  new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date(instant))

const STEPS = [
  { unit: 'day', minutes: 1440 },
  { unit: 'hour', minutes: 60 },
  { unit: 'minute', minutes: 1 },
] as const

/** How long it is between two instants, in the largest unit that says enough: "3 hours", "2 days". */
export function howLong(from: number, to: number, language: string): string {
  const minutes = Math.max(1, Math.round(Math.abs(to - from) / 60_000))
  return minutesInWords(minutes, language)
}

/** A length of time in words. */
export function minutesInWords(minutes: number, language: string): string {
  const { unit, minutes: size } =
    STEPS.find((step) => minutes >= step.minutes * (step.minutes > 60 ? 2 : 1)) ?? STEPS[2]
  const figure = minutes / size
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'minute' || figure >= 10 ? 0 : 1,
  }).format(figure)
}

/** So many whole days, in words. */
export const daysInWords = (days: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

/** The size of a file as people write it. */
export const sizeOf = (bytes: number, language: string) =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < 1_000_000 ? 0 : 1,
  }).format(Math.max(bytes / (bytes < 1_000_000 ? 1000 : 1_000_000), 1))
