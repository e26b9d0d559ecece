/** What twenty thousand people in the middle of a dialogue cost the server in memory, and what their open event streams do. */
import { setTimeout as pause } from 'node:timers/promises'
import { Applicant } from '../test/rigs/applicant.ts'
import { inTemp, onPostgres, type Running, withServer } from './homes.ts'
import { QUESTIONS } from './peers/dialogue.ts'
import { allOf } from './peers/drive.ts'
import { writeFolder } from './peers/folder.ts'
import { shareOf } from './statistics.ts'
import type { Figure } from './table.ts'

const PEOPLE = 20_000
/** before anything is measured: code is compiled and the heap has found its size */
const WARM_UP = 1_000
const STREAMS = 500
const AT_ONCE = 32
const LOOKS = 10

/** Growth of resident memory. @param share of the twenty thousand, for trying out */
export const benchMemory = (share: number): Promise<Figure[]> =>
  onPostgres(['max_connections=100'], (postgres) =>
    inTemp(async (flows) => {
      await writeFolder(flows)
      const environment = { SHENBAO_FLOWS: flows, DATABASE_URL: await postgres.database() }
      return withServer(environment, (server) => grown(server, Math.round(PEOPLE * share)))
    }),
  )

async function grown(server: Running, people: number): Promise<Figure[]> {
  await talk(server, WARM_UP)
  const before = await settled(server)
  const talks = await talk(server, people)
  const after = await settled(server)
  const stop = new AbortController()
  const followed = talks.slice(0, STREAMS)
  await allOf(AT_ONCE, followed.length, (at) => follow(server, followed[at] as Applicant, stop.signal))
  const streaming = await settled(server)
  stop.abort()
  return [
    { what: 'resident memory before anybody came', value: before, unit: 'MB' },
    { what: `… more for ${people} live conversations`, value: after - before, unit: 'MB' },
    { what: `… more for ${followed.length} open event streams`, value: streaming - after, unit: 'MB' },
  ]
}

/** So many people in the middle of the twenty questions. */
async function talk({ line }: Running, people: number): Promise<Applicant[]> {
  const talks: Applicant[] = []
  await allOf(AT_ONCE, people, async () => {
    const one = await Applicant.start(line)
    await one.press('begin:filing')
    await one.say(QUESTIONS[0]?.answer ?? '')
    talks.push(one)
  })
  return talks
}

async function follow({ address }: Running, one: Applicant, signal: AbortSignal): Promise<void> {
  const response = await fetch(`${address}${one.path}/events`, { headers: one.own, signal })
  if (!response.ok) throw new Error(`not followed: ${response.status}`)
  // the transcript so far; the rest is silence
  await response.body?.getReader().read()
}

/** Resident megabytes once nothing happens: the median of several looks. */
async function settled({ residentMb }: Running): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < LOOKS; look++) {
    await pause(500)
    looks.push(residentMb() ?? 0)
  }
  return shareOf(looks, 0.5)
}
