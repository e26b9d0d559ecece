/**
 * People write to the real server over a platform where everything goes wrong: what they do arrives twice, late or to a
 * server that was just killed; sends hang, drop and are refused. At the end the database is compared with what the
 * platform saw.
 */
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openEmbedded } from '../../src/store/database.ts'
import type { Fault } from './history.ts'
import { type Served, serve } from './served.ts'

/** A platform as the storm needs it. People are told apart by numbers. */
export interface StormyPlatform {
  channel: string
  environment(port: number): Record<string, string>
  addressOf(person: number): string
  /** What a person does arrives, sooner or later. */
  say(person: number, text: string): void
  /** Something that was delivered is delivered once more. */
  repeat(): void
  /** The next send goes wrong somehow. */
  trouble(): void
  /** All that people did has been accepted. */
  isQuiet(): boolean
  /** texts that a person has seen, in their order */
  seen(person: number): string[]
  /** when something was last sent, ms */
  lastSend(): number
}

export interface StormReport {
  seconds: number
  turns: number
  kills: number
  repeated: number
  troubled: number
  sent: number
  unknown: number
  faults: string[]
}

export interface StormOrder {
  platform: StormyPlatform
  dataDir: string
  port: number
  turns: number
  people: number
  kills: number
}

/** A hanging send is given up after 20 s; the pauses of a rate limit are shorter. */
const CALM_MS = 12_000

export const SAYINGS = [
  '截止日期是哪天？',
  '有没有资金补助？',
  '上一步',
  '帮助',
  '社区助餐服务标准化试点',
  '一般试点',
  'What is the deadline?',
  '我们想做社区老年人助餐服务',
  '跳过',
  '<b>符号</b> & "引号"',
  '我填了什么',
  '撤销',
]

/** Lets the storm pass. */
export async function storm(order: StormOrder): Promise<StormReport> {
  const { platform, turns, people, kills } = order
  const began = performance.now()
  const report = {
    seconds: 0,
    turns: 0,
    kills: 0,
    repeated: 0,
    troubled: 0,
    sent: 0,
    unknown: 0,
    faults: [] as string[],
  }
  const said = new Map<number, string[]>(Array.from({ length: people }, (_, person) => [person + 1, []]))
  let server = await start(order)
  const killAt = new Set(Array.from({ length: kills }, (_, i) => Math.floor(((i + 0.5) / kills) * turns)))
  for (; report.turns < turns; report.turns++) {
    const person = 1 + Math.floor(Math.random() * people)
    const lines = said.get(person) ?? []
    const text = lines.length === 0 ? '开始申报' : `${SAYINGS[Math.floor(Math.random() * SAYINGS.length)]}`
    lines.push(text)
    platform.say(person, text)
    if (Math.random() < 0.15) report.repeated += once(() => platform.repeat())
    if (Math.random() < 0.08) report.troubled += once(() => platform.trouble())
    if (Math.random() < 0.3) await pause(Math.random() * 40)
    if (killAt.has(report.turns)) {
      await pause(Math.random() * 300)
      await server.kill()
      report.kills++
      server = await start(order)
    }
  }
  await until(() => platform.isQuiet())
  // longer than any pause before another try, so that nothing is still to come
  await until(() => Date.now() - platform.lastSend() > CALM_MS)
  await server.stop()
  await judge(order, said, report)
  report.seconds = Math.round((performance.now() - began) / 1_000)
  return report
}

const once = (act: () => void): number => {
  act()
  return 1
}

function start({ platform, dataDir, port }: StormOrder): Promise<Served> {
  const environment = { SHENBAO_DATA: dataDir, SHENBAO_LOG: 'silent', PORT: String(port) }
  return serve({ ...environment, ...platform.environment(port) })
}

async function until(holds: () => boolean): Promise<void> {
  const latest = performance.now() + 600_000
  while (!holds()) {
    if (performance.now() > latest) throw new Error(`Still not: ${holds}`)
    await pause(50)
  }
}

/** Compares what is stored with what was said and what was seen. */
async function judge(
  { platform, dataDir }: StormOrder,
  said: Map<number, string[]>,
  report: StormReport,
): Promise<void> {
  const database = await openEmbedded(path.join(dataDir, 'db'))
  try {
    for (const found of await judgePlatform(database, platform, said)) {
      report.sent += found.sent
      report.unknown += found.unknown
      report.faults.push(...found.faults.map(({ detail }) => `${found.person}: ${detail}`))
      if (found.isLate) report.faults.push(`${found.person}: a reply left unknown was seen late`)
    }
  } finally {
    await database.close()
  }
}

