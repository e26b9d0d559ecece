/** Compares what people were told, what listeners heard and what platforms received with what the database holds. */
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Transcript } from '../../../src/contract/conversation.ts'
import type { Library } from '../../../src/conversation/world.ts'
import { readLocales } from '../../../src/read-locales.ts'
import { programmeDirs, readProgramme } from '../../../src/read-programmes.ts'
import { makeLibrary } from '../../../src/service/libraries.ts'
import { openServer } from '../../../src/store/database.ts'
import { over } from '../applicant.ts'
import { judgePlatform, type StormyPlatform } from '../channel-storm.ts'
import { ascending, type Fault, type History, judgeTranscript } from '../history.ts'
import { judgeStored, readStored, type Stored } from '../stored.ts'
import { brokenRules } from './invariants.ts'
import type { Talk } from './people.ts'
import { judgeTerminals, type Seated } from './terminals.ts'

const FLOWS = path.join(import.meta.dirname, '../../../flows')

/** A node may still be on its way up. */
const READ_TRIES = 40

/** What everybody outside knows. */
export interface World {
  talks: Talk[]
  platforms: { platform: StormyPlatform; said: Map<number, string[]> }[]
  terminals: Seated[]
}

/** Transcripts as clients read them now, and what listeners have heard within so long. */
export async function judgeTalks({ talks }: World, address: string, heardMs: number): Promise<Fault[]> {
  const faults: Fault[] = []
  const latest = Date.now() + heardMs
  for (const talk of talks) {
    const { id, clients, listener } = talk
    const entries = await entriesOf(talk, address)
    if (!entries) {
      faults.push({ kind: 'lost', conversation: id, detail: 'the transcript cannot be read' })
      continue
    }
    if (clients.length === 1 && clients[0]) faults.push(...judgeTranscript(clients[0], entries))
    const isBehind = (): boolean => (listener?.heard.length ?? 0) < entries.length
    while (listener && isBehind() && Date.now() < latest) await pause(200)
    faults.push(...(listener?.faults(id, entries) ?? []))
  }
  return faults
}

/** What a client reads; null when it is not to be had although all nodes are up again. */
async function entriesOf({ path, own }: Talk, address: string): Promise<Transcript['entries'] | null> {
  for (let tries = 0; tries < READ_TRIES; tries++) {
    const answer = await over(address)({ method: 'GET', path, headers: own }).catch(() => null)
    if (answer?.status === 200) return (answer.body as Transcript).entries
    await pause(500)
  }
  return null
}

export interface Judged {
  faults: Fault[]
  sent: number
  unknown: number
  /** people who saw a reply left unknown after later ones */
  late: number
  /** taken by the clocks */
  steps: number
}

/** All of the database. Nothing may be on its way any more. */
export async function judgeWorld(
  { talks, platforms, terminals }: World,
  databaseUrl: string,
): Promise<Judged> {
  const database = await openServer(databaseUrl, 2)
  try {
    const library = await firstLibrary()
    const faults = await brokenRules(
      database.pool,
      platforms.map(({ platform }) => platform.channel),
    )
    faults.push(...(await judgeTerminals(database.pool, terminals)))
    for (const talk of talks)
      faults.push(...(await judgeTalk(talk, await readStored(database, talk.id), library)))
    const judged = { faults, sent: 0, unknown: 0, late: 0, steps: 0 }
    for (const { platform, said } of platforms)
      for (const person of await judgePlatform(database, platform, said)) {
        judged.sent += person.sent
        judged.unknown += person.unknown
        judged.late += person.isLate ? 1 : 0
        faults.push(...person.faults)
      }
    judged.steps = await database.prisma.enquiryEntry.count({ where: { by: 'clock' } })
    if (judged.steps === 0) faults.push({ kind: 'lost', conversation: '', detail: 'no clock took a step' })
    return judged
  } finally {
    await database.close()
  }
}

/** One history of all tabs, in the order in which the database took their turns: replayed, it must give the same. */
async function judgeTalk({ id, clients }: Talk, stored: Stored | null, library: Library): Promise<Fault[]> {
  const [first] = clients
  if (!first) return []
  const order = new Map(stored?.activities.map(({ dedupeKey }, at) => [dedupeKey, at]))
  const places = clients.map(({ sent }) => sent.map(({ activity }) => order.get(activity.id) ?? -1))
  const overtaken = places.filter((one) => !one.includes(-1) && !ascending(one))
  const sent = clients
    .flatMap((client) => client.sent)
    .sort((a, b) => (order.get(a.activity.id) ?? -1) - (order.get(b.activity.id) ?? -1))
  const history: History = { ...first, sent }
  return [
    ...overtaken.map((): Fault => ({ kind: 'reordered', conversation: id, detail: 'turns of one tab' })),
    ...(await judgeStored(history, stored, library, true)),
  ]
}

/** The programme that a conversation gets when it asks for none. */
async function firstLibrary(): Promise<Library> {
  const [dir = ''] = await programmeDirs(FLOWS)
  const { programme } = await readProgramme(dir)
  if (!programme) throw new Error(`${dir} is not sound`)
  return makeLibrary(programme, await readLocales())
}
