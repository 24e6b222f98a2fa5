import { rm } from 'node:fs/promises';
import type { ImportBatchDetail } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import { type ImportDeps, ImportJobs, type Job } from './import-jobs.ts';
import type { ImportOrder } from './import-order.ts';
import { ImportRefused } from './import-refused.ts';
import { sweepUploads } from './receive-upload.ts';
import { recoverImports } from './undo-import.ts';

const HOLD_MS = 3_600_000;
const RECOVER_EVERY_MS = 30_000;

/** Imports of uploaded files: keeps each checked file for an hour until it is applied or given up. */
export class HeldJobs {
  readonly #deps: ImportDeps;
  readonly #jobs: ImportJobs;
  readonly #held = new Map<string, { job: Job; timer: NodeJS.Timeout }>();
  #recoveredAtMs: number;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
    this.#jobs = new ImportJobs(deps);
    this.#recoveredAtMs = Date.now();
  }

  /** Surveys an uploaded file and starts its check, and its writing where nothing speaks against it. Throws ImportRefused; the file is then the caller's. */
  async start(order: ImportOrder, goesOn: 'no' | 'without_warnings' | 'anyway'): Promise<string> {
    const job = await this.#jobs.begin(order);
    this.#hold(job);
    void this.#run(job, goesOn);
    return job.id;
  }

  async #run(job: Job, goesOn: 'no' | 'without_warnings' | 'anyway'): Promise<void> {
    await this.#jobs.check(job, goesOn);
    if (job.status === 'checked') return;
    if (job.status === 'importing') await this.#jobs.apply(job);
    await this.release(job.id);
  }

  /** Applies a checked batch. Throws ImportRefused when warnings must be confirmed, or its file is not held by this process. */
  async apply(batch: ImportBatchDetail, isConfirmed: boolean): Promise<void> {
    if (batch.status !== 'checked')
      throw new ImportRefused(
        'conflict',
        refusal(`Only a checked import can be applied; this one is ${batch.status}.`, 'import_not_checked', {
          importStatus: batch.status,
        }),
      );
    const blocking = batch.report.warnings.filter((warning) => warning.blocking);
    if (blocking.length > 0 && !isConfirmed)
      throw new ImportRefused(
        'conflict',
        refusal(`Confirm first: ${blocking.map(({ message }) => message).join(' ')}`, 'import_not_confirmed'),
      );
    if (batch.report.accepted === 0)
      throw new ImportRefused(
        'conflict',
        refusal('No row of the file can be taken; there is nothing to apply.', 'nothing_usable'),
      );
    const held = this.#held.get(batch.id);
    if (!held)
      throw new ImportRefused(
        'conflict',
        refusal(
          'The checked file is no longer held here (for an hour at most). Upload it again.',
          'import_file_gone',
        ),
      );
    if (!(await this.#jobs.claim(held.job)))
      throw new ImportRefused(
        'conflict',
        refusal('Somebody else applied or discarded this import just now.', 'import_taken'),
      );
    void this.#jobs.apply(held.job).then(() => this.release(batch.id));
  }

  /** Forgets a batch and removes its file. */
  async release(id: string): Promise<void> {
    const held = this.#held.get(id);
    if (!held) return;
    clearTimeout(held.timer);
    this.#held.delete(id);
    await rm(held.job.order.path, { force: true });
  }

  #hold(job: Job): void {
    const timer = setTimeout(() => void this.release(job.id), HOLD_MS);
    timer.unref();
    this.#held.set(job.id, { job, timer });
  }

  /** Now and then: settles what processes that are gone left behind. */
  async tidy(): Promise<void> {
    const nowMs = Date.now();
    if (nowMs - this.#recoveredAtMs < RECOVER_EVERY_MS) return;
    this.#recoveredAtMs = nowMs;
    await recoverImports(this.#deps, false);
    await sweepUploads(nowMs);
  }
}
