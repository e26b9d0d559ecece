/** Finds days that cannot be meant in calendar/<year>.yaml. */
import type { Collector } from './collector.ts'
import type { CalendarYear, Programme } from './schema.ts'

/** Compares the holidays and make-up days of every year with one another. */
export function checkCalendar({ calendar }: Programme, found: Collector): void {
  for (const [year, content] of calendar) {
    const add: Add = (path, code, params) =>
      found.add(`calendar/${year}.yaml`, ['holidays', ...path], code, params)
    checkHolidays(content, year, add)
    checkWork(content, year, add)
  }
}

type Add = (
  path: PropertyKey[],
  ...problem: [Parameters<Collector['add']>[2], Parameters<Collector['add']>[3]]
) => void

function checkHolidays({ holidays }: CalendarYear, year: number, add: Add): void {
  holidays.forEach(({ name, from, to }, index) => {
    for (const key of ['from', 'to'] as const)
      checkYear(holidays[index]?.[key] ?? '', year, [index, key], add)
    if (to < from) add([index, 'to'], 'bounds', { least: from, most: to })
    const before = holidays[index - 1]
    if (before && from <= before.to) add([index, 'from'], 'overlap', { first: before.name, second: name })
  })
}

function checkWork({ holidays }: CalendarYear, year: number, add: Add): void {
  const seen = new Set<string>()
  holidays.forEach(({ work }, index) => {
    work.forEach((day, w) => {
      const path = [index, 'work', w]
      checkYear(day, year, path, add)
      if (seen.has(day)) add(path, 'repeated', { what: day })
      seen.add(day)
      if (!isWeekend(day)) add(path, 'not-weekend', { date: day })
      const holiday = holidays.find(({ from, to }) => from <= day && day <= to)
      if (holiday) add(path, 'work-in-holiday', { date: day, name: holiday.name })
    })
  })
}

function checkYear(date: string, year: number, path: PropertyKey[], add: Add): void {
  const own = date.slice(0, 4)
  if (own !== String(year))
    add(path, 'other-year', { date, year: String(year), file: `calendar/${own}.yaml` })
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
