import { expect, it } from 'vitest'
import { verdict } from '../../scripts/ci/closing-line.ts'

const report = (statuses: string[], success = true) => ({
  success,
  numPassedTests: statuses.filter((status) => status === 'passed').length,
  numFailedTests: statuses.filter((status) => status === 'failed').length,
  testResults: [
    { name: 'a.test.ts', assertionResults: statuses.map((status) => ({ status, fullName: `is ${status}` })) },
  ],
})

it('counts what passed', () => {
  expect(verdict(report(['passed', 'passed']), [], 0)).toEqual({ passed: 2, failed: 0, notes: [] })
})

it('fails a run without tests', () => {
  expect(verdict(null, [], 0)).toMatchObject({ passed: 0, failed: 1, notes: ['No test was run.'] })
  expect(verdict(report([]), [], 0)).toMatchObject({ passed: 0, failed: 1 })
})

it('counts a failed step and a skipped test as failed', () => {
  expect(verdict(report(['passed', 'failed', 'skipped'], false), ['types', 'tests'], 1)).toEqual({
    passed: 1,
    failed: 3,
    notes: ['Skipped, though nothing may be: is skipped', 'Step failed: types'],
  })
})

it('never says 0 failed when the run failed otherwise', () => {
  expect(verdict(report(['passed']), [], 1).failed).toBe(1)
  expect(verdict(report(['passed'], false), [], 0).failed).toBe(1)
})
