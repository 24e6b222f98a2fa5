import type { ImportOptions } from '../../core/contract/import.ts';

/** Which file is to be imported how, and by whom. */
export interface ImportOrder {
  /** Where the file lies on this machine. */
  path: string;
  /** What the user calls it. */
  fileName: string;
  options: ImportOptions;
  /** Null: a command at the console. */
  accountId: string | null;
  scopeCode: string;
}
