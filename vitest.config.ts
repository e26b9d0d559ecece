import { defineConfig } from 'vitest/config'

const shared = {
  environment: 'node' as const,
  pool: 'forks' as const,
  testTimeout: 15_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    globalSetup: './test/global-setup.ts',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          maxWorkers: 2,
        },
      },
      {
        // one at a time, after the others: a browser beside them would measure the machine's load
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: ['test/browser/console-screens-*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // what is looked at here does not depend on how fast it comes
        test: {
          ...shared,
          name: 'screens',
          include: ['test/browser/console-screens-*.test.ts'],
          testTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
