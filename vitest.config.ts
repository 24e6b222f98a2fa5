import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';

/** Files that run at once beside the unit tests: they wait for much, so one more than two cores. */
const WORKERS = 3;
/** Tests that open a database: few at a time, since each embedded one takes a core and about 1 GB. */
const DATABASE = ['test/server/**/*.test.ts', 'test/data/**/*.test.ts', 'test/import/**/*.test.ts'];
/** Files share a process and its modules: loading them anew for each takes as long as the tests. */
const SHARED = { environment: 'node', isolate: false } as const;

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
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...SHARED,
          name: 'database',
          include: DATABASE,
          pool: 'forks',
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...SHARED,
          name: 'browser',
          include: ['test/**/*.spec.ts'],
          pool: 'forks',
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
