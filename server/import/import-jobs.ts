import { v7 as uuidv7 } from 'uuid';
import type { ImportWarning } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { selectCityZone } from '../queries/city.ts';
import { appendEvent } from '../queries/events.ts';
import { insertBatch, moveBatch, saveBatch } from '../queries/imports.ts';
import { selectReferenceSystem } from '../queries/reference-systems.ts';
import { type Acceptance, acceptRecords, type LocatedRow } from './accept-records.ts';
import { planAreaFile } from './area-plan.ts';
import { type CityFrame, loadCityFrame } from './city-frame.ts';
import type { Choice } from './grid-repairs.ts';
import type { ImportDeps, Job } from './import-job.ts';
import type { ImportOrder } from './import-order.ts';
import { ImportRefused } from './import-refused.ts';
import { addTally, reportOf, warningsOfThePlan, withoutAreas } from './import-report.ts';
import { PlaceWatch } from './look-at-places.ts';
import { eventNounOf, removeRows } from './remove-rows.ts';
import { planGridFile } from './surface-plan.ts';
import { surveyFile } from './survey.ts';
import { Tally } from './tally.ts';
import {
  existingAreas,
  isWrittenWhole,
  listOf,
  refuseIncomplete,
  refuseWithoutGrids,
  settlePlaced,
  type WriteOrder,
  writeRows,
  writeSurfaces,
} from './write-batch.ts';
import { cityWarnings } from './zone-warning.ts';

const SAVE_EVERY_MS = 700;
const BEAT_EVERY_MS = 10_000;

/** Checks and applies files, one after another, and keeps what was found in `import_batch`. */
export class ImportJobs {
  readonly #deps: ImportDeps;
  #turn: Promise<unknown> = Promise.resolve();
  #savedAtMs = 0;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  /** Surveys the file and makes its batch. Throws ImportRefused, and then leaves nothing, for a file or order that can not be taken. */
  async begin(order: ImportOrder): Promise<Job> {
    const { database } = this.#deps;
    const zone = await selectCityZone(database);
    const wktOf = (epsg: number) => selectReferenceSystem(database, epsg);
    const survey = await surveyFile(order.path, order.options, zone, wktOf);
    const nowMs = this.#deps.clock();
    const job: Job = {
      id: uuidv7({ msecs: nowMs }),
      order,
      survey,
      report: { ...reportOf(order.options.as, survey), heartbeatAt: new Date(nowMs).toISOString() },
      status: 'checking',
      rowsRead: 0,
      rowsWritten: 0,
      rowsRefused: 0,
      choices: [],
      repairs: undefined,
    };
    const { map, set, dateOrder } = order.options;
    await insertBatch(database, {
      id: job.id,
      noun: order.options.as,
      fileName: maskPersonalData(order.fileName).text,
      crs: survey.crs.code,
      mapping: { map, set, dateOrder: dateOrder ?? null, zone: survey.zone },
      scopeCode: order.scopeCode,
      accountId: order.accountId,
      report: job.report,
      createdAt: new Date(nowMs).toISOString(),
    });
    return job;
  }

