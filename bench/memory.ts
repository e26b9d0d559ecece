/** What twenty thousand people in the middle of a dialogue cost the server in memory, and what their open event streams do. */
import { Applicant } from '../test/rigs/applicant.ts'
import { freePort } from '../test/rigs/mail/dovecot.ts'
import { inTemp, onPostgres, type Running, withServer } from './homes.ts'
import { memoryUsed, type Used } from './memory-used.ts'
import { QUESTIONS } from './peers/dialogue.ts'
import { allOf } from './peers/drive.ts'
import { writeFolder } from './peers/folder.ts'
import type { Figure } from './table.ts'

const PEOPLE = 20_000
/** before anything is measured: code is compiled and the heap has found its size */
const WARM_UP = 1_000
const STREAMS = 500
const AT_ONCE = 32

/** Growth of what is in use. @param share of the twenty thousand, for trying out */
export const benchMemory = (share: number): Promise<Figure[]> =>
  onPostgres(['max_connections=100'], (postgres) =>
    inTemp(async (flows) => {
      await writeFolder(flows)
      const port = await freePort()
      const environment = {
        SHENBAO_FLOWS: flows,
        DATABASE_URL: await postgres.database(),
        NODE_OPTIONS: `--inspect=127.0.0.1:${port}`,
      }
      return withServer(environment, (server) =>
        grown(server, Math.round(PEOPLE * share), () => memoryUsed(port)),
      )
    }),
  )

async function grown(server: Running, people: number, look: () => Promise<Used>): Promise<Figure[]> {
  await talk(server, WARM_UP)
  const before = await look()
  const talks = await talk(server, people)
  const after = await look()
  const stop = new AbortController()
  const followed = talks.slice(0, STREAMS)
  await allOf(AT_ONCE, followed.length, (at) => follow(server, followed[at] as Applicant, stop.signal))
  const streaming = await look()
  stop.abort()
  const figure = (what: string, value: number): Figure => ({ what, value, unit: 'MB' })
  return [
    figure('memory in use, nobody there', before.used),
    figure(`… more with ${people} live conversations`, after.used - before.used),
    figure(`… more with ${followed.length} open event streams`, streaming.used - after.used),
    figure('… resident then, all in all', streaming.resident),
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
