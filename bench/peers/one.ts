/** `node one.ts <peer> <at once> <people>`: one peer in a process of its own; writes what it took as JSON. */
import { drive } from './drive.ts'
import { opener } from './openers.ts'

const [name, atOnce, people] = process.argv.slice(2)
let before = process.cpuUsage()
const driven = await drive(opener(name), { atOnce: Number(atOnce), people: Number(people) }, () => {
  before = process.cpuUsage()
})
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ ...driven, cpuMsATurn: (user + system) / 1000 / driven.turns }))
