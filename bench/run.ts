/**
 * `npm run bench -- [--only turns,peers,…] [--share 0.1]`: measures this machine, prints a table of ratios and writes
 * bench/results/<time>.json. `--share` makes the largest measures (million, memory) that much smaller, for trying them out.
 * What the measures mean: docs/performance.md.
 */
import { parseArgs } from 'node:util'
import { benchActs } from './acts.ts'
import { benchBundle } from './bundle.ts'
import { benchCases } from './cases.ts'
import { benchInbox } from './inbox.ts'
import { benchMemory } from './memory.ts'
import { benchMillion } from './million.ts'
import { benchNodes } from './nodes.ts'
import { benchAsking, benchFirstLoad, benchPaper, benchStart, benchWidget } from './others.ts'
import { benchPeers } from './peers.ts'
import { present } from './results.ts'
import type { Figure } from './table.ts'
import { benchTurns } from './turns.ts'

const MEASURES: Record<string, (share: number) => Promise<Figure[]>> = {
  turns: benchTurns,
  peers: benchPeers,
  nodes: benchNodes,
  million: benchMillion,
  memory: benchMemory,
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

const { values } = parseArgs({
  options: { only: { type: 'string' }, share: { type: 'string', default: '1' } },
})
const chosen = values.only?.split(',') ?? Object.keys(MEASURES)
const unknown = chosen.filter((name) => !(name in MEASURES))
if (unknown.length > 0) {
  console.error(`No measure is called ${unknown.join(', ')}. Measures: ${Object.keys(MEASURES).join(', ')}.`)
  process.exit(2)
}

await present('', async () => {
  const figures: Figure[] = []
  for (const name of chosen) {
    console.log(`Measuring ${name} …`)
    figures.push(...((await MEASURES[name]?.(Number(values.share))) ?? []))
  }
  return figures
})
