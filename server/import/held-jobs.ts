import { rm } from 'node:fs/promises';
import type { ImportBatchDetail } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Choice, FileRepairs } from './grid-repairs.ts';
import type { ImportDeps, Job } from './import-job.ts';
import { ImportJobs } from './import-jobs.ts';
import type { ImportOrder } from './import-order.ts';
import { ImportRefused } from './import-refused.ts';
import { sweepUploads } from './receive-upload.ts';
import { recoverImports } from './undo-import.ts';

const HOLD_MS = 3_600_000;
const RECOVER_EVERY_MS = 30_000;

function notChecked({ status }: ImportBatchDetail): ImportRefused {
  const message = `Only a checked import can be looked through or applied; this one is ${status}.`;
  return new ImportRefused('conflict', refusal(message, 'import_not_checked', { importStatus: status }));
}

function fileGone(): ImportRefused {
  const message = 'The checked file is no longer held here (for an hour at most). Upload it again.';
  return new ImportRefused('conflict', refusal(message, 'import_file_gone'));
}

function taken(): ImportRefused {
  const message = 'Somebody else applied or discarded this import just now.';
  return new ImportRefused('conflict', refusal(message, 'import_taken'));
}

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
    if (batch.status !== 'checked') throw notChecked(batch);
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
    const job = this.#heldJob(batch);
    if (!(await this.#jobs.claim(job))) throw taken();
    void this.#jobs.apply(job).then(() => this.release(batch.id));
  }

  /** Checks a checked batch again with other choices. Throws ImportRefused when it can not be. */
  async recheck(batch: ImportBatchDetail, choices: readonly Choice[]): Promise<void> {
    const job = this.#heldJob(batch);
    if (!(await this.#jobs.reopen(job, choices))) throw taken();
    void this.#run(job, 'no');
  }

  /** What the check of a batch mended. Throws ImportRefused when its file is not held by this process. */
  repairsOf(batch: ImportBatchDetail): FileRepairs | undefined {
    return this.#heldJob(batch).repairs;
  }

  #heldJob(batch: ImportBatchDetail): Job {
    const held = batch.status === 'checked' ? this.#held.get(batch.id) : undefined;
    if (!held) throw batch.status === 'checked' ? fileGone() : notChecked(batch);
    return held.job;
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
