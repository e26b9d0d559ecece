/**
 * Puts every promise of test/fuzz to the test: `npm run fuzz -- --inputs 100000 --seed 7 --only routes`. The inputs are the whole
 * budget, parted among the properties; the same seed gives the same inputs. Exit code 1 with the shrunk counterexample when one breaks.
 */
import { parseArgs } from 'node:util'
import { type Property, parted } from '../test/fuzz/property.ts'
import { type Room, type RoomName, rooms } from '../test/fuzz/rooms.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    /** rooms, separated by commas */
    only: { type: 'string' },
  },
})
const inputs = Number(values.inputs)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const chosen = values.only?.split(',') ?? Object.keys(rooms)
const unknown = chosen.filter((name) => !Object.hasOwn(rooms, name))
if (!(inputs > 0) || !Number.isInteger(seed) || unknown.length > 0) {
  console.error(
    `--inputs and --seed are whole numbers; --only names some of ${Object.keys(rooms).join(', ')}.`,
  )
  process.exit(2)
}

console.log(`seed ${seed}`)
let broken = 0
let done = 0
const opened: Room[] = await Promise.all(chosen.map((name) => rooms[name as RoomName]()))
const all = opened.flatMap((room) => room.properties)
for (const [one, share] of parted(all, inputs)) await take(one, share)
for (const room of opened) await room.close?.()
console.log(`${done} inputs, ${all.length} properties, ${broken} broken; seed ${seed}`)
process.exit(broken > 0 ? 1 : 0)

async function take(one: Property, count: number): Promise<void> {
  const began = performance.now()
  const fault = await one.run(count, seed).then(
    () => null,
    (error: Error) => error,
  )
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  done += count
  console.log(
    `${fault ? 'BROKEN' : 'holds '} ${String(count).padStart(7)} ${seconds.padStart(7)} s  ${one.name}`,
  )
  if (!fault) return
  broken += 1
  console.log(fault.message, fault.cause instanceof Error ? `\n${fault.cause.stack}` : '')
}
