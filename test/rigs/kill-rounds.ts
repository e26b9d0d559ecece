/** Crash rounds: people talk to the real server, which is killed at a random moment, again and again. */
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Library } from '../../src/conversation/world.ts'
import { readLocales } from '../../src/read-locales.ts'
import { programmeDirs, readProgramme } from '../../src/read-programmes.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { openEmbedded, openServer } from '../../src/store/database.ts'
import { type Applicant, over } from './applicant.ts'
import { fileBusily } from './busy-applicant.ts'
import { type Fault, type History, judgeTranscript } from './history.ts'
import { cutStart, type Served, serve } from './served.ts'
import { judgeStored, readStored } from './stored.ts'
import { Closing, fairWeather, stubbornApplicant, type Weather } from './stubborn-line.ts'

export interface Rounds {
  rounds: number
  /** fewer rounds when they take longer than this */
  mostSeconds?: number
  /** conversations at the same time */
  people: number
  dataDir: string
  databaseUrl?: string | undefined
  /** lets the database crash and come back, where that can be done */
  crashDatabase?: (() => Promise<void>) | null | undefined
  heard?: (report: Report) => void
}

export interface Report {
  seconds: number
  rounds: number
  conversations: number
  acknowledged: number
  retries: number
  /** activities sent twice at once */
  duplicates: number
  /** servers killed, some of them before they listened */
  kills: number
  starts: number
  databaseCrashes: number
  submissions: number
  lost: number
  doubled: number
  faults: Fault[]
}

/** The server dies at most so long after traffic began. */
const LONGEST_MS = 700
/** A server is up after about so long; a start is cut somewhere within. */
const START_MS = 2_500
const FLOWS = path.join(import.meta.dirname, '../../flows')

/** Runs the rounds, judging transcripts after each and the database at the end. */
export async function killRounds(order: Rounds): Promise<Report> {
  const run = new Run(order)
  const { rounds, mostSeconds = Number.POSITIVE_INFINITY } = order
  while (run.report.rounds < rounds && run.report.seconds < mostSeconds) {
    await run.round()
    order.heard?.(run.report)
  }
  await run.end()
  return run.report
}

interface Talk {
  applicant: Applicant
  history: History
}

class Run {
  readonly report: Report = {
    seconds: 0,
    rounds: 0,
    conversations: 0,
    acknowledged: 0,
    retries: 0,
    duplicates: 0,
    kills: 0,
    starts: 0,
    databaseCrashes: 0,
    submissions: 0,
    lost: 0,
    doubled: 0,
    faults: [],
  }
  private readonly order: Rounds
  private readonly environment: Record<string, string>
  private readonly gate = makeGate()
  private readonly weather: Weather
  private readonly talks: Talk[] = []
  private people: Promise<void>[] = []
  private server: Served | null = null
  private readonly began = performance.now()

  constructor(order: Rounds) {
    this.order = order
    this.environment = {
      SHENBAO_DATA: order.dataDir,
      SHENBAO_LOG: 'silent',
      ...(order.databaseUrl
        ? { DATABASE_URL: order.databaseUrl, SHENBAO_SECRET: 'a secret of kill rounds' }
        : {}),
    }
    this.weather = fairWeather(
      (ask) => over(this.server?.address ?? '')(ask),
      () => this.gate.open(),
    )
  }

  async round(): Promise<void> {
    if (Math.random() < 0.1) await this.cutStart()
    await this.start()
    await this.judgeTalks()
    if (this.people.length === 0) this.people = Array.from({ length: this.order.people }, () => this.person())
    this.gate.lift()
    await this.trouble()
    this.gate.lower()
    this.report.rounds++
    this.count()
  }

  /** Everybody finishes the activity that is on its way; then everything is judged. */
  async end(): Promise<void> {
    await this.start()
    this.weather.closing = true
    this.gate.lift()
    await Promise.all(this.people)
    await this.judgeTalks(true)
    await this.server?.stop()
    await this.judgeDatabase()
    this.count()
  }

