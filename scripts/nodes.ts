/**
 * `npm run nodes -- [--nodes 3] [--port 8080] [--database-url URL | --postgres]`: what compose.yaml starts, on this machine
 * and without containers: so many nodes, a PostgreSQL (the one at the address, or one of its own that is gone afterwards) and
 * the balancer of deploy/haproxy.cfg. Settings in the environment reach the nodes. Ctrl-C ends all of it.
 */
import { parseArgs } from 'node:util'
import { balancerProgram, Nodes } from '../test/rigs/nodes.ts'
import { startPostgres } from '../test/rigs/postgres.ts'

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '3' },
    port: { type: 'string', default: '8080' },
    'database-url': { type: 'string' },
    postgres: { type: 'boolean', default: false },
  },
})
const given = values['database-url'] ?? (values.postgres ? undefined : process.env.DATABASE_URL)
const HANDED_ON = /^(SHENBAO_|TELEGRAM_|TEAMS_|OIDC_|SMTP_|IMAP_|MAIL_)/

if (!balancerProgram()) process.exit(1)
const server = given ? null : await startPostgres()
const databaseUrl = given ?? (await server?.database())
if (!databaseUrl) process.exit(1)
const set = Object.fromEntries(
  Object.entries(process.env).filter(([name, value]) => HANDED_ON.test(name) && value),
) as Record<string, string>
console.log(`Starting ${values.nodes} nodes …`)
const nodes = await Nodes.start({
  nodes: Number(values.nodes),
  databaseUrl,
  port: Number(values.port),
  environment: () => ({ SHENBAO_NOW: '', SHENBAO_LOG: 'info', ...set }),
}).catch(async (error: Error) => {
  await server?.stop()
  console.error(error.message)
  process.exit(1)
})
for (const address of nodes.addresses) console.log(`node      ${address}`)
console.log(`balancer  ${nodes.address}`)

let isEnding = false
const end = (): void => {
  if (isEnding) return
  isEnding = true
  void nodes
    .close()
    .then(() => server?.stop())
    .then(() => process.exit(0))
}
process.once('SIGINT', end)
process.once('SIGTERM', end)
