/**
 * `npm run channel-storm -- [--channel telegram|teams] [--turns 2000] [--people 60] [--kills 20] [--port 34571]`: people write
 * over a messenger while the server is killed again and again and the platform misbehaves; looks for what was lost, doubled or out of order. Exit code 1
 * when there is a fault.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { storm } from '../test/rigs/channel-storm.ts'
import { teamsPlatform } from '../test/rigs/teams/storm-platform.ts'
import { telegramPlatform } from '../test/rigs/telegram/storm-platform.ts'

const { values } = parseArgs({
  options: {
    channel: { type: 'string', default: 'telegram' },
    turns: { type: 'string', default: '2000' },
    people: { type: 'string', default: '60' },
    kills: { type: 'string', default: '20' },
    port: { type: 'string', default: '34571' },
  },
})

const dataDir = await mkdtemp(path.join(tmpdir(), 'shenbao-channel-storm-'))
const { platform, close } = await (values.channel === 'teams' ? teamsPlatform() : telegramPlatform())
const order = { turns: Number(values.turns), people: Number(values.people), kills: Number(values.kills) }
const { faults, ...numbers } = await storm({ platform, dataDir, port: Number(values.port), ...order })
await close()
console.log(JSON.stringify({ channel: platform.channel, ...numbers, faults: faults.length }, null, 2))
for (const fault of faults) console.log(fault)
if (faults.length > 0) console.log(`Kept for a closer look: ${dataDir}`)
else await rm(dataDir, { recursive: true, force: true })
process.exitCode = faults.length === 0 ? 0 : 1