  private async start(): Promise<void> {
    this.server = await serve(this.environment)
    this.report.starts++
  }

  private async cutStart(): Promise<void> {
    await cutStart(this.environment, Math.random() * START_MS)
    this.report.kills++
  }

  /** What befalls the round: the database goes, then or instead the server is killed. */
  private async trouble(): Promise<void> {
    // a server just started answers slowly: most rounds let it come to speed, the others catch it at its first turns
    if (Math.random() < 0.75) await this.flowing()
    await pause(Math.random() * LONGEST_MS)
    const { crashDatabase } = this.order
    if (crashDatabase && Math.random() < 0.2) {
      this.report.databaseCrashes++
      const back = crashDatabase()
      if (Math.random() < 0.5) await back.then(() => pause(Math.random() * LONGEST_MS))
      await Promise.all([this.kill(), back])
    } else await this.kill()
  }

  /** Until everybody has been answered about once. */
  private async flowing(): Promise<void> {
    const enough = this.weather.acknowledged + this.order.people
    const latest = performance.now() + 10_000
    while (this.weather.acknowledged < enough && performance.now() < latest) await pause(5)
  }

  private async kill(): Promise<void> {
    await this.server?.kill()
    this.report.kills++
  }

  /** One application after the other until the run closes. */
  private async person(): Promise<void> {
    try {
      for (;;) {
        const talk = await stubbornApplicant(this.weather)
        this.talks.push(talk)
        await fileBusily(talk.applicant, Math.random)
      }
    } catch (error) {
      if (!(error instanceof Closing)) this.weather.faults.push(refused(error))
    }
  }

  private readonly judged = new Map<History, number>()

  /** Reads the transcripts of what has changed, or of everything. */
  private async judgeTalks(all = false): Promise<void> {
    for (const { applicant, history } of this.talks) {
      if (!all && this.judged.get(history) === history.sent.length) continue
      const { path: url, own: headers } = applicant
      const answer = await this.weather.line({ method: 'GET', path: url, headers })
      const entries = answer.status === 200 ? answer.body.entries : []
      this.report.faults.push(...judgeTranscript(history, entries))
      if (history.sent.at(-1)?.replies !== null) this.judged.set(history, history.sent.length)
    }
  }

  private async judgeDatabase(): Promise<void> {
    const { databaseUrl, dataDir } = this.order
    const database = databaseUrl
      ? await openServer(databaseUrl, 2)
      : await openEmbedded(path.join(dataDir, 'db'))
    const library = await firstLibrary()
    try {
      for (const { history } of this.talks)
        this.report.faults.push(
          ...(await judgeStored(history, await readStored(database, history.id), library)),
        )
      this.report.submissions = await database.prisma.submission.count()
    } finally {
      await database.close()
    }
  }

  private count(): void {
    const { report, weather } = this
    report.faults.push(...weather.faults.splice(0))
    const { acknowledged, retries, duplicates } = weather
    const number = (kind: Fault['kind']) => report.faults.filter((fault) => fault.kind === kind).length
    Object.assign(report, {
      acknowledged,
      retries,
      duplicates,
      lost: number('lost'),
      doubled: number('doubled'),
    })
    report.conversations = this.talks.length
    report.seconds = Math.round((performance.now() - this.began) / 1000)
  }
}

const refused = (error: unknown): Fault => ({
  kind: 'altered',
  conversation: '',
  detail: error instanceof Error ? error.message : String(error),
})

/** The programme that a conversation gets when it asks for none. */
async function firstLibrary(): Promise<Library> {
  const [dir = ''] = await programmeDirs(FLOWS)
  const { programme } = await readProgramme(dir)
  if (!programme) throw new Error(`${dir} is not sound`)
  return makeLibrary(programme, await readLocales())
}

/** Traffic waits before it while it is down. */
function makeGate() {
  let { promise, resolve } = Promise.withResolvers<void>()
  return {
    open: () => promise,
    lift: () => resolve(),
    lower() {
      ;({ promise, resolve } = Promise.withResolvers<void>())
    },
  }
}
