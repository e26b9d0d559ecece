/** Durable turns a second: through HTTP against the server in its own process, and of the database alone by pgbench. */
import { Applicant, type Line } from '../test/rigs/applicant.ts'
import { newestBinaries } from '../test/rigs/postgres.ts'
import { onPostgres, type Postgres, type Running, withServer } from './homes.ts'
import { databaseAlone } from './pgbench.ts'
import { shareOf } from './statistics.ts'
import type { Figure } from './table.ts'

/** conversations at the same time, and how many turns are measured */
const STEPS = [
  { conversations: 1, turns: 300 },
  { conversations: 32, turns: 3_000 },
  { conversations: 256, turns: 3_000 },
]
/** an application has more turns than this */
const SHORTEST = 60
/** applications filed before anything is measured */
const WARM_UP = 4
/** cards answered until an application is about half filled in */
const HALF = 22
const BAR = { atLeast: 0.5 }

/** Turns on PostgreSQL, each against pgbench with the same statements, and on the embedded database. */
export async function benchTurns(): Promise<Figure[]> {
  return [...(await onPostgres(['max_connections=300'], onServer)), ...(await embedded())]
}

async function onServer(postgres: Postgres): Promise<Figure[]> {
  const bin = newestBinaries()
  if (!bin) return []
  const figures: Figure[] = []
  for (const step of STEPS) {
    const { conversations } = step
    const databaseUrl = await postgres.database()
    const http = await withServer({ DATABASE_URL: databaseUrl }, (server) => turnsThrough(server, step))
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
  return figures
}

async function embedded(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const step of STEPS.slice(0, 2)) {
    const { conversations } = step
    const { perSecond } = await withServer({}, (server) => turnsThrough(server, step))
    figures.push({
      what: `durable turn, embedded, ${conversations} conversations`,
      value: perSecond,
      unit: 'turns/s',
    })
  }
  return figures
}

/** So many people file applications at the same time until so many turns are taken; a start is not one. */
async function turnsThrough({ line, cpuMs }: Running, { conversations, turns }: (typeof STEPS)[number]) {
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
  const perSecond = times.length / seconds
  return {
    perSecond,
    cpuMsATurn,
    medianMs: shareOf(times, 0.5),
    p99Ms: shareOf(times, 0.99),
    model: await halfway(line),
  }
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
