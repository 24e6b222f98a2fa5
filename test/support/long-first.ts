import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest for their length. Begun last, they would end alone, with one core idle. */
const LONG = ['test/server/database/killed.test.ts', 'test/data/history.test.ts', 'test/data/seed.test.ts'];

/** The order of vitest, but for files of the same project the long ones first. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}

function isLong({ moduleId }: TestSpecification): boolean {
  return LONG.some((path) => moduleId.endsWith(path));
}
