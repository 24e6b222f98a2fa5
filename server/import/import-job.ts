import type { ImportReport, ImportStatus } from '../../core/contract/import.ts';
import type { Database } from '../database/database.ts';
import type { Choice, FileRepairs } from './grid-repairs.ts';
import type { ImportOrder } from './import-order.ts';
import type { Survey } from './survey.ts';

/** What imports need of the server. */
export interface ImportDeps {
  database: Database;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Called after something was committed to the log. */
  wake: () => void;
  /** A fault of ours, for the log. */
  onFault?: (error: unknown) => void;
}

/** A batch at work in this process. */
export interface Job {
  readonly id: string;
  readonly order: ImportOrder;
  readonly survey: Survey;
  readonly report: ImportReport;
  status: ImportStatus;
  rowsRead: number;
  rowsWritten: number;
  rowsRefused: number;
  /** What was chosen for places of a file of grids that are mended. */
  choices: readonly Choice[];
  /** What the last check mended. */
  repairs: FileRepairs | undefined;
}
