import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';

/** Files that run at once: they wait for much, so one more than two cores. Few, since each embedded database takes a core and about 1 GB. */
const WORKERS = 3;
/** Tests that open a database. */
const DATABASE = ['test/server/**/*.test.ts', 'test/data/**/*.test.ts', 'test/import/**/*.test.ts'];
/** Files share a process and its modules: loading them anew for each takes as long as the tests. */
const SHARED = {
  environment: 'node',
  isolate: false,
  pool: 'forks',
  maxWorkers: WORKERS,
  // As long as browser.ts lets a page take.
  expect: { poll: { timeout: 60_000 } },
} as const;

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...SHARED,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...DATABASE],
          // Beside them browsers and databases work: a second alone can be several.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...SHARED,
          name: 'database',
          include: DATABASE,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...SHARED,
          name: 'browser',
          include: ['test/**/*.spec.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
