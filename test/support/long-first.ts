import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files come last: at the end all cores have work. A process serves one project, so each project's files follow one another. */
const PROJECTS = ['browser', 'database', 'unit'];
/** Files that take long for their length, the longest first. */
const LONG = [
  'test/browser/plan.spec.ts',
  'test/browser/accessibility.spec.ts',
  'test/browser/basemap.spec.ts',
  'test/browser/significance.spec.ts',
  'test/browser/import-repairs.spec.ts',
  'test/server/database/killed.test.ts',
  'test/data/history.test.ts',
  'test/data/seed.test.ts',
  'test/server/main.test.ts',
  'test/server/live/memory.test.ts',
  'test/server/past/replay.test.ts',
  'test/data/city/city.test.ts',
  'test/server/database/killed-publication.test.ts',
  'test/server/fuzz.test.ts',
  'test/server/live/simulator.test.ts',
  'test/server/database/adapters.test.ts',
  'test/server/tiles/plan-tiles.test.ts',
  'test/data/city/history.test.ts',
  'test/data/city/plan-balance.test.ts',
  'test/core/plan/plan-fuzz.test.ts',
  'test/core/plan/balance/balance-boards.test.ts',
  'test/client/analysis/expectation-job.test.ts',
  'test/core/hotspot/bandwidth.test.ts',
];

/** Project by project, and in each the files of LONG before the others, which keep the order of vitest. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted
      .map((file, place) => ({ file, rank: [PROJECTS.indexOf(file.project.name), longRank(file), place] }))
      .sort((a, b) => compareRanks(a.rank, b.rank))
      .map(({ file }) => file);
  }
}

function longRank({ moduleId }: TestSpecification): number {
  const found = LONG.findIndex((path) => moduleId.endsWith(path));
  return found < 0 ? LONG.length : found;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((part, i) => part !== b[i]);
  return first < 0 ? 0 : (a[first] ?? 0) - (b[first] ?? 0);
}
