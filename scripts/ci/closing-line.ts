/** Ends a CI run: `node closing-line.ts <exit status of npm test>` prints `N passed, N failed` and fails unless all is well. */
import { existsSync, readFileSync } from 'node:fs'

interface VitestReport {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

export interface Verdict {
  passed: number
  failed: number
  notes: string[]
}

/** Counts tests, and as failed also: a skipped test, a failed step other than the tests, a run without tests. */
export function verdict(report: VitestReport | null, failedSteps: string[], status: number): Verdict {
  const skipped = (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'skipped' || status === 'pending')
  const otherSteps = failedSteps.filter((step) => step !== 'tests')
  const notes = [
    ...skipped.map(({ fullName }) => `Skipped, though nothing may be: ${fullName}`),
    ...otherSteps.map((step) => `Step failed: ${step}`),
    ...(report === null || report.numPassedTests + report.numFailedTests === 0 ? ['No test was run.'] : []),
  ]
  const failed = (report?.numFailedTests ?? 0) + notes.length
  const unexplained = failed === 0 && (status !== 0 || report?.success === false)
  return {
    passed: report?.numPassedTests ?? 0,
    failed: unexplained ? 1 : failed,
    notes: unexplained ? [...notes, 'The run failed outside of any test: see above.'] : notes,
  }
}

function read(variable: string): string {
  const path = process.env[variable]
  return path && existsSync(path) ? readFileSync(path, 'utf8') : ''
}

if (import.meta.main) {
  const tests = read('SHENBAO_TEST_REPORT')
  const steps = read('SHENBAO_CHECK_REPORT').split('\n').filter(Boolean)
  const { passed, failed, notes } = verdict(
    tests ? JSON.parse(tests) : null,
    steps,
    Number(process.argv[2] ?? 1),
  )
  for (const note of notes) console.log(note)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
