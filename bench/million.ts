/** What a turn costs with a million stored conversations against a thousand: any of them goes on, most of them cold. */
import pg from 'pg'
import { v7 } from 'uuid'
import { Applicant } from '../test/rigs/applicant.ts'
import { copyAt, fill } from './copies.ts'
import { cpuMsOf, inTemp, onPostgres, type Running, withServer } from './homes.ts'
import { QUESTIONS } from './peers/dialogue.ts'
import { allOf } from './peers/drive.ts'
import { writeFolder } from './peers/folder.ts'
import type { Figure } from './table.ts'

const FEW = 1_000
const MANY = 1_000_000
const SETTINGS = [
  'max_connections=100',
  'shared_buffers=512MB',
  'max_wal_size=8GB',
  'checkpoint_timeout=30min',
  'maintenance_work_mem=256MB',
]
/** answers that a stored conversation has, and that it is given when it goes on */
const GIVEN = 2
const MORE = 5
const AT_ONCE = 8
/** conversations that go on in a round, and rounds, taken in turn with few and with many */
const GOING_ON = 100
const ROUNDS = 5
const BAR = { atMost: 1.2 }

/** A server with its database and the conversation that all others there are copies of. */
interface House {
  server: Running
  client: pg.Client
  token: string
  count: number
}

interface Cost {
  ms: number
  cpuMs: number
  turns: number
}

/** Time and processor time of a turn, of server and database together. @param share of the million, for trying out */
export const benchMillion = (share: number): Promise<Figure[]> =>
  onPostgres(SETTINGS, (postgres) =>
    inTemp(async (flows) => {
      await writeFolder(flows)
      const house = async <T>(count: number, work: (house: House) => Promise<T>) =>
        withHouse({ SHENBAO_FLOWS: flows, DATABASE_URL: await postgres.database() }, count, work)
      return house(FEW, (few) => house(Math.round(MANY * share), (many) => compared(few, many)))
    }),
  )

async function withHouse<T>(
  environment: { SHENBAO_FLOWS: string; DATABASE_URL: string },
  count: number,
  work: (house: House) => Promise<T>,
): Promise<T> {
  return withServer(environment, async (server) => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL })
    await client.connect()
    try {
      const model = await Applicant.start(server.line)
      await model.press('begin:filing')
      for (const { answer } of QUESTIONS.slice(0, GIVEN)) await model.say(answer)
      const began = performance.now()
      await fill(client, model.id, count)
      const { rows } = await client.query<{ size: string }>(
        'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
      )
      console.log(
        `${count} conversations, ${rows[0]?.size}, in ${Math.round((performance.now() - began) / 1000)} s`,
      )
      return await work({ server, client, token: model.token, count })
    } finally {
      await client.end()
    }
  })
}

/** In turn, so that whatever else the machine does meets both. */
async function compared(few: House, many: House): Promise<Figure[]> {
  await goOn(few)
  await goOn(many)
  const costs: [Cost[], Cost[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    costs[0].push(await goOn(few))
    costs[1].push(await goOn(many))
  }
  const [with1, with2] = costs.map(sumOf) as [Cost, Cost]
  const figure = (what: string, of: (cost: Cost) => number): Figure => ({
    what: `${what}, ${many.count} stored conversations`,
    value: of(with2) / with2.turns,
    unit: 'ms/turn',
    against: { what: `with ${few.count}`, value: of(with1) / with1.turns },
    bar: BAR,
  })
  return [
    figure('processor time of a turn, server and database', ({ cpuMs }) => cpuMs),
    figure(`time of a turn, ${AT_ONCE} at once`, ({ ms }) => ms),
  ]
}

const sumOf = (costs: Cost[]): Cost =>
  costs.reduce((sum, one) => ({
    ms: sum.ms + one.ms,
    cpuMs: sum.cpuMs + one.cpuMs,
    turns: sum.turns + one.turns,
  }))

/** Conversations picked by chance go on by a few answers each. */
async function goOn({ server, client, token, count }: House): Promise<Cost> {
  const ids: string[] = []
  while (ids.length < GOING_ON) ids.push(await copyAt(client, 1 + Math.floor(Math.random() * count)))
  const cost: Cost = { ms: 0, cpuMs: -(await cpuMs(server, client)), turns: 0 }
  await allOf(AT_ONCE, ids.length, async (at) => {
    for (const { answer } of QUESTIONS.slice(GIVEN, GIVEN + MORE)) {
      const began = performance.now()
      const { status } = await server.line({
        path: `/api/conversations/${ids[at]}/activities`,
        body: { id: v7(), text: answer },
        headers: { authorization: `Bearer ${token}` },
      })
      if (status !== 200) throw new Error(`not taken: ${status}`)
      cost.ms += performance.now() - began
      cost.turns++
    }
  })
  cost.cpuMs += await cpuMs(server, client)
  return cost
}

async function cpuMs(server: Running, client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
  )
  return [server.cpuMs(), ...rows.map(({ pid }) => cpuMsOf(pid))].reduce<number>(
    (sum, ms) => sum + (ms ?? 0),
    0,
  )
}
