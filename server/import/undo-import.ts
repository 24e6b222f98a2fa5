import { because, type Refusal, refusal } from '../../core/contract/reason.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { appendEvent } from '../queries/events.ts';
import {
  countEdited,
  countPlaced,
  countUnitsOnRoutes,
  markUndone,
  moveBatch,
  type StoredBatch,
  saveBatch,
  selectUnfinished,
} from '../queries/imports.ts';
import type { ImportDeps } from './import-job.ts';
import { ImportRefused } from './import-refused.ts';
import { eventNounOf, removeRows, TABLE_OF } from './remove-rows.ts';

const IN_GRIDS = [
  'post',
  'checkpoint',
  'institution',
  'device',
  'route',
  'unit',
  'incident',
  'case_file',
  'risk_file',
];
const STALE_MS = 60_000;

/** What stands in the way of undoing; undefined when nothing does. */
async function hindrance(db: Queryable, noun: ImportNoun, batchId: string): Promise<Refusal | undefined> {
  if (noun === 'grids' || noun === 'areas') {
    const placed = await countPlaced(db, noun === 'grids' ? IN_GRIDS : ['grid']);
    if (placed === 0) return undefined;
    const then = 'Undo their imports or remove them first.';
    return noun === 'grids'
      ? blocked(`${placed} things lie in its grids. ${then}`, 'undo_things_in_grids', { things: placed })
      : blocked(`${placed} grids lie in its areas. ${then}`, 'undo_grids_in_areas', { grids: placed });
  }
  const table = TABLE_OF[noun];
  const edited = table === undefined || noun === 'roads' ? 0 : await countEdited(db, table, batchId);
  if (edited > 0) {
    const why = `${edited} of its rows were edited since. Undoing would lose those edits.`;
    return blocked(why, 'undo_rows_edited', { rows: edited });
  }
  const units = noun === 'routes' ? await countUnitsOnRoutes(db, batchId) : 0;
  if (units === 0) return undefined;
  return blocked(`${units} units drive its routes. Give them other routes first.`, 'undo_units_on_routes', {
    units,
  });
}

const blocked: typeof refusal = (why, reason, ...filling) =>
  refusal(`The import is not undone: ${why}`, reason, ...filling);

/**
 * Begins to undo a batch: refuses what can not be undone, then gives the function that removes what it wrote. Throws ImportRefused:
 * `import_undone_blocked` when rows were edited or others depend on them, `conflict` when the batch was not applied. A process killed
 * on the way leaves a batch that `recoverImports` finishes.
 */
export async function beginUndo(
  deps: ImportDeps,
  batch: StoredBatch,
  accountId: string | null,
): Promise<() => Promise<void>> {
  const { database, clock } = deps;
  const why = await hindrance(database, batch.noun, batch.id);
  if (why && batch.status === 'done') throw new ImportRefused('import_undone_blocked', why);
  batch.report.phase = 'undoing';
  delete batch.report.undoFailedAt;
  batch.report.heartbeatAt = new Date(clock()).toISOString();
  if (!(await moveBatch(database, batch.id, 'done', 'importing')))
    throw new ImportRefused(
      'conflict',
      refusal(
        `Only an import that was applied can be undone; this one is ${batch.status}.`,
        'import_not_applied',
        {
          importStatus: batch.status,
        },
      ),
    );
  await saveBatch(database, batch.id, { ...batch, status: 'importing' }, batch.finishedAt);
  return async () => {
    try {
      await finishUndo(deps, batch, accountId);
    } catch (error) {
      await tellFailed(deps, batch);
      if (TABLE_OF[batch.noun] === undefined) await moveBatch(database, batch.id, 'importing', 'done');
      throw error;
    }
  };
}

/** Whoever looks at the batch is told that undoing it failed; it stays silent from then on, so that it is taken up again. */
async function tellFailed({ database, clock }: ImportDeps, batch: StoredBatch): Promise<void> {
  const report = { ...batch.report, undoFailedAt: new Date(clock()).toISOString() };
  await saveBatch(database, batch.id, { ...batch, status: 'importing', report }, batch.finishedAt);
}

/** Removes what a batch wrote; see `beginUndo`. */
export async function undoImport(
  deps: ImportDeps,
  batch: StoredBatch,
  accountId: string | null,
): Promise<void> {
  const finish = await beginUndo(deps, batch, accountId);
  await finish();
}

async function finishUndo(deps: ImportDeps, batch: StoredBatch, accountId: string | null): Promise<void> {
  const { database, clock } = deps;
  const isWhole = TABLE_OF[batch.noun] === undefined;
  if (!isWhole) await removeRows(database, batch.noun, batch.id, true);
  const at = new Date(clock()).toISOString();
  await database.transaction(async (tx) => {
    if (isWhole) await removeRows(tx, batch.noun, batch.id);
    await saveBatch(
      tx,
      batch.id,
      { ...batch, status: 'importing', report: { ...batch.report, phase: 'finished' } },
      batch.finishedAt,
    );
    await markUndone(tx, batch.id, at);
    await appendEvent(tx, {
      at,
      actorId: accountId,
      noun: eventNounOf(batch.noun),
      kind: 'bulk',
      subjectId: batch.id,
      areaCode: batch.scopeCode,
      before: { import: batch.id, noun: batch.noun, fileName: batch.fileName, written: batch.report.written },
      after: null,
    });
  });
  deps.wake();
}

/**
 * Settles the batches of processes that are gone: what was half written is removed and the batch fails, what was half undone is
 * undone. How many. At the start of the one process on the embedded database all unfinished batches are such (`atStart`); otherwise
 * a batch is given up when it was silent for a minute.
 */
export async function recoverImports(deps: ImportDeps, atStart: boolean): Promise<number> {
  const { database, clock } = deps;
  const alone = atStart && database.engine === 'embedded';
  let recovered = 0;
  for (const batch of await selectUnfinished(database)) {
    const beatMs = Date.parse(batch.report.heartbeatAt ?? batch.createdAt);
    if (!alone && clock() - beatMs < STALE_MS) continue;
    recovered += 1;
    if (batch.report.phase === 'undoing') {
      await finishUndo(deps, batch, batch.accountId).catch(async (error: unknown) => {
        await tellFailed(deps, batch);
        throw error;
      });
      continue;
    }
    if (batch.status === 'importing') await removeRows(database, batch.noun, batch.id);
    const error = {
      code: 'interrupted',
      detail: 'The process stopped in the middle. Nothing of this import was kept; import the file again.',
      ...because('import_interrupted'),
      issues: [],
    };
    const report = { ...batch.report, phase: 'finished' as const, progress: 1, written: {}, error };
    const state = { ...batch, status: 'failed' as const, rowsWritten: 0, report };
    await saveBatch(database, batch.id, state, new Date(clock()).toISOString());
  }
  return recovered;
}
