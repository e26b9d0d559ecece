/**
 * `npm run soak -- [--rate 100] [--minutes 10] [--postgres] [--find]`: new conversations a second through HTTP, whatever
 * the server makes of them. Prints times, errors and memory and writes bench/results/soak-<time>.json. `--find` looks for
 * the rate that this machine carries: no error, nobody told to come again, 99 of 100 answers within a second.
 */
import { parseArgs } from 'node:util'
import { freePort } from '../test/rigs/mail/dovecot.ts'
import { onPostgres, type Running, withServer } from './homes.ts'
import { type Lived, type Load, openLoop } from './open-loop.ts'
import { present } from './results.ts'
import { figuresOfSoak, isGood, type Sample, type Soaked } from './soak-report.ts'
import { shareOf } from './statistics.ts'
import type { Figure } from './table.ts'

const THINK_MS = 500
const SAMPLES = 60
/** how long a rate is tried */
const TRY_SECONDS = 20
const PROMPT_MS = 1_000

/** Lets the load loose on this server and watches it. @param metrics address of its metrics, which tell its heap */
export async function soak(server: Running, load: Load, metrics?: string): Promise<Soaked> {
  const lived: Lived[] = []
  const samples: Sample[] = []
  const look = async () => void samples.push(await sampleOf(server, metrics))
  await look()
  const timer = setInterval(() => void look(), (load.seconds * 1000) / SAMPLES)
  const began = performance.now()
  const broken = await openLoop(server.line, load, (one) => lived.push(one))
  const seconds = (performance.now() - began) / 1000
  clearInterval(timer)
  return { lived, broken, samples, seconds }
}

async function sampleOf({ residentMb }: Running, metrics?: string): Promise<Sample> {
  const told = metrics && (await fetch(metrics).then((response) => response.text()))
  const heap = /^nodejs_heap_size_used_bytes (\S+)/m.exec(told ?? '')?.[1]
  return { resident: residentMb() ?? 0, heap: heap === undefined ? null : Number(heap) / 2 ** 20 }
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
  const environment = { SHENBAO_METRICS_PORT: String(port) }
  const work = (server: Running) =>
    values.find ? found(server) : soaked(server, load, `http://127.0.0.1:${port}/metrics`)
  const figures = await present('soak-', () =>
    values.postgres
      ? onPostgres(['max_connections=100'], async (postgres) =>
          withServer({ ...environment, DATABASE_URL: await postgres.database() }, work),
        )
      : withServer(environment, work),
  )
  if (figures.length === 0) process.exitCode = 1
}

async function soaked(server: Running, load: Load, metrics: string): Promise<Figure[]> {
  const figures = figuresOfSoak(await soak(server, load, metrics))
  return [{ what: 'conversations begun', value: load.rate, unit: '/s' }, ...figures]
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
