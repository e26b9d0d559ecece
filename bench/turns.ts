/** Durable turns a second: through HTTP against the server in its own process, and of the database alone by pgbench. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Applicant, type Line } from '../test/rigs/applicant.ts'
import { newestBinaries, startPostgres } from '../test/rigs/postgres.ts'
import { serve } from '../test/rigs/served.ts'
import { keptLine } from './http-line.ts'
import { databaseAlone } from './pgbench.ts'
import type { Figure } from './table.ts'

/** conversations at the same time, and how many turns are measured */
const STEPS = [
  { conversations: 1, turns: 300 },
  { conversations: 32, turns: 3_000 },
  { conversations: 256, turns: 3_000 },
]
/** an application has more turns than this */
const SHORTEST = 60
/** the unit of processor times in /proc */
const MS_A_TICK = 10
/** applications filed before anything is measured */
const WARM_UP = 4
/** cards answered until an application is about half filled in */
const HALF = 22
const BAR = { atLeast: 0.5 }

/** Turns on PostgreSQL, each against pgbench with the same statements, and on the embedded database. */
export async function benchTurns(): Promise<Figure[]> {
  return [...(await onServer()), ...(await embedded())]
}

async function onServer(): Promise<Figure[]> {
  const postgres = await startPostgres(['max_connections=300'])
  const bin = newestBinaries()
  if (!postgres || !bin) return []
  const figures: Figure[] = []
  try {
    for (const step of STEPS) {
      const { conversations } = step
      const databaseUrl = await postgres.database()
      const environment = { DATABASE_URL: databaseUrl, SHENBAO_SECRET: 'a secret of measurements' }
      const http = await withServer(environment, (line, cpuMs) => turnsThrough(line, cpuMs, step))
      const alone = await databaseAlone(bin, databaseUrl, http.model, conversations)
      figures.push(
        {
          what: `durable turn, PostgreSQL, ${conversations} conversations`,
          value: http.perSecond,
          unit: 'turns/s',
          against: { what: 'pgbench', value: alone },
          ...(conversations === 32 ? { bar: BAR } : {}),
        },
        ...(http.cpuMsATurn === null
          ? []
          : [{ what: '… processor time of the server', value: http.cpuMsATurn, unit: 'ms/turn' }]),
        { what: '… its median', value: http.medianMs, unit: 'ms' },
        { what: '… its 99th of 100', value: http.p99Ms, unit: 'ms' },
      )
    }
  } finally {
    await postgres.stop()
  }
  return figures
}

async function embedded(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const step of STEPS.slice(0, 2)) {
    const { conversations } = step
    const { perSecond } = await withServer({}, (line, cpuMs) => turnsThrough(line, cpuMs, step))
    figures.push({
      what: `durable turn, embedded, ${conversations} conversations`,
      value: perSecond,
      unit: 'turns/s',
    })
  }
  return figures
}

/** A server in its own process for as long as `work` takes. */
export async function withServer<T>(
  environment: Record<string, string>,
  work: (line: Line, cpuMs: () => number | null, address: string) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shenbao-bench-'))
  const server = await serve({ SHENBAO_DATA: dataDir, SHENBAO_LOG: 'warn', ...environment })
  const { line, close } = keptLine(server.address)
  try {
    return await work(line, () => cpuMsOf(server.child.pid), server.address)
  } finally {
    close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Milliseconds of processor that a process has used so far; null where the system does not tell. */
function cpuMsOf(pid: number | undefined): number | null {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return null
  const stat = readFileSync(file, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return ((user ?? 0) + (system ?? 0)) * MS_A_TICK
}

/** So many people file applications at the same time until so many turns are taken; a start is not one. */
async function turnsThrough(
  line: Line,
  cpuMs: () => number | null,
  { conversations, turns }: (typeof STEPS)[number],
) {
  for (let n = 0; n < WARM_UP; n++) await (await Applicant.start(line)).fileUntil(null)
  const times: number[] = []
  const waiting: Applicant[] = []
  const applications = conversations + Math.ceil(turns / SHORTEST)
  while (waiting.length < applications) waiting.push(await Applicant.start(timed(line, times)))
  const before = cpuMs()
  const began = performance.now()
  const person = async () => {
    for (let one = waiting.pop(); one && times.length < turns; one = waiting.pop()) {
      await one.press('begin:filing')
      while (one.card && times.length < turns) await one.answerCard(one.card)
    }
  }
  await Promise.all(Array.from({ length: conversations }, person))
  const seconds = (performance.now() - began) / 1000
  const after = cpuMs()
  const cpuMsATurn = before === null || after === null ? null : (after - before) / times.length
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const perSecond = times.length / seconds
  return { perSecond, cpuMsATurn, medianMs: at(0.5), p99Ms: at(0.99), model: await halfway(line) }
}

/** Keeps how many milliseconds each activity took. */
function timed(line: Line, times: number[]): Line {
  return async (ask) => {
    const began = performance.now()
    const answer = await line(ask)
    if (ask.path.endsWith('/activities')) times.push(performance.now() - began)
    return answer
  }
}

/** A conversation in the middle of the form, its last turn an ordinary answer. */
async function halfway(line: Line): Promise<string> {
  const one = await Applicant.start(line)
  await one.press('begin:filing')
  for (let card = 0; card < HALF && one.card; card++) await one.answerCard(one.card)
  return one.id
}
