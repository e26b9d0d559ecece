/**
 * Several nodes, people on all channels, and everything that goes wrong with machines: nodes are killed, stand still and
 * come back, the database is restarted and crashes. At the end, what people were told, what platforms received and what
 * the database holds must be one story.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { StormyPlatform } from '../channel-storm.ts'
import { makeEnquiry, makeOfficer } from '../desk-house.ts'
import { NOW, openHouse } from '../house.ts'
import { Nodes } from '../nodes.ts'
import type { TestServer } from '../postgres.ts'
import type { Weather } from '../stubborn-line.ts'
import { teamsPlatform } from '../teams/storm-platform.ts'
import { telegramPlatform } from '../telegram/storm-platform.ts'
import { BREAKAGES, damage } from './breakages.ts'
import { Fate } from './fate.ts'
import { judgeTalks, judgeWorld, type World } from './judge.ts'
import { applicant, chanceOf, crowd, type Talk, twoTabs, type Web } from './people.ts'
import { type ChaosReport, nothingYet } from './report.ts'
import { sitDown } from './terminals.ts'

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

/** Clocks of machines differ; by more than this they are wrong. */
const SKEW_MS = [0, 700, -900, 300]
const SETTLED_MS = 180_000
const SECRET = 'a secret that all nodes share'
/** A stream hears of what nobody told at its next beat. */
const HEARD_MS = 60_000

export class Chaos {
  readonly report = nothingYet()
  databaseUrl = ''
  /** what to judge the database by */
  world: World = { talks: [], platforms: [], terminals: [] }
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
    const house = await openHouse({ databaseUrl: this.databaseUrl, secret: SECRET })
    await makeOfficer(house, '值班', 'lead')
    const dueAt = new Date(Date.parse(NOW) - 60_000)
    for (let n = 0; n < 12; n++) await makeEnquiry(house, { dueAt, nextAt: dueAt })
    await house.close()
  }

  private environment(platforms: StormyPlatform[], address: string, node: number): Record<string, string> {
    const port = Number(new URL(address).port)
    return Object.assign(this.clock(node), ...platforms.map((platform) => platform.environment(port)))
  }

  private clock(node: number): Record<string, string> {
    const now = Date.parse(NOW) + performance.now() - this.began + (SKEW_MS[node % SKEW_MS.length] ?? 0)
    return { SHENBAO_NOW: new Date(now).toISOString() }
  }

  private async live(platforms: StormyPlatform[]): Promise<void> {
    const { conversations, turns, seconds, breakage } = this.order
    const share = {
      tabs: Math.ceil(conversations * 0.05),
      push: Math.ceil(conversations * 0.2),
      terminals: Math.ceil(conversations * 0.005),
    }
    const web = conversations - share.tabs - share.push * platforms.length - share.terminals
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
    await Promise.all([...workers, ...told, this.terminals(share.terminals, some)])
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

  /** One after the other, for each is a whole process. */
  private async terminals(count: number, some: () => number): Promise<void> {
    const { chance, databaseUrl, report, world } = this
    const isClosing = (): boolean => this.closing
    for (let place = 1; world.terminals.length < count && !this.closing; place++) {
      const environment = { ...this.clock(0), DATABASE_URL: databaseUrl, SHENBAO_SECRET: SECRET }
      const seated = await sitDown(place, some(), environment, { chance, isClosing })
      // one whose database was away from the beginning never was a conversation
      if (seated.answered === 0) continue
      world.terminals.push(seated)
      report.conversations.terminal++
      report.said += seated.answered
    }
  }

  private async fate(): Promise<void> {
    const { calmMs = [1_500, 4_000], server } = this.order
    const { nodes, chance, report } = this
    if (!calmMs || !nodes) return
    await new Fate({ nodes, server, calmMs, chance, report, isClosing: () => this.closing }).run()
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

  /** All are up, platforms have handed everything over, nothing waits to be taken or sent, listeners have heard it. */
  private async calm(platforms: StormyPlatform[]): Promise<void> {
    const { pool } = this
    const open = async (): Promise<boolean> => {
      if (!platforms.every((platform) => platform.isQuiet())) return true
      const { rows } = (await pool
        ?.query(
          `SELECT (SELECT count(*) FROM activity WHERE taken_at IS NULL)
           + (SELECT count(*) FROM outbox WHERE done_at IS NULL AND channel <> 'terminal') AS left`,
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
