/** Who talks while everything goes wrong: applicants on the web, two tabs of one, people of messengers. */
import { setTimeout as pause } from 'node:timers/promises'
import { v7 } from 'uuid'
import { turnResponseSchema } from '../../../src/contract/conversation.ts'
import { type Line, over } from '../applicant.ts'
import { fileBusily } from '../busy-applicant.ts'
import { SAYINGS, type StormyPlatform } from '../channel-storm.ts'
import type { History, Sent } from '../history.ts'
import { Closing, fairWeather, persist, stubbornApplicant, type Weather } from '../stubborn-line.ts'
import { Listener } from './listener.ts'

export type Chance = () => number

/** The same numbers for the same seed. */
export function chanceOf(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One conversation on the web: what each of its clients knows, and what a listener hears. */
export interface Talk {
  id: string
  path: string
  own: Record<string, string>
  /** one for each tab; the first has the greeting */
  clients: History[]
  listener: Listener | null
}

export interface Web {
  /** of the balancer */
  address: string
  /** the address of any node */
  anyNode: () => string
  chance: Chance
  isClosing: () => boolean
}

/** A balancer that answers for a node that went away has not been refused. */
const through =
  ({ address }: Web): Line =>
  (ask) =>
    over(address)(ask)

function weatherOf(web: Web, isOver: () => boolean): Weather {
  const weather = fairWeather(through(web))
  return Object.defineProperty(weather, 'closing', { get: () => web.isClosing() || isOver() })
}

/** Somebody who files for so many turns, or until the run closes. */
export async function applicant(web: Web, turns: number): Promise<{ talk: Talk; weather: Weather }> {
  const sent = { count: () => 0 }
  const weather = weatherOf(web, () => sent.count() >= turns)
  const { applicant: one, history } = await stubbornApplicant(weather)
  sent.count = () => history.sent.length
  const listener = web.chance() < 0.3 ? new Listener(one, web.anyNode) : null
  await fileBusily(one, web.chance).catch((error: unknown) => {
    if (!(error instanceof Closing)) throw error
  })
  return { talk: { id: one.id, path: one.path, own: one.own, clients: [history], listener }, weather }
}

/** Somebody with two tabs, who writes in both at the same time. */
export async function twoTabs(web: Web, turns: number): Promise<{ talk: Talk; weather: Weather }> {
  const weather = weatherOf(web, () => false)
  const { applicant: one, history } = await stubbornApplicant(weather)
  const second: History = { ...history, sent: [] }
  const listener = new Listener(one, web.anyNode)
  const tab = async (own: History): Promise<void> => {
    for (let turn = 0; turn < turns && !web.isClosing(); turn++) {
      const text = `${SAYINGS[Math.floor(web.chance() * SAYINGS.length)]}`
      const sent: Sent = { activity: { id: v7(), text }, said: text, replies: null }
      own.sent.push(sent)
      const ask = { path: `${one.path}/activities`, body: sent.activity, headers: one.own }
      const answers = await Promise.all(
        [ask, ...(web.chance() < 0.2 ? [ask] : [])].map((each) => persist(weather, each, 200)),
      )
      sent.replies = turnResponseSchema.parse(answers[0]?.body).replies
      weather.acknowledged++
      weather.duplicates += answers.length - 1
    }
  }
  await Promise.all([tab(history), tab(second)])
  return { talk: { id: one.id, path: one.path, own: one.own, clients: [history, second], listener }, weather }
}

/** People of a messenger, each of whom says some lines, in whatever order among them. @returns what each said */
export async function crowd(
  platform: StormyPlatform,
  order: { people: number; turns: () => number; perSecond: number; chance: Chance; isClosing: () => boolean },
): Promise<Map<number, string[]>> {
  const { people, turns, perSecond, chance, isClosing } = order
  const said = new Map(Array.from({ length: people }, (_, at): [number, string[]] => [at + 1, []]))
  const left = new Map([...said.keys()].map((person) => [person, turns()]))
  const waiting = [...left.keys()]
  const began = performance.now()
  for (let count = 0; waiting.length > 0 && !isClosing(); count++) {
    // a few at a time: so everybody has some lines behind one another
    const at = Math.floor(chance() * Math.min(waiting.length, 40))
    const person = waiting[at] ?? 1
    const lines = said.get(person) ?? []
    const text = lines.length === 0 ? '开始申报' : `${SAYINGS[Math.floor(chance() * SAYINGS.length)]}`
    lines.push(text)
    platform.say(person, text)
    if (lines.length >= (left.get(person) ?? 0)) waiting.splice(at, 1)
    if (chance() < 0.1) platform.repeat()
    if (chance() < 0.05) platform.trouble()
    const due = began + ((count + 1) / perSecond) * 1_000
    if (due > performance.now()) await pause(due - performance.now())
  }
  return said
}
