/** The desk of the 2021 call, with the calendars that the folders have, and its clock as an official reads it. */
import path from 'node:path'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { readFolder } from '../../src/store/read-folder.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

/** A folder of flows/, proven sound. @throws when it is not */
export async function programmeOf(folder: string): Promise<Programme> {
  const { programme, problems } = loadProgramme(await readFolder(path.join(flows, folder)), 'hash')
  if (!programme || problems.length > 0)
    throw new Error(`${folder} is not sound: ${JSON.stringify(problems)}`)
  return programme
}

export const pilot = await programmeOf('shanghai-standardization-pilot-2021')
export const metrology = await programmeOf('shanghai-metrology-2022')

/** The pilot's desk, which knows the years 2021, 2022 and 2026. */
export const desk: Programme = { ...pilot, calendar: new Map([...metrology.calendar, ...pilot.calendar]) }

/** The same desk with another promise. */
export const promising = (promise: string, of: Programme = desk): Programme => ({
  ...of,
  enquiries: { ...of.enquiries, promise },
})

/** `2021-04-12 10:00` or `Mon 2021-04-12 10:00` by the clock in Shanghai, whose zone has had no change since 1991. */
export const at = (clock: string): Date => new Date(`${clock.replace(/^\D+/, '').replace(' ', 'T')}:00+08:00`)

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** The reverse of `at`, with the day of the week; seconds only where there are any. */
export function shown(instant: Date): string {
  const local = new Date(instant.getTime() + 8 * 3_600_000)
  const clock = local
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?\.000Z$/, '')
  return `${DAYS[local.getUTCDay()]} ${clock}`
}
