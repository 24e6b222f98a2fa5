import { refusal } from '../../core/contract/reason.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { holdPlanInForce } from '../queries/grids.ts';
import { selectAreaSurfaces } from '../queries/imports.ts';
import { attributeToPast } from '../queries/relink.ts';
import type { LocatedRow } from './accept-records.ts';
import { planAreaFile } from './area-plan.ts';
import type { CityFrame } from './city-frame.ts';
import { csvRow } from './copy-text.ts';
import type { Choice } from './grid-repairs.ts';
import type { ImportOrder } from './import-order.ts';
import { ImportRefused } from './import-refused.ts';
import { IncidentNumbers } from './incident-numbers.ts';
import { RowIds } from './row-ids.ts';
import { planGridFile } from './surface-plan.ts';
import type { Survey } from './survey.ts';
import { isGroundless, type Tally } from './tally.ts';
import { readPolygons } from './wkb.ts';
import { PLACED_WRITERS, type PlacedWriter, type RowContext } from './write-placed.ts';
import { RoadWriter } from './write-roads.ts';
import { writeAreas, writeGrids } from './write-surfaces.ts';

/** Rows in one statement: small enough that others wait less than a second for the embedded database. */
const CHUNK_ROWS = 4000;

export interface WriteOrder {
  order: ImportOrder;
  batchId: string;
  frame: CityFrame;
  now: string;
  /** Its zone is that of a city that the file makes. */
  survey: Survey;
  /** What was chosen for places of a file of grids that are mended. */
  choices: readonly Choice[];
  onRows(written: number): Promise<void>;
}

/** Whether a noun is written as a whole, in one transaction, because its rows make sense only together. */
export function isWrittenWhole(noun: ImportNoun): boolean {
  return noun === 'grids' || noun === 'areas';
}

/** Throws ImportRefused for a noun that needs grids to lie in, where there are none. */
export function refuseWithoutGrids(noun: ImportNoun, frame: CityFrame): void {
  if (isWrittenWhole(noun) || noun === 'roads' || !frame.grids.isEmpty) return;
  throw new ImportRefused(
    'conflict',
    refusal(
      'There are no grids yet, so nothing can be placed. Import the grids first (--as grids).',
      'grids_needed',
    ),
  );
}

/** Throws ImportRefused where a row of a noun that is written whole can not be taken; grids without any ground may be left out. */
export function refuseIncomplete(noun: ImportNoun, tally: Tally): void {
  const refused = noun === 'grids' ? tally.refused - tally.groundless : tally.refused;
  if (refused === 0) return;
  const problems = tally.problems.filter((one) => noun !== 'grids' || !isGroundless(one));
  const [first] = problems;
  const message = `${refused} features can not be taken, and a plan needs all of them. The first: feature ${first?.row}, ${first?.message}`;
  const issues = problems
    .slice(0, 100)
    .map(({ row, message, reason, params }) => ({ path: `feature ${row}`, message, reason, params }));
  const why = refusal(message, 'rows_refused', { rows: refused, row: first?.row ?? 0 });
  throw new ImportRefused('would_break_partition', why, issues);
}

/** Everything that comes, as a list. */
export async function listOf<T>(pieces: AsyncIterable<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const piece of pieces) for (const row of piece) list.push(row);
  return list;
}

async function* chunksOf<T>(pieces: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const piece of pieces)
    for (const row of piece) {
      chunk.push(row);
      if (chunk.length < size) continue;
      yield chunk;
      chunk = [];
    }
  if (chunk.length > 0) yield chunk;
}

/** Writes accepted rows chunk by chunk; the number of rows by table. */
export async function writeRows(
  db: Queryable,
  rows: AsyncIterable<readonly LocatedRow[]>,
  to: WriteOrder,
): Promise<Record<string, number>> {
  const { as } = to.order.options;
  const roads = as === 'roads' ? await RoadWriter.open(db, to.batchId) : undefined;
  const numbers = new IncidentNumbers(to.frame.zone);
  const context: RowContext = { batchId: to.batchId, now: to.now, ids: new RowIds(), numbers };
  const writer = PLACED_WRITERS[as];
  let written = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for await (const chunk of chunksOf(rows, CHUNK_ROWS)) {
    written += await writing;
    await to.onRows(written);
    if (as === 'incidents') await numbers.prepare(db, timesOfUnnumbered(chunk));
    writing = roads ? roads.write(db, chunk) : writeChunk(db, writer, chunk, context);
    // The next rows are read meanwhile; a failure is met where the chunk is awaited.
    writing.catch(() => undefined);
  }
  written += await writing;
  await to.onRows(written);
  const { network } = to.survey.reader;
  if (roads && network) {
    const turns = await roads.writeTurns(db, network);
    if (turns.outside > 0) network.report.losses.turn_outside = turns.outside;
    return { road: written, turn_restriction: turns.written };
  }
  return { [roads ? 'road' : (writer?.table ?? as)]: written };
}

function timesOfUnnumbered(chunk: readonly LocatedRow[]): number[] {
  return chunk
    .filter(({ values }) => values.number === undefined)
    .map(({ values }) => Number(values.reportedAt));
}

async function writeChunk(
  db: Queryable,
  writer: PlacedWriter | undefined,
  chunk: readonly LocatedRow[],
  context: RowContext,
): Promise<number> {
  if (!writer) return 0;
  return await db.copy(writer.table, writer.columns, [
    chunk.map((row) => csvRow(writer.cells(row, context))).join(''),
  ]);
}

/** Writes grids or areas as a whole. */
export async function writeSurfaces(
  db: Queryable,
  rows: readonly LocatedRow[],
  to: WriteOrder,
): Promise<Record<string, number>> {
  const { options, scopeCode, fileName } = to.order;
  if (options.as === 'areas') {
    const { areas } = planAreaFile(rows, to.frame, options, scopeCode);
    return { area: await writeAreas(db, areas, to.batchId, to.survey.zone) };
  }
  const plan = await planGridFile(rows, to.frame, await existingAreas(db), options, scopeCode, to.choices);
  return await writeGrids(db, plan, {
    batchId: to.batchId,
    planName: fileName,
    now: to.now,
    zone: to.survey.zone,
  });
}

/** Areas that are there already, with their rings. */
export async function existingAreas(db: Queryable) {
  const rows = await selectAreaSurfaces(db);
  return rows.map(({ code, level, wkb }) => ({ code, level, polygons: readPolygons(wkb) }));
}

/** Ends the writing of placed rows. Refused if another plan than that by which they were placed is in force; it stays so until the transaction ends. */
export async function settlePlaced(tx: Queryable, { order, batchId, frame }: WriteOrder): Promise<void> {
  const { as } = order.options;
  if (isWrittenWhole(as)) return;
  if ((await holdPlanInForce(tx)) !== frame.planId) {
    const message =
      'Another plan came into force while the rows were written. Nothing was imported: apply it again.';
    throw new ImportRefused('conflict', refusal(message, 'import_overtaken'));
  }
  if (as === 'incidents') await attributeToPast(tx, { batchId });
}
