/**
 * Twenty questions at 32 conversations in one run: other libraries in memory, in the process that asks and behind HTTP, and
 * Shenbao durably over HTTP.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { cpuMsOf, inTemp, onPostgres, withServer } from './homes.ts'
import { keptLine } from './http-line.ts'
import type { Order } from './peers/drive.ts'
import { writeFolder } from './peers/folder.ts'
import type { Figure } from './table.ts'
import { driveOpened, driveServer, type Took } from './twenty.ts'

const DIR = path.join(import.meta.dirname, 'peers')
const PEERS = {
  telegraf: 'telegraf scenes',
  grammy: 'grammY conversations',
  botbuilder: 'botbuilder-dialogs',
}
const ORDER: Order = { atOnce: 32, people: 512 }
/** what is aimed at: a durable turn ahead of any that is lost when the process ends */
const AHEAD = { atLeast: 1 }
/** a peer that takes longer than this is not answering */
const MOST_MS = 300_000
const run = promisify(execFile)

interface Peer {
  called: string
  took: Took
}

/** Turns a second and processor time of a turn of each, and ours against each. */
export async function benchPeers(): Promise<Figure[]> {
  await install()
  const theirs: Peer[] = []
  for (const [name, called] of Object.entries(PEERS)) {
    theirs.push({ called: `${called}, in memory, over HTTP`, took: await servePeer(name) })
    theirs.push({ called: `${called}, in memory, in process`, took: await drivePeer(name) })
  }
  return inTemp(async (flows) => {
    await writeFolder(flows)
    const served = await onPostgres(['max_connections=100'], async (postgres) => [
      await ours({ SHENBAO_FLOWS: flows, DATABASE_URL: await postgres.database() }),
    ])
    const embedded = await ours({ SHENBAO_FLOWS: flows })
    return [
      ...theirs.flatMap(({ called, took }) => figuresOf(called, took)),
      ...served.flatMap((took) => againstAll('PostgreSQL', took, theirs, { bar: AHEAD })),
      ...againstAll('embedded', embedded, theirs),
    ]
  })
}

const ours = (environment: Record<string, string>): Promise<Took> =>
  withServer(environment, (server) => driveServer(server, ORDER))

function againstAll(home: string, took: Took, theirs: Peer[], judged: Pick<Figure, 'bar'> = {}): Figure[] {
  const [first, ...rest] = figuresOf(`Shenbao, durable, over HTTP, ${home}`, took)
  const held = theirs.map((peer) => ({
    what: `… against ${peer.called}`,
    value: took.perSecond,
    unit: 'turns/s',
    against: { what: 'its turn', value: peer.took.perSecond },
    ...judged,
  }))
  return first ? [first, ...held, ...rest] : []
}

const figuresOf = (who: string, { perSecond, cpuMsATurn }: Took): Figure[] => [
  { what: `20 questions, ${who}`, value: perSecond, unit: 'turns/s' },
  ...(cpuMsATurn === null ? [] : [{ what: '… processor time', value: cpuMsATurn, unit: 'ms/turn' }]),
]

/** As ours is reached: its own process, the same line, the same driver. */
async function servePeer(name: string): Promise<Took> {
  const child = spawn(process.execPath, [path.join(DIR, 'server.ts'), name], {
    cwd: DIR,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [address] = (await once(child.stdout, 'data')) as [Buffer]
  const { line, close } = keptLine(address.toString().trim())
  const ask = async (body: object) => (await line({ path: '/', body })).body
  try {
    const open = async () => {
      const person = await ask({})
      return (text: string): Promise<string> => ask({ person, text })
    }
    return await driveOpened(open, () => cpuMsOf(child.pid), ORDER)
  } finally {
    close()
    child.stdin.end()
    await once(child, 'close')
  }
}

async function drivePeer(name: string): Promise<Took> {
  const args = [path.join(DIR, 'one.ts'), name, String(ORDER.atOnce), String(ORDER.people)]
  const { stdout } = await run(process.execPath, args, { cwd: DIR, timeout: MOST_MS })
  return JSON.parse(stdout) as Took
}

/** The peers live apart from the project, at exact versions; no script of theirs is run. */
async function install(): Promise<void> {
  if (existsSync(path.join(DIR, 'node_modules/.package-lock.json'))) return
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: DIR }).catch(
    (error: Error) => {
      throw new Error(
        `The peers in bench/peers could not be installed. Is the npm registry within reach? Without it, leave them out by --only.\n${error.message}`,
      )
    },
  )
}
