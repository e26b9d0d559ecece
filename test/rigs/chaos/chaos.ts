/**
 * Several nodes, people on all channels, and everything that goes wrong with machines: nodes are killed, stand still and
 * come back, the database is restarted and crashes. At the end, what people were told, what platforms received and what
 * the database holds must be one story.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { StormyPlatform } from '../channel-storm.ts'
import { makeEnquiry, makeOfficer } from '../desk-house.ts'
import type { Fault } from '../history.ts'
import { NOW, openHouse } from '../house.ts'
import { Nodes } from '../nodes.ts'
import type { TestServer } from '../postgres.ts'
import type { Weather } from '../stubborn-line.ts'
import { teamsPlatform } from '../teams/storm-platform.ts'
import { telegramPlatform } from '../telegram/storm-platform.ts'
import { BREAKAGES, damage } from './breakages.ts'
import { judgeTalks, judgeWorld, type World } from './judge.ts'
import { applicant, chanceOf, crowd, type Talk, twoTabs, type Web } from './people.ts'

export interface ChaosOrder {
  server: TestServer
  conversations: number
  /** most turns of one conversation */
  turns: number
  nodes: number
  /** nobody begins anything new after so long */
  seconds: number
  seed: number
  /** on the web, at the same time */
  atOnce: number
  /** one of BREAKAGES */
  breakage?: string | undefined
  /** between two strokes of fate: at least, and at most so much more; null: nothing goes wrong by itself */
  calmMs?: [number, number] | null
  heard?: (report: ChaosReport) => void
}

export interface ChaosReport {
  seconds: number
  conversations: Record<'web' | 'tabs' | 'telegram' | 'teams', number>
  /** turns that clients on the web were told of */
  acknowledged: number
  retries: number
  /** activities sent twice at once, which the balancer gives to two nodes */
  duplicates: number
  /** lines said on messengers */
  said: number
  sent: number
  unknown: number
  /** people who saw a reply left unknown after later ones */
  late: number
  /** conversations that somebody listened to on any node */
  listened: number
  steps: number
  kills: number
  freezes: number
  restarts: number
  databaseRestarts: number
  databaseCrashes: number
  faults: Fault[]
}

/** Clocks of machines differ; by more than this they are wrong. */
const SKEW_MS = [0, 700, -900, 300]
const SETTLED_MS = 180_000
/** A stream hears of what nobody told at its next beat. */
const HEARD_MS = 60_000

export class Chaos {
  readonly report: ChaosReport = {
    seconds: 0,
    conversations: { web: 0, tabs: 0, telegram: 0, teams: 0 },
    ...{
      acknowledged: 0,
      retries: 0,
      duplicates: 0,
      said: 0,
      sent: 0,
      unknown: 0,
      late: 0,
      listened: 0,
      steps: 0,
    },
    ...{ kills: 0, freezes: 0, restarts: 0, databaseRestarts: 0, databaseCrashes: 0 },
    faults: [],
  }
  databaseUrl = ''
  /** what to judge the database by */
  world: World = { talks: [], platforms: [] }
  private readonly order: ChaosOrder
  private readonly chance: () => number
  private readonly began = performance.now()
  private nodes: Nodes | null = null
  private closing = false
  private pool: pg.Pool | null = null

  constructor(order: ChaosOrder) {
    this.order = order
    this.chance = chanceOf(order.seed)
  }

  /** Lets it happen, and judges. Nodes are gone afterwards, the database is still there. */
  async run(): Promise<ChaosReport> {
    const { server, nodes, breakage } = this.order
    this.databaseUrl = await server.database()
    await this.seed()
    const telegram = await telegramPlatform()
    const teams = await teamsPlatform()
    const platforms = [telegram.platform, teams.platform]
    this.pool = new pg.Pool({ connectionString: this.databaseUrl, max: 2 })
    this.pool.on('error', () => {})
    try {
      this.nodes = await Nodes.start({
        nodes,
        databaseUrl: this.databaseUrl,
        environment: (address, node) => this.environment(platforms, address, node),
      })
      if (breakage && BREAKAGES[breakage]?.early) await this.break(breakage)
      await this.live(platforms)
      await this.calm(platforms)
      await this.judge()
    } finally {
      this.closing = true
      for (const { listener } of this.world.talks) await listener?.close()
      await this.nodes?.close()
      await Promise.all([telegram.close(), teams.close(), this.pool.end()])
    }
    return this.report
  }

