/** A run of measures: the machine it ran on, its table, and the file that keeps it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import path from 'node:path'
import { type Figure, isKept, ratioOf, tableOf } from './table.ts'

/** Measures, prints and keeps; `called` goes into the name of the file. */
export async function present(called: string, measure: () => Promise<Figure[]>): Promise<Figure[]> {
  const at = new Date().toISOString()
  const machine = {
    at,
    node: process.version,
    processor: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
  }
  // processes that were waiting for a core before and after: above the number of cores, trust ratios only
  const loadBefore = loadavg()[0] ?? 0
  const figures = await measure()
  const loadAfter = loadavg()[0] ?? 0
  console.log(tableOf(figures))
  console.log(
    `\n${machine.cores} cores, load ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after.`,
  )
  if (Math.max(loadBefore, loadAfter) > 2 * machine.cores)
    console.log('The machine was busy with other things: these figures are worse than its own.')
  const judged = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), kept: isKept(figure) }))
  const kept = await keep(called + at.replaceAll(':', '-'), {
    ...machine,
    loadBefore,
    loadAfter,
    figures: judged,
  })
  console.log(`Written to ${kept}`)
  return figures
}

async function keep(name: string, content: object): Promise<string> {
  const dir = path.join(import.meta.dirname, 'results')
  await mkdir(dir, { recursive: true })
  const file = path.join(dir, `${name}.json`)
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
  return file
}
