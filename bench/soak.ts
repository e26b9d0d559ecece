/**
 * `npm run soak -- [--rate 100] [--minutes 10] [--postgres] [--find]`: new conversations a second through HTTP, whatever
 * the server makes of them. Prints times, errors and memory and writes bench/results/soak-<time>.json. `--find` looks for
 * the rate that this machine carries: no error, nobody told to come again, 99 of 100 answers within a second.
 */
import { parseArgs } from 'node:util'
import { freePort } from '../test/rigs/mail/dovecot.ts'
import { onPostgres, type Running, withServer } from './homes.ts'
import { memoryUsed } from './memory-used.ts'
import { type Lived, type Load, openLoop } from './open-loop.ts'
import { present } from './results.ts'
import { figuresOfSoak, figuresOfUse, isGood, type Soaked } from './soak-report.ts'
import { shareOf } from './statistics.ts'
import type { Figure } from './table.ts'

const THINK_MS = 500
const SAMPLES = 60
/** before anything counts: code is compiled and what is kept once and for all is there */
const WARM_UP_SECONDS = 30
/** how long a rate is tried */
const TRY_SECONDS = 20
const PROMPT_MS = 1_000

/** Lets the load loose on this server and watches it. */
export async function soak(server: Running, load: Load): Promise<Soaked> {
  const lived: Lived[] = []
  const resident: number[] = []
  const look = () => resident.push(server.residentMb() ?? 0)
  look()
  const timer = setInterval(look, (load.seconds * 1000) / SAMPLES)
  const began = performance.now()
  const broken = await openLoop(server.line, load, (one) => lived.push(one))
  const seconds = (performance.now() - began) / 1000
  clearInterval(timer)
  return { lived, broken, resident, seconds }
}

/**
 * The highest rate that is carried, to within an eighth: doubled until one is not, then halved in between.
 * 0 when not even `first` is.
 */
export async function findRate(
  first: number,
  isCarried: (rate: number) => Promise<boolean>,
): Promise<number> {
  let low = 0
  let high = first
  while (await isCarried(high)) {
    low = high
    high *= 2
  }
  while (low > 0 && high - low > Math.max(1, low / 8)) {
    const middle = Math.round((low + high) / 2)
    if (await isCarried(middle)) low = middle
    else high = middle
  }
  return low
}

export const isCarried = ({ lived, broken }: Soaked): boolean =>
  broken === 0 &&
  lived.every((one) => isGood(one) && one.turnedAway === 0) &&
  shareOf(
    lived.map(({ ms }) => ms),
    0.99,
  ) <= PROMPT_MS

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '100' },
      minutes: { type: 'string', default: '10' },
      postgres: { type: 'boolean', default: false },
      find: { type: 'boolean', default: false },
    },
  })
  const load = { rate: Number(values.rate), seconds: Number(values.minutes) * 60, thinkMs: THINK_MS }
  if (!(load.rate > 0 && load.seconds > 0)) throw new Error('--rate and --minutes must be numbers above 0.')
  const port = await freePort()
  // the debugger is asked what is left when garbage is collected: what it grows by between two runs is not garbage
  const environment = { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` }
  const work = (server: Running) => (values.find ? found(server) : soaked(server, load, port))
  const figures = await present('soak-', () =>
    values.postgres
      ? onPostgres(['max_connections=100'], async (postgres) =>
          withServer({ ...environment, DATABASE_URL: await postgres.database() }, work),
        )
      : withServer(environment, work),
  )
  if (figures.length === 0) process.exitCode = 1
}

async function soaked(server: Running, load: Load, port: number): Promise<Figure[]> {
  await soak(server, { ...load, seconds: Math.min(WARM_UP_SECONDS, load.seconds) })
  const before = await memoryUsed(port)
  const figures = figuresOfSoak(await soak(server, load))
  const after = await memoryUsed(port)
  return [
    { what: 'conversations begun', value: load.rate, unit: '/s' },
    ...figures,
    ...figuresOfUse(before.used, after.used, load.rate * load.seconds),
  ]
}

async function found(server: Running): Promise<Figure[]> {
  const rate = await findRate(10, async (one) => {
    const carried = isCarried(await soak(server, { rate: one, seconds: TRY_SECONDS, thinkMs: THINK_MS }))
    console.log(`${one} conversations a second: ${carried ? 'carried' : 'too many'}`)
    return carried
  })
  return [{ what: 'conversations a second that are carried', value: rate, unit: '/s' }]
}

if (import.meta.main) await main()
