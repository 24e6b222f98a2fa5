import type { CellCounts, CellRange } from '../../core/columns/cell-cube.ts';
import type { Clauses, Counts } from '../../core/columns/crossfilter.ts';
import type { CubeRow } from '../../core/columns/cube-rows.ts';
import type { Level } from '../../core/vocabulary.ts';

/** Which incidents are asked about: those of the scope that pass the clauses, reported in [from, to), Unix seconds. */
export interface CubeQuestion {
  scopeCode: string;
  clauses: Clauses;
  from: number;
  to: number;
}

export type CubeAsk =
  | { what: 'scope'; scopeCode: string }
  | ({ what: 'counts'; level: Level; edges: readonly number[] | null } & CubeQuestion)
  | ({ what: 'cells'; range: CellRange } & CubeQuestion)
  | ({ what: 'sample' } & Pick<CubeQuestion, 'scopeCode' | 'clauses'>);

/** What a scope sees at all. */
export interface ScopeHeld {
  total: number;
  /** Unix seconds; null without any. */
  first: number | null;
  last: number | null;
  /** Another one after any change. */
  version: string;
}

export interface AreaCounted extends Omit<Counts, 'grids'> {
  /** `counts[i]` for the area `codes[i]` of the level. */
  areas: { codes: string[]; counts: Int32Array };
  histogram: Uint32Array | null;
}

/** Degrees times 1e7 of every so-manyth incident of the scope that passes the clauses, in order of time. */
export interface Sampled {
  /** How many pass. */
  total: number;
  lng7: Int32Array;
  lat7: Int32Array;
}

export interface CubeAnswers {
  scope: ScopeHeld;
  counts: AreaCounted;
  cells: CellCounts;
  sample: Sampled;
}

/** An incident as it is now, or the id of one that is gone. */
export type CubeChange = CubeRow | { removed: Pick<CubeRow, 'idHigh' | 'idLow'> };

export type ToCubes =
  | { kind: 'begin'; zone: string; room: number }
  | { kind: 'rows'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'settle' }
  | { kind: 'change'; change: CubeChange }
  | { kind: 'ask'; ask: CubeAsk };

/** Each message but `change` is answered, in order; `read`: rows so far. */
export type FromCubes =
  | { kind: 'done'; read: number }
  | { kind: 'answer'; answer: CubeAnswers[CubeAsk['what']] }
  | { kind: 'failed'; reason: string };