  /**
   * Reads the whole file and says what would be written; ends as `checked` or `failed`. Where `goesOn` is told, a file of which
   * something can be taken and nothing must be confirmed ends as `importing`, to be applied at once. Never throws.
   */
  check(job: Job, goesOn: 'no' | 'without_warnings' | 'anyway' = 'no'): Promise<void> {
    return this.#inTurn(job, async () => {
      await this.#check(job);
      const isBlocked = job.report.warnings.some(({ blocking }) => blocking) && goesOn !== 'anyway';
      const isGoing = goesOn !== 'no' && job.report.accepted > 0 && !isBlocked;
      job.status = isGoing ? 'importing' : 'checked';
      Object.assign(
        job.report,
        isGoing ? { phase: 'writing', progress: 0 } : { phase: 'finished', progress: 1 },
      );
      await this.#save(job);
    });
  }

  /** Gives a checked batch up: nothing was written, nothing will be. */
  async discard(job: Job): Promise<void> {
    await moveBatch(this.#deps.database, job.id, 'checked', 'undone');
  }

  /** Takes a checked batch for writing; false when it is not one (any more). */
  async claim(job: Job): Promise<boolean> {
    const claimed = await moveBatch(this.#deps.database, job.id, 'checked', 'importing');
    if (claimed) job.status = 'importing';
    return claimed;
  }

  /** Takes a checked batch to be checked again with other choices; false when it is not one (any more). */
  async reopen(job: Job, choices: readonly Choice[]): Promise<boolean> {
    const reopened = await moveBatch(this.#deps.database, job.id, 'checked', 'checking');
    if (reopened) {
      Object.assign(job, { status: 'checking', choices });
      Object.assign(job.report, { phase: 'waiting', progress: 0 });
    }
    return reopened;
  }

  /** Writes a claimed batch; ends as `done` or `failed`, then with nothing written. Never throws. */
  apply(job: Job): Promise<void> {
    return this.#inTurn(job, () => this.#apply(job));
  }

  async #inTurn(job: Job, work: () => Promise<void>): Promise<void> {
    const beat = setInterval(() => void this.#save(job).catch(() => undefined), BEAT_EVERY_MS);
    beat.unref();
    const turn = this.#turn.then(async () => {
      try {
        await work();
      } catch (error) {
        await this.#fail(job, error);
      } finally {
        clearInterval(beat);
      }
    });
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  async #check(job: Job): Promise<void> {
    const frame = await loadCityFrame(this.#deps.database, job.order.options.as);
    job.report.phase = 'checking';
    const tally = new Tally();
    const watch = new PlaceWatch(frame, job.survey.crs.code, job.survey.fieldOf);
    const noun = job.order.options.as;
    refuseWithoutGrids(noun, frame);
    const acceptance = this.#acceptance(job, frame, tally);
    acceptance.onRecord = (record, row, areaCode) => watch.see(record, row, areaCode);
    const kept: LocatedRow[] = [];
    for await (const rows of acceptRecords(acceptance)) {
      if (isWrittenWhole(noun)) kept.push(...rows);
      await this.#progress(job, tally);
    }
    const planned = isWrittenWhole(noun) ? await this.#planWhole(job, kept, frame, tally) : [];
    addTally(job.report, tally, [...planned, ...watch.warnings()]);
    Object.assign(job, { rowsRead: tally.read, rowsRefused: tally.refused });
  }

  async #planWhole(job: Job, rows: readonly LocatedRow[], frame: CityFrame, tally: Tally) {
    const { options } = job.order;
    addTally(job.report, tally);
    refuseIncomplete(options.as, tally);
    const zone = { zone: job.survey.zone, isGiven: options.zone !== undefined };
    return [
      ...(await this.#planWarnings(job, rows, frame)),
      ...withoutAreas(tally),
      ...(frame.city === undefined ? cityWarnings(rows, zone, this.#deps.clock()) : []),
    ];
  }

  async #planWarnings(job: Job, rows: readonly LocatedRow[], frame: CityFrame): Promise<ImportWarning[]> {
    const { options, scopeCode } = job.order;
    if (options.as === 'areas') return planAreaFile(rows, frame, options, scopeCode).warnings;
    const existing = await existingAreas(this.#deps.database);
    const { warnings, repairs } = await planGridFile(rows, frame, existing, options, scopeCode, job.choices);
    job.repairs = repairs;
    if (repairs) job.report.repairs = repairs.summary;
    else delete job.report.repairs;
    return warnings;
  }

  async #apply(job: Job): Promise<void> {
    const { database, clock } = this.#deps;
    const noun = job.order.options.as;
    job.report.phase = 'writing';
    job.report.progress = 0;
    await this.#save(job);
    const frame = await loadCityFrame(database, noun, false);
    const tally = new Tally();
    const { onBytes: _read, ...acceptance } = this.#acceptance(job, frame, tally);
    const rows = acceptRecords(acceptance);
    const to: WriteOrder = {
      order: job.order,
      batchId: job.id,
      frame,
      now: new Date(clock()).toISOString(),
      survey: job.survey,
      choices: job.choices,
      onRows: async (written) => {
        job.rowsWritten = written;
        job.report.progress = Math.min(1, written / Math.max(1, job.report.accepted));
        await this.#progress(job, tally);
      },
    };
    const write = async (db: Queryable): Promise<void> => {
      job.report.written = isWrittenWhole(noun)
        ? await writeSurfaces(db, await listOf(rows), to)
        : await writeRows(db, rows, to);
    };
    if (database.engine === 'embedded' && !isWrittenWhole(noun)) {
      // One short statement at a time, since all others wait for the embedded database; `recover` removes what a killed process leaves.
      await write(database);
      await database.transaction((tx) => this.#finish(tx, job, tally, to));
    } else {
      await database.transaction(async (tx) => {
        await write(tx);
        await this.#finish(tx, job, tally, to);
      });
    }
    this.#deps.wake();
  }

  async #finish(tx: Queryable, job: Job, tally: Tally, to: WriteOrder): Promise<void> {
    await settlePlaced(tx, to);
    addTally(job.report, tally, warningsOfThePlan(job.report));
    Object.assign(job, { status: 'done', rowsRead: tally.read, rowsRefused: tally.refused });
    job.rowsWritten = Object.values(job.report.written).reduce((sum, count) => sum + count, 0);
    Object.assign(job.report, { phase: 'finished', progress: 1 });
    if (!(await saveBatch(tx, job.id, job, to.now)))
      throw new ImportRefused('conflict', refusal('The batch was given up meanwhile.', 'import_taken'));
    await appendEvent(tx, {
      at: to.now,
      actorId: job.order.accountId,
      noun: eventNounOf(job.order.options.as),
      kind: 'bulk',
      subjectId: job.id,
      areaCode: job.order.scopeCode,
      before: null,
      after: {
        import: job.id,
        noun: job.order.options.as,
        fileName: job.order.fileName,
        written: job.report.written,
      },
    });
  }

  #acceptance(job: Job, frame: CityFrame, tally: Tally): Acceptance {
    const { path, options, scopeCode } = job.order;
    return {
      path,
      noun: options.as,
      set: options.set,
      survey: job.survey,
      frame,
      scopeCode,
      tally,
      onBytes: (read) => {
        job.report.progress = Math.min(1, read / job.survey.sniffed.bytes);
      },
    };
  }

  async #progress(job: Job, tally: Tally): Promise<void> {
    const nowMs = Date.now();
    if (nowMs - this.#savedAtMs < SAVE_EVERY_MS) return;
    this.#savedAtMs = nowMs;
    Object.assign(job, { rowsRead: tally.read, rowsRefused: tally.refused });
    await this.#save(job);
  }

  async #save(job: Job, finishedAt: string | null = null): Promise<void> {
    job.report.heartbeatAt = new Date(this.#deps.clock()).toISOString();
    await saveBatch(this.#deps.database, job.id, job, finishedAt);
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    const refused = error instanceof ImportRefused ? error : undefined;
    if (!refused) this.#deps.onFault?.(error);
    job.report.error = {
      code: refused?.code ?? 'internal',
      detail: refused?.message ?? 'Something went wrong here; nothing was imported. The log says what.',
      issues: [...(refused?.issues ?? [])],
      ...(refused ? { reason: refused.refusal.reason, params: refused.refusal.params } : {}),
    };
    if (job.status !== 'checking') await removeRows(this.#deps.database, job.order.options.as, job.id);
    job.status = 'failed';
    job.rowsWritten = 0;
    job.report.written = {};
    Object.assign(job.report, { phase: 'finished', progress: 1 });
    await this.#save(job, new Date(this.#deps.clock()).toISOString());
  }
}