  /** Enquiries whose promise has run out: the clocks of all nodes want to take their steps. */
  private async seed(): Promise<void> {
    const house = await openHouse({ databaseUrl: this.databaseUrl, secret: 'a secret that all nodes share' })
    await makeOfficer(house, '值班', 'lead')
    const dueAt = new Date(Date.parse(NOW) - 60_000)
    for (let n = 0; n < 12; n++) await makeEnquiry(house, { dueAt, nextAt: dueAt })
    await house.close()
  }

  private environment(platforms: StormyPlatform[], address: string, node: number): Record<string, string> {
    const port = Number(new URL(address).port)
    const now = Date.parse(NOW) + performance.now() - this.began + (SKEW_MS[node % SKEW_MS.length] ?? 0)
    return Object.assign(
      { SHENBAO_NOW: new Date(now).toISOString() },
      ...platforms.map((platform) => platform.environment(port)),
    )
  }

  private async live(platforms: StormyPlatform[]): Promise<void> {
    const { conversations, turns, seconds, breakage } = this.order
    const share = { tabs: Math.ceil(conversations * 0.05), push: Math.ceil(conversations * 0.2) }
    const web = conversations - share.tabs - share.push * platforms.length
    const jobs = [
      ...Array.from({ length: web }, () => 'web' as const),
      ...Array.from({ length: share.tabs }, () => 'tabs' as const),
    ].sort(() => this.chance() - 0.5)
    const end = setTimeout(() => {
      this.closing = true
    }, seconds * 1_000)
    const isClosing = (): boolean => this.closing
    const some = (): number => 2 + Math.floor(this.chance() * (turns - 1))
    const perSecond = Math.max(3, (share.push * turns) / (seconds * 0.8))
    const fate = this.fate()
    const told = platforms.map(async (platform) => {
      const said = await crowd(platform, {
        people: share.push,
        turns: some,
        perSecond,
        chance: this.chance,
        isClosing,
      })
      this.world.platforms.push({ platform, said })
    })
    const breaking = breakage && !BREAKAGES[breakage]?.early ? this.breakInTime(breakage, web) : null
    const workers = Array.from({ length: this.order.atOnce }, async () => {
      for (let job = jobs.pop(); job && !this.closing; job = jobs.pop()) await this.talk(job, some())
    })
    await Promise.all([...workers, ...told])
    await breaking
    clearTimeout(end)
    this.closing = true
    await fate
  }

  private async talk(kind: 'web' | 'tabs', turns: number): Promise<void> {
    const { nodes } = this
    if (!nodes) return
    const anyNode = (): string => {
      const { addresses } = nodes
      return addresses[Math.floor(this.chance() * addresses.length)] ?? ''
    }
    const web: Web = { address: nodes.address, anyNode, chance: this.chance, isClosing: () => this.closing }
    try {
      const { talk, weather } = await (kind === 'web' ? applicant(web, turns) : twoTabs(web, turns))
      this.keep(kind, talk, weather)
    } catch (error) {
      this.report.faults.push({ kind: 'altered', conversation: kind, detail: (error as Error).message })
    }
  }

  private keep(kind: 'web' | 'tabs', talk: Talk, weather: Weather): void {
    const { report } = this
    this.world.talks.push(talk)
    report.conversations[kind]++
    report.acknowledged += weather.acknowledged
    report.retries += weather.retries
    report.duplicates += weather.duplicates
    report.listened += talk.listener ? 1 : 0
    report.faults.push(...weather.faults)
    report.seconds = this.seconds
    this.order.heard?.(report)
  }

  private get seconds(): number {
    return Math.round((performance.now() - this.began) / 1_000)
  }

  /** One stroke after the other, until people have ended; then everything is up again. */
  private async fate(): Promise<void> {
    const { calmMs = [1_500, 4_000] } = this.order
    const { nodes, chance } = this
    const last: Promise<void>[] = []
    while (calmMs && nodes && !this.closing) {
      await pause(calmMs[0] + chance() * calmMs[1])
      if (this.closing) break
      last.push(this.stroke(nodes).catch((error: Error) => this.fell(error)))
    }
    await Promise.all(last)
  }

