/** Runs every check of the house and lists what failed: format and lint, types, layers, tests. */
import { spawnSync } from 'node:child_process'

const steps: readonly [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'ci', '--reporter=summary', '.'],
  ['types', 'tsc6', '-p', '.'],
  ['layers', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src'],
  ['tests', 'vitest', 'run'],
]

const failed: string[] = []
for (const [name, command, ...args] of steps) {
  const began = performance.now()
  const result = spawnSync(command, args, { encoding: 'utf8' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${result.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (result.status !== 0 || name === 'tests') console.log(`${result.stdout}${result.stderr}`.trim())
  if (result.status !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