interface Judged {
  person: number
  sent: number
  unknown: number
  /** a reply left unknown was seen after later ones: it was on its way when it was given up */
  isLate: boolean
  faults: Fault[]
}

/** What the database and a platform know of each person, beside what the person said. */
export async function judgePlatform(
  { prisma }: Pick<Database, 'prisma'>,
  platform: StormyPlatform,
  said: ReadonlyMap<number, string[]>,
): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const [person, lines] of said) {
    if (lines.length === 0) continue
    const address = platform.addressOf(person)
    const where = { channel_address: { channel: platform.channel, address } }
    const id = (await prisma.conversation.findUnique({ where }))?.id
    const conversation = `${platform.channel} ${person}`
    const faults: Fault[] = []
    const messages = id
      ? await prisma.message.findMany({ where: { conversationId: id }, orderBy: { seq: 'asc' } })
      : []
    const heard = messages.filter((message) => message.from === 'you').map(({ text }) => text)
    // every line once and in its order: nothing lost, nothing twice, nothing overtaken
    if (JSON.stringify(heard) !== JSON.stringify(lines)) {
      const kind =
        heard.length < lines.length ? 'lost' : heard.length > lines.length ? 'doubled' : 'reordered'
      faults.push({
        kind,
        conversation,
        detail: `said ${JSON.stringify(lines)}, stored ${JSON.stringify(heard)}`,
      })
    }
    const outbox = id
      ? await prisma.outbox.findMany({ where: { conversationId: id }, orderBy: { position: 'asc' } })
      : []
    for (const { status, position } of outbox)
      if (status !== 'sent' && status !== 'unknown')
        faults.push({ kind: 'lost', conversation, detail: `reply ${position} is ${status}` })
    const wrong = misdelivered(outbox, platform.seen(person))
    if (wrong && wrong !== 'late') faults.push({ ...wrong, conversation })
    const count = (status: string) => outbox.filter((one) => one.status === status).length
    judged.push({ person, sent: count('sent'), unknown: count('unknown'), isLate: wrong === 'late', faults })
  }
  return judged
}

/** Letters and figures alone: each platform has marks of its own for the rest. */
const wordsOf = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|#\d+);/g, '').replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Walks through both: a reply that was sent was seen once, one left unknown once or never, none twice, none out of order.
 * Equal texts can be matched in several ways, so all places where the walk may stand are kept.
 */
export function misdelivered(
  outbox: { status: string; reply: unknown }[],
  seen: readonly string[],
): Pick<Fault, 'kind' | 'detail'> | 'late' | null {
  const words = seen.map(wordsOf)
  const wrong = unlikeOutbox(outbox, words)
  return wrong && onlyLate(outbox, words) ? 'late' : wrong
}

function unlikeOutbox(
  outbox: { status: string; reply: unknown }[],
  words: readonly string[],
): Pick<Fault, 'kind' | 'detail'> | null {
  let places = new Set([0])
  for (const { status, reply } of outbox) {
    const { text } = reply as { text: string }
    const wanted = wordsOf(text)
    const next = new Set([...places].filter((at) => words[at] === wanted).map((at) => at + 1))
    if (status === 'unknown') for (const at of places) next.add(at)
    if (next.size === 0)
      return {
        kind: 'reordered',
        detail: `a reply that was sent is not the next one seen: ${text.slice(0, 60)}`,
      }
    places = next
  }
  return places.has(words.length) ? null : { kind: 'doubled', detail: 'sees more than was sent' }
}

/** True when what was sent is there in its order, and all the rest are replies left unknown, each once at most. */
function onlyLate(outbox: { status: string; reply: unknown }[], words: readonly string[]): boolean {
  const textsOf = (status: string) =>
    outbox
      .filter((one) => one.status === status)
      .map(({ reply }) => wordsOf((reply as { text: string }).text))
  let at = 0
  for (const word of textsOf('sent')) {
    at = words.indexOf(word, at) + 1
    if (at === 0) return false
  }
  const rest = [...words]
  for (const word of textsOf('sent')) rest.splice(rest.indexOf(word), 1)
  const unknown = textsOf('unknown')
  return rest.every((word) => unknown.includes(word) && unknown.splice(unknown.indexOf(word), 1))
}