  private fell(error: Error): void {
    this.report.faults.push({ kind: 'altered', conversation: 'a node', detail: error.message })
  }

  private async stroke(nodes: Nodes): Promise<void> {
    const { report, chance } = this
    const dice = chance()
    const upNodes = nodes.addresses.map((_, node) => node).filter((node) => nodes.isUp(node))
    const node = upNodes[Math.floor(chance() * upNodes.length)] ?? 0
    // the last one that is up is left alone, or nobody would notice anything else
    if (dice < 0.85 && upNodes.length < 2) return
    if (dice < 0.35) {
      report.freezes++
      nodes.freeze(node)
      await pause(500 + chance() * 5_000)
      return nodes.thaw(node)
    }
    if (dice < 0.65) {
      report.kills++
      await nodes.kill(node)
      await pause(chance() * 1_000)
      return this.comeBack(nodes, node)
    }
    if (dice < 0.85) {
      report.restarts++
      await nodes.stop(node)
      return this.comeBack(nodes, node)
    }
    return this.databaseFails(dice < 0.93)
  }

  /** A server refuses to start while its database is away; whoever looks after it starts it again. */
  private async comeBack(nodes: Nodes, node: number): Promise<void> {
    for (let tries = 0; ; tries++) {
      const failure = await nodes.start(node).then(
        () => null,
        (error: Error) => error,
      )
      if (!failure) return
      if (tries === 5) throw failure
      await pause(1_000)
    }
  }

  private failing: Promise<void> = Promise.resolve()

  /** One failure of the database at a time. */
  private databaseFails(crash: boolean): Promise<void> {
    const { server } = this.order
    const again = crash ? server.crash : server.restart
    if (!again) return Promise.resolve()
    this.report[crash ? 'databaseCrashes' : 'databaseRestarts']++
    this.failing = this.failing.then(again)
    return this.failing
  }

  /** All are up, platforms have handed everything over, nothing waits to be taken or sent, listeners have heard it. */
  private async calm(platforms: StormyPlatform[]): Promise<void> {
    const { pool } = this
    const open = async (): Promise<boolean> => {
      if (!platforms.every((platform) => platform.isQuiet())) return true
      const { rows } = (await pool
        ?.query(
          `SELECT (SELECT count(*) FROM activity WHERE taken_at IS NULL)
           + (SELECT count(*) FROM outbox WHERE done_at IS NULL) AS left`,
        )
        .catch(() => null)) ?? { rows: [] }
      return Number(rows[0]?.left ?? 1) > 0
    }
    for (const latest = Date.now() + SETTLED_MS; Date.now() < latest && (await open()); ) await pause(500)
    // what should not be sent would still come
    await pause(2_000)
  }

  private async judge(): Promise<void> {
    const { pool, report, world, nodes } = this
    if (!pool || !nodes) return
    report.faults.push(...(await judgeTalks(world, nodes.address, HEARD_MS)))
    const judged = await judgeWorld(world, this.databaseUrl)
    report.faults.push(...judged.faults)
    Object.assign(report, {
      sent: judged.sent,
      unknown: judged.unknown,
      late: judged.late,
      steps: judged.steps,
    })
    for (const { platform, said } of world.platforms) {
      report.conversations[platform.channel as 'telegram' | 'teams'] = said.size
      report.said += [...said.values()].reduce((sum, lines) => sum + lines.length, 0)
    }
    report.seconds = this.seconds
  }

  /** Once half of the applicants have ended. */
  private async breakInTime(name: string, web: number): Promise<void> {
    while (!this.closing && this.world.talks.length < web / 2) await pause(100)
    await this.break(name)
  }

  private async break(name: string): Promise<void> {
    const breakage = BREAKAGES[name]
    if (!breakage || !this.pool)
      throw new Error(`No such breakage. There are: ${Object.keys(BREAKAGES).join(', ')}`)
    const talk = this.world.talks.find(({ clients }) => (clients[0]?.sent.length ?? 0) > 1)
    // the database may be away just now
    for (let tries = 0; ; tries++) {
      const failure = await damage(this.pool, breakage, talk?.id ?? '').then(
        () => null,
        (error: Error) => error,
      )
      if (!failure) return
      if (tries === 40) throw failure
      await pause(500)
    }
  }
}
