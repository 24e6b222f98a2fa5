import { type CellCounts, CellCube, holdsCells, widenedCells } from '../../core/columns/cell-cube.ts';
import { CountCube } from '../../core/columns/count-cube.ts';
import { type Clauses, HOURS_A_WEEK } from '../../core/columns/crossfilter.ts';
import { isInScope, passes, passingOf } from '../../core/columns/cube-kind.ts';
import { type CubeRow, type CubeRows, lat7Of, lng7Of } from '../../core/columns/cube-rows.ts';
import { ancestorCode } from '../../core/contract/area-code.ts';
import type { Level } from '../../core/vocabulary.ts';
import type {
  AreaCounted,
  CubeAnswers,
  CubeAsk,
  CubeChange,
  CubeQuestion,
  Sampled,
  ScopeHeld,
} from './cube-protocol.ts';

/** Cubes that are kept: one of counts is about 11 MB, one of cells 32 MB and what its range takes. */
const MOST_COUNTS = 12;
const MOST_CELLS = 5;
const SAMPLE = 30_000;
const EVERY_SECOND = 2 ** 32;
const ALL: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };

/** Answers questions about the rows by cubes, made when they are first needed and kept current with every change. */
export class CubeStore {
  readonly #rows: CubeRows;
  readonly #counts = new Map<string, CountCube>();
  readonly #cells = new Map<string, CellCube[]>();
  readonly #areas = new Map<string, { codes: string[]; places: Int32Array }>();
  readonly #born = crypto.randomUUID().slice(0, 8);
  #changes = 0;

  constructor(rows: CubeRows) {
    this.#rows = rows;
  }

  answer(ask: CubeAsk): CubeAnswers[CubeAsk['what']] {
    if (ask.what === 'scope') return this.#scope(ask.scopeCode);
    if (ask.what === 'sample') return this.#sample(ask);
    return ask.what === 'counts' ? this.#counted(ask) : this.#inCells(ask);
  }

  change(change: CubeChange): void {
    this.#changes++;
    const rows = this.#rows;
    if ('removed' in change) {
      const row = rows.find(change.removed.idHigh, change.removed.idLow);
      if (row < 0) return;
      this.#adjust(row, -1);
      rows.remove(row);
      return;
    }
    const known = this.#find(change);
    if (known >= 0) this.#adjust(known, -1);
    const codes = rows.gridCodes.length;
    const row = known >= 0 ? known : rows.insert(change);
    if (known >= 0) rows.change(known, change);
    if (rows.gridCodes.length > codes) this.#forget();
    else this.#adjust(row, 1);
  }

