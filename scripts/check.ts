/**
 * Everything that must hold before a change is shared: `npm run check`, or a part: `npm run check -- --only types,layers`.
 * All steps run; each prints one line; what failed is then printed in full, and the exit code is 1.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkContainers } from './check/containers.ts'
import { checkDeps } from './check/deps.ts'
import { checkLayers } from './check/layers.ts'
import { checkMigrations } from './check/migrations.ts'
import { checkNames } from './check/names.ts'
import type { Report } from './check/report.ts'
import { runCommand } from './check/run-command.ts'
import { checkWords } from './check/words.ts'

const root = join(import.meta.dirname, '..')
const run = (program: string, ...args: string[]) => runCommand(root, program, ...args)

const steps: Record<string, () => Promise<Report> | Report> = {
  style: () => run('biome', 'ci', '--colors=off', '.'),
  types: checkTypes,
  layers: () => checkLayers(root),
  'dead-code': () => run('knip', '--no-progress'),
  words: () => checkWords(root),
  names: () => checkNames(root),
  migrations: () => checkMigrations(root),
  containers: () => checkContainers(root),
  deps: () => checkDeps(root),
  drift: () => run('node', 'scripts/prisma/drift.ts'),
  tests: runTests,
}

async function checkTypes(): Promise<Report> {
  const folders = ['', 'src/browser/', 'src/browser/console/', 'test/browser/']
  const projects = folders
    .map((folder) => `${folder}tsconfig.json`)
    .filter((path) => existsSync(join(root, path)))
  const reports: Report[] = []
  for (const project of projects)
    reports.push(await run('tsc6', '-p', project, '--noEmit', '--pretty', 'false'))
  return {
    ok: reports.every(({ ok }) => ok),
    summary: projects.join(', '),
    output: reports.map(({ output }) => output).join(''),
  }
}

async function runTests(): Promise<Report> {
  const report = await run('vitest', 'run', ...testReporters())
  return { ...report, summary: report.output.match(/^ *Tests +(.+)$/m)?.[1] ?? 'no count found' }
}

/** SHENBAO_TEST_REPORT: where to leave vitest's JSON, for .ci/run */
function testReporters(): string[] {
  const file = process.env.SHENBAO_TEST_REPORT
  return file ? ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`] : []
}

function chosenSteps(): string[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const all = Object.keys(steps)
  const chosen = values.only?.split(',').map((name) => name.trim()) ?? all
  const unknown = chosen.filter((name) => !all.includes(name))
  if (unknown.length === 0) return chosen
  console.error(`No step is called ${unknown.join(', ')}. Steps: ${all.join(', ')}.`)
  process.exit(2)
}

async function take(name: string): Promise<Report> {
  const began = performance.now()
  const report = await attempt(name)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const tail = report.summary ? `  ${report.summary}` : ''
  console.log(`${name.padEnd(10)} ${report.ok ? 'ok    ' : 'failed'} ${seconds.padStart(6)} s${tail}`)
  return report
}

async function attempt(name: string): Promise<Report> {
  try {
    return (await steps[name]?.()) ?? { ok: false, summary: '', output: 'There is no such step.' }
  } catch (error) {
    return {
      ok: false,
      summary: '',
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

const failed: string[] = []
for (const name of chosenSteps()) {
  const report = await take(name)
  if (report.ok) continue
  failed.push(name)
  console.log(`\n${report.output.trim()}\n`)
}
/** SHENBAO_CHECK_REPORT: where to leave the names of the failed steps, for .ci/run */
if (process.env.SHENBAO_CHECK_REPORT) writeFileSync(process.env.SHENBAO_CHECK_REPORT, failed.join('\n'))
console.log(failed.length === 0 ? '\nAll steps ok.' : `\nFailed: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1
