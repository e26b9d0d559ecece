/**
 * `npm run bench -- [--only turns,peers,…]`: measures this machine, prints a table of ratios and writes
 * bench/results/<time>.json. What the measures mean: docs/performance.md.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchActs } from './acts.ts'
import { benchBundle } from './bundle.ts'
import { benchCases } from './cases.ts'
import { benchInbox } from './inbox.ts'
import { benchAsking, benchFirstLoad, benchPaper, benchStart, benchWidget } from './others.ts'
import { benchPeers } from './peers.ts'
import { type Figure, isKept, ratioOf, tableOf } from './table.ts'
import { benchTurns } from './turns.ts'

const MEASURES: Record<string, () => Promise<Figure[]>> = {
  turns: benchTurns,
  peers: benchPeers,
  paper: benchPaper,
  widget: benchWidget,
  form: benchFirstLoad,
  asking: benchAsking,
  start: benchStart,
  inbox: benchInbox,
  acts: benchActs,
  cases: benchCases,
  bundle: benchBundle,
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = values.only?.split(',') ?? Object.keys(MEASURES)
const unknown = chosen.filter((name) => !(name in MEASURES))
if (unknown.length > 0) {
  console.error(`No measure is called ${unknown.join(', ')}. Measures: ${Object.keys(MEASURES).join(', ')}.`)
  process.exit(2)
}

const machine = {
  at: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? '',
  cores: availableParallelism(),
  /** processes that were waiting for a core before and after: above the number of cores, trust ratios only */
  loadBefore: loadavg()[0] ?? 0,
}
const figures: Figure[] = []
for (const name of chosen) {
  console.log(`Measuring ${name} …`)
  figures.push(...((await MEASURES[name]?.()) ?? []))
}
const loadAfter = loadavg()[0] ?? 0

console.log(tableOf(figures))
const { cores, loadBefore } = machine
console.log(`\n${cores} cores, load ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after.`)
if (Math.max(loadBefore, loadAfter) > 2 * cores)
  console.log('The machine was busy with other things: these figures are worse than its own.')
console.log(`Written to ${await keep()}`)

async function keep(): Promise<string> {
  const dir = path.join(import.meta.dirname, 'results')
  await mkdir(dir, { recursive: true })
  const file = path.join(dir, `${machine.at.replaceAll(':', '-')}.json`)
  const judged = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), kept: isKept(figure) }))
  await writeFile(file, `${JSON.stringify({ ...machine, loadAfter, figures: judged }, null, 2)}\n`)
  return file
}