  /** When an incident was reported never changes. */
  #find({ idHigh, idLow, second }: CubeRow): number {
    return this.#rows.find(idHigh, idLow, second);
  }

  #adjust(row: number, sign: 1 | -1): void {
    for (const cube of this.#counts.values()) cube.adjust(row, sign);
    for (const cubes of this.#cells.values()) for (const cube of cubes) cube.adjust(row, sign);
  }

  /** A grid that no cube knows. */
  #forget(): void {
    this.#counts.clear();
    this.#cells.clear();
    this.#areas.clear();
  }

  #scope(scopeCode: string): ScopeHeld {
    const { selected: total } = this.#cubeOf(scopeCode, ALL).counts(0, EVERY_SECOND);
    const { seconds, hours, grids, gridCodes, count } = this.#rows;
    const passing = passingOf(ALL, scopeCode, gridCodes);
    const isSeen = (row: number): boolean =>
      hours[row]! < HOURS_A_WEEK && isInScope(passing.grids[grids[row]!]!);
    let [first, last] = [0, count - 1];
    if (total > 0) {
      while (!isSeen(first)) first++;
      while (!isSeen(last)) last--;
    }
    const at = (row: number): number | null => (total > 0 ? seconds[row]! : null);
    return { total, first: at(first), last: at(last), version: `${this.#born}-${this.#changes}` };
  }

  #counted({
    scopeCode,
    clauses,
    from,
    to,
    level,
    edges,
  }: Extract<CubeAsk, { what: 'counts' }>): AreaCounted {
    const cube = this.#cubeOf(scopeCode, clauses);
    const { grids, ...counts } = cube.counts(from, to);
    const areas = this.#areasOf(scopeCode, level);
    const byArea = new Int32Array(areas.codes.length);
    areas.places.forEach((place, grid) => {
      if (place >= 0) byArea[place]! += grids[grid]!;
    });
    const histogram = edges && cube.histogram(edges);
    return { ...counts, areas: { codes: areas.codes, counts: byArea }, histogram };
  }

  #inCells({ scopeCode, clauses, from, to, range }: Extract<CubeAsk, { what: 'cells' }>): CellCounts {
    const cubes = taken(this.#cells, keyOf({ scopeCode, clauses }), MOST_CELLS, () => []);
    let cube = cubes.find((each) => holdsCells(each.range, range));
    if (!cube) {
      // Its own kin go first: the map has moved on.
      if (cubes.length > 1) cubes.shift();
      const passing = passingOf(clauses, scopeCode, this.#rows.gridCodes);
      cube = new CellCube(this.#rows, passing, widenedCells(range));
      cubes.push(cube);
    }
    return cube.counts(from, to, range);
  }

  #sample({ scopeCode, clauses }: Extract<CubeAsk, { what: 'sample' }>): Sampled {
    const { count, kinds, hours, grids, gridCodes, x, y } = this.#rows;
    const passing = passingOf(clauses, scopeCode, gridCodes);
    const { selected: total } = this.#cubeOf(scopeCode, clauses).counts(0, EVERY_SECOND);
    const each = Math.max(1, Math.ceil(total / SAMPLE));
    const rows: number[] = [];
    let seen = 0;
    for (let row = 0; row < count; row++)
      if (passes(passing, kinds[row]!, hours[row]!, grids[row]!) && seen++ % each === 0) rows.push(row);
    return {
      total,
      lng7: Int32Array.from(rows, (row) => lng7Of(x[row]!)),
      lat7: Int32Array.from(rows, (row) => lat7Of(y[row]!)),
    };
  }

  #cubeOf(scopeCode: string, clauses: Clauses): CountCube {
    const make = () => new CountCube(this.#rows, passingOf(clauses, scopeCode, this.#rows.gridCodes));
    return taken(this.#counts, keyOf({ scopeCode, clauses }), MOST_COUNTS, make);
  }

  #areasOf(scopeCode: string, level: Level): { codes: string[]; places: Int32Array } {
    const { gridCodes } = this.#rows;
    const passing = passingOf(ALL, scopeCode, gridCodes);
    return taken(this.#areas, `${scopeCode}/${level}`, MOST_COUNTS, () => {
      const places = new Map<string, number>();
      const placeOf = (grid: string, i: number): number => {
        const code = isInScope(passing.grids[i]!) && grid !== '' && ancestorCode(grid, level);
        if (!code) return -1;
        if (!places.has(code)) places.set(code, places.size);
        return places.get(code) ?? -1;
      };
      return { places: Int32Array.from(gridCodes, placeOf), codes: [...places.keys()] };
    });
  }
}

function keyOf({ scopeCode, clauses }: Pick<CubeQuestion, 'scopeCode' | 'clauses'>): string {
  return JSON.stringify([scopeCode, clauses]);
}

/** The one of a key, made if need be; the one that was not asked for the longest goes when there are more than `most`. */
function taken<T>(kept: Map<string, T>, key: string, most: number, make: () => T): T {
  const known = kept.get(key);
  kept.delete(key);
  if (known === undefined && kept.size >= most) kept.delete(kept.keys().next().value ?? '');
  const one = known ?? make();
  kept.set(key, one);
  return one;
}
