/**
 * `npm run chaos -- [--conversations 3000] [--turns 8] [--minutes 10] [--nodes 3] [--people 24] [--seed 1] [--break 'lose a turn']`:
 * several nodes behind the balancer on a PostgreSQL of its own, all of which are killed, stand still and come back while
 * people write on all channels; looks for what was lost, doubled, out of order or run twice. `--break` does damage that must
 * be found. Exit code 1 when there is a fault.
 */
import { parseArgs } from 'node:util'
import { Chaos } from '../test/rigs/chaos/chaos.ts'
import { balancerProgram } from '../test/rigs/nodes.ts'
import { startPostgres } from '../test/rigs/postgres.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '3000' },
    turns: { type: 'string', default: '8' },
    minutes: { type: 'string', default: '10' },
    nodes: { type: 'string', default: '3' },
    people: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    break: { type: 'string' },
  },
})
const EVERY = 100
const MOST_SHOWN = 40

const server = balancerProgram() ? await startPostgres(['max_connections=200']) : null
if (!server) process.exit(1)
let told = 0
const chaos = new Chaos({
  server,
  conversations: Number(values.conversations),
  turns: Number(values.turns),
  nodes: Number(values.nodes),
  seconds: 60 * Number(values.minutes),
  atOnce: Number(values.people),
  seed: Number(values.seed),
  breakage: values.break,
  heard: ({ seconds, acknowledged, conversations: { web, tabs }, faults }) => {
    if (web + tabs < told + EVERY) return
    told = web + tabs
    console.log(
      `${seconds} s: ${told} conversations on the web, ${acknowledged} turns, ${faults.length} faults`,
    )
  },
})
const { faults, ...numbers } = await chaos.run().finally(() => server.stop())
console.log(JSON.stringify({ ...numbers, faults: faults.length }, null, 2))
for (const { kind, conversation, detail } of faults.slice(0, MOST_SHOWN))
  console.log(`${kind} ${conversation}: ${detail.slice(0, 400)}`)
process.exitCode = faults.length === 0 ? 0 : 1
