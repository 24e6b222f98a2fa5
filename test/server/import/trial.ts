import { ImportOptions } from '../../../core/contract/import.ts';
import type { Database } from '../../../server/database/database.ts';
import type { ImportDeps, Job } from '../../../server/import/import-job.ts';
import { ImportJobs } from '../../../server/import/import-jobs.ts';
import { undoImport } from '../../../server/import/undo-import.ts';
import { selectBatch } from '../../../server/queries/imports.ts';
import { collection, squares } from './files.ts';

export const SCOPE = '990100';

/** Imports on a test database, as the server does them. */
export class Trial {
  readonly #database: () => Database;
  wakes = 0;
  constructor(database: () => Database) {
    this.#database = database;
  }

  get deps(): ImportDeps {
    return {
      database: this.#database(),
      clock: Date.now,
      wake: () => {
        this.wakes += 1;
      },
      onFault: (error) => {
        throw error;
      },
    };
  }

  async checked(path: string, options: Record<string, unknown>, scopeCode = SCOPE): Promise<Job> {
    const order = {
      path,
      fileName: 'file',
      options: ImportOptions.parse(options),
      accountId: null,
      scopeCode,
    };
    const jobs = new ImportJobs(this.deps);
    const job = await jobs.begin(order);
    await jobs.check(job);
    return job;
  }

  /** Applies a file that must be taken. */
  async applied(path: string, options: Record<string, unknown>): Promise<Job> {
    return await this.apply(await this.checked(path, options));
  }

  /** Applies what was checked and must be taken. */
  async apply(job: Job): Promise<Job> {
    const jobs = new ImportJobs(this.deps);
    if (job.status === 'checked' && (await jobs.claim(job))) await jobs.apply(job);
    if (job.status !== 'done') throw new Error(JSON.stringify(job.report.error));
    return job;
  }

  /** A city of 4 x 3 grids in two districts, from 101.7, 36.6 to 101.74, 36.63. */
  async makeCity(file: (name: string, content: string) => string): Promise<Job> {
    return await this.applied(file('city.geojson', collection(squares(4, 3))), {
      as: 'grids',
      cityName: '试城',
    });
  }

  async undo(id: string): Promise<void> {
    const batch = await selectBatch(this.#database(), id, SCOPE);
    if (!batch) throw new Error('no such batch');
    await undoImport(this.deps, batch, null);
  }

  async count(table: string, where = 'true'): Promise<number | undefined> {
    const text = `SELECT count(*)::integer AS n FROM ${table} WHERE ${where}`;
    const [row] = await this.#database().query<{ n: number }>({ text, values: [] });
    return row?.n;
  }
}
