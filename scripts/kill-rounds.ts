/**
 * `npm run kill-rounds -- [--rounds 200] [--minutes 60] [--people 8] [--database-url URL | --postgres]`: kills the whole server at
 * random moments while people file applications, and looks for what was lost or doubled. Without a database it uses the
 * embedded one; `--postgres` starts a PostgreSQL of its own and lets that crash too. Exit code 1 when there is a fault.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Fault } from '../test/rigs/history.ts'
import { killRounds } from '../test/rigs/kill-rounds.ts'
import { startPostgres } from '../test/rigs/postgres.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '60' },
    people: { type: 'string', default: '8' },
    'database-url': { type: 'string' },
    postgres: { type: 'boolean', default: false },
  },
})
const EVERY = 10
let told = 0

const tell = ({ kind, conversation, detail }: Fault): void =>
  console.log(`${kind} ${conversation}: ${detail}`)

const server = values.postgres ? await startPostgres() : null
const dataDir = await mkdtemp(path.join(tmpdir(), 'shenbao-kill-rounds-'))
const { faults, ...numbers } = await killRounds({
  rounds: Number(values.rounds),
  mostSeconds: 60 * Number(values.minutes),
  people: Number(values.people),
  dataDir,
  databaseUrl: values['database-url'] ?? (await server?.database()),
  crashDatabase: server?.crash,
  heard: (report) => {
    for (const fault of report.faults.slice(told)) tell(fault)
    told = report.faults.length
    if (report.rounds % EVERY === 0)
      console.log(
        `round ${report.rounds}: ${report.acknowledged} acknowledged, ${report.faults.length} faults`,
      )
  },
})
await server?.stop()
console.log(JSON.stringify(numbers, null, 2))
for (const fault of faults.slice(told)) tell(fault)
if (faults.length > 0) console.log(`Kept for a closer look: ${dataDir}`)
else await rm(dataDir, { recursive: true, force: true })
process.exitCode = faults.length === 0 ? 0 : 1
