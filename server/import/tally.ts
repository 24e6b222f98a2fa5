import type { ImportReport, ImportWarning, RowProblem } from '../../core/contract/import.ts';
import type { Reason } from '../../core/contract/reason.ts';
import type { RoadFileReport } from '../../core/contract/road-file.ts';
import type { AcceptedRow } from '../../core/import/accept-row.ts';
import type { PersonalKind } from '../../core/personal-data.ts';
import { detached } from './detached.ts';

const MAX_PROBLEMS = 1000;
const MAX_PREVIEW = 500;
const MAX_ROWS_NAMED = 100;
const GROUNDLESS: readonly Reason[] = ['geometry_of_other_kind', 'geometry_empty', 'ring_too_small'];

/** Whether a feature is refused because there is no area in it. */
export function isGroundless({ reason }: RowProblem): boolean {
  return reason !== undefined && GROUNDLESS.includes(reason);
}

/** Counts what becomes of the rows of a file, and keeps an even choice of them for the preview. */
export class Tally {
  read = 0;
  accepted = 0;
  refused = 0;
  dayOnly = 0;
  /** Refused because they hold no ground at all, and the first of them. */
  groundless = 0;
  readonly groundlessRows: number[] = [];
  /** Rows with rings that were closed, or left out because they hold no ground. */
  readonly mendedRows = { closed: 0, left: 0 };
  readonly problems: RowProblem[] = [];
  readonly refusedBy: ImportReport['refusedBy'] = {};
  readonly masked: Partial<Record<PersonalKind, number>> = {};
  readonly warnings: ImportWarning[] = [];
  /** What a file of roads holds besides its rows. */
  network: RoadFileReport | undefined;
  #preview: { place: number; feature: Record<string, unknown> }[] = [];
  #stride = 1;

  refuse(problem: RowProblem): void {
    this.refused += 1;
    this.refusedBy[problem.code] = (this.refusedBy[problem.code] ?? 0) + 1;
    if (isGroundless(problem)) {
      this.groundless += 1;
      if (this.groundlessRows.length < MAX_ROWS_NAMED) this.groundlessRows.push(problem.row);
    }
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(detached(problem));
  }

  accept(row: AcceptedRow, shown: (row: AcceptedRow) => Record<string, unknown>): void {
    if (this.accepted % this.#stride === 0) this.#keep(row, shown);
    this.accepted += 1;
    if (row.dayOnly) this.dayOnly += 1;
    if (row.mended?.closed) this.mendedRows.closed += 1;
    if (row.mended?.left) this.mendedRows.left += 1;
    if (row.masked.length > 0)
      for (const kind of new Set(row.masked)) this.masked[kind] = (this.masked[kind] ?? 0) + 1;
  }

  #keep(row: AcceptedRow, shown: (row: AcceptedRow) => Record<string, unknown>): void {
    this.#preview.push({ place: this.accepted, feature: detached(shown(row)) });
    if (this.#preview.length < MAX_PREVIEW * 2) return;
    this.#stride *= 2;
    this.#preview = this.#preview.filter(({ place }) => place % this.#stride === 0);
  }

  get preview(): Record<string, unknown>[] {
    const every = Math.ceil(this.#preview.length / MAX_PREVIEW);
    return this.#preview.filter((_, index) => index % every === 0).map(({ feature }) => feature);
  }
}
