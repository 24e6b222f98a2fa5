import { defineConfig } from 'vitest/config';

/** Files that run at once beside the unit tests: they wait for much, so one more than two cores. */
const WORKERS = 3;
/** Tests that open a database: few at a time, since each embedded one takes a core and about 1 GB. */
const DATABASE = ['test/server/**/*.test.ts', 'test/data/**/*.test.ts', 'test/import/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...DATABASE],
          environment: 'node',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE,
          environment: 'node',
          pool: 'forks',
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/**/*.spec.ts'],
          environment: 'node',
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
