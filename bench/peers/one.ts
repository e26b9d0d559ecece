/** `node one.ts <peer> <at once> <people>`: one peer in a process of its own; writes what it took as JSON. */
import { openBotbuilder } from './botbuilder-waterfall.ts'
import { drive } from './drive.ts'
import { openGrammy } from './grammy-conversations.ts'
import { openTelegraf } from './telegraf-scenes.ts'

const PEERS = { telegraf: openTelegraf, grammy: openGrammy, botbuilder: openBotbuilder }

const [name = '', atOnce, people] = process.argv.slice(2)
const open = PEERS[name as keyof typeof PEERS]()
let before = process.cpuUsage()
const driven = await drive(open, { atOnce: Number(atOnce), people: Number(people) }, () => {
  before = process.cpuUsage()
})
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ ...driven, cpuMsATurn: (user + system) / 1000 / driven.turns }))
