import type { Cell } from './csv.ts';

/** One table of the city: its columns and its rows. */
export interface TableLoad {
  table: string;
  columns: readonly string[];
  rows: Iterable<readonly Cell[]>;
}

export const NAMES = ['name_zh', 'name_en'] as const;
