import { codePrefix } from '../contract/area-code.ts';
import {
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type IncidentStatus,
  type IncidentType,
  NETS,
  type Net,
  PRIORITIES,
  type Priority,
} from '../vocabulary.ts';
import type { IncidentTable } from './incident-table.ts';

export const HOURS_A_WEEK = 168;

/** Which incidents count; an empty list lets everything through. */
export interface Clauses {
  types: readonly IncidentType[];
  priorities: readonly Priority[];
  statuses: readonly IncidentStatus[];
  nets: readonly Net[];
  /** Hours of the week by the city's clock, 0 being Monday 00-01. */
  hours: readonly number[];
  /** Code of the area they lie in, or null. */
  within: string | null;
}

/** The bit of `Crossfilter.fails` that stands for a clause. */
export const CLAUSE_BITS = { types: 1, priorities: 2, statuses: 4, nets: 8, hours: 16, within: 32 } as const;

/** The counts of the rows in the window. Each leaves out the clause of its own kind. */
export interface Counts {
  /** Rows that pass every clause. */
  selected: number;
  /** In the order of core/vocabulary.ts; `priorities[0]` is priority 1. */
  types: Int32Array;
  priorities: Int32Array;
  statuses: Int32Array;
  nets: Int32Array;
  hours: Int32Array;
  /** By place in the table's `gridCodes`. */
  grids: Int32Array;
}

const TYPE = CLAUSE_BITS.types;
const PRIORITY = CLAUSE_BITS.priorities;
const STATUS = CLAUSE_BITS.statuses;
const NET = CLAUSE_BITS.nets;
const HOUR = CLAUSE_BITS.hours;
const AREA = CLAUSE_BITS.within;
/** A row that comes or goes is taken from the counts and given back to them, one by one. */
const COUNTED_TWICE = 4;

/** A clause for the columns of a table: for each word its bit if the clause keeps it out, else 0. */
type Failing = readonly Uint8Array[];
/** The words of a column that other clauses now let through or keep out, with the bit that changes. */
interface Flips {
  kind: number;
  words: Uint8Array | Uint16Array | Uint32Array;
  bits: Uint8Array;
}

/**
 * Counts of a table under clauses and a window of time. Rows are in order of time, so a window is a range of rows: when it moves only the rows that
 * enter or leave are counted. When a clause changes, only its own column is read. `begin` after the table changed.
 */
export class Crossfilter {
  readonly #table: IncidentTable;
  #fails = new Uint8Array(0);
  #failing: Failing = [];
  #counts: Counts;
  #first = 0;
  #end = 0;

  constructor(table: IncidentTable, clauses: Clauses) {
    this.#table = table;
    this.#counts = noCounts(0);
    this.begin(clauses);
  }

  /** For each row of the table which clauses keep it out; 0: it passes. */
  get fails(): Uint8Array {
    return this.#fails;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** The rows in the window: [first, end). */
  get window(): { first: number; end: number } {
    return { first: this.#first, end: this.#end };
  }

  /** Takes the table as it is now. The window is empty until `show`. */
  begin(clauses: Clauses): void {
    const { columns, count } = this.#table;
    if (this.#fails.length < count) this.#fails = new Uint8Array(columns.reportedAt.length);
    else this.#fails.fill(0);
    this.#failing = [];
    this.#first = 0;
    this.#end = 0;
    this.change(clauses);
  }

  /** Takes other clauses for the rows that it has; the window stays. */
  change(clauses: Clauses): void {
    const after = failingOf(clauses, this.#table.columns.gridCodes);
    const changed = this.#flipsTo(after);
    this.#failing = after;
    const [only] = changed;
    if (only && changed.length === 1 && this.#isLittle(only)) this.#flipAndCount(only);
    else {
      for (const flips of changed) this.#flip(flips, 0, this.#table.count);
      this.#counts = noCounts(this.#table.columns.gridCodes.length);
      this.#add(this.#first, this.#end, 1);
    }
  }

  /** Moves the window to the rows [first, end). */
  show(first: number, end: number): void {
    const kept = Math.min(end, this.#end) - Math.max(first, this.#first);
    const changed = this.#end - this.#first + (end - first) - 2 * Math.max(0, kept);
    if (kept <= 0 || changed > end - first) {
      this.#counts = noCounts(this.#counts.grids.length);
      this.#add(first, end, 1);
    } else {
      this.#add(this.#first, first, -1);
      this.#add(first, this.#first, 1);
      this.#add(this.#end, end, 1);
      this.#add(end, this.#end, -1);
    }
    this.#first = first;
    this.#end = end;
  }

  /** Rows that pass every clause, whatever the window, in the bins that begin at `edges` (Unix seconds, rising; the last one is an end). */
  histogram(edges: readonly number[]): Uint32Array {
    const bins = new Uint32Array(Math.max(0, edges.length - 1));
    const fails = this.#fails;
    let row = this.#table.firstAt(edges[0] ?? 0);
    for (let bin = 0; bin < bins.length; bin++) {
      const end = this.#table.firstAt(edges[bin + 1]!);
      let count = 0;
      for (; row < end; row++) if (fails[row] === 0) count++;
      bins[bin] = count;
    }
    return bins;
  }

  /** The rows of [first, end), or of the window, that pass every clause. */
  rows(first = this.#first, end = this.#end): Uint32Array {
    return passingRows(this.#fails, first, end);
  }

  #flipsTo(after: Failing): Flips[] {
    const { type, priority, status, net, grid } = this.#table.columns;
    const columns = [type, priority, status, net, this.#table.hours, grid];
    return columns.flatMap((words, kind) => {
      const before = this.#failing[kind];
      const bits = (after[kind] ?? NO_WORDS).map((bit, word) => bit ^ (before?.[word] ?? 0));
      return bits.some((bit) => bit !== 0) ? [{ kind, words, bits }] : [];
    });
  }

  /** Whether it is less work to count what comes and goes than everything anew. The counts of a kind leave its own clause out: they tell, as they are. */
  #isLittle({ kind, bits }: Flips): boolean {
    const { types, priorities, statuses, nets, hours, grids } = this.#counts;
    const counts = [types, priorities, statuses, nets, hours, grids][kind];
    const failing = this.#failing[kind];
    // The first word of the priorities is none.
    const skipped = kind === PRIORITY_KIND ? 1 : 0;
    let [moved, selected] = [0, 0];
    counts?.forEach((count, i) => {
      if (bits[i + skipped] !== 0) moved += count;
      if (failing?.[i + skipped] === 0) selected += count;
    });
    return moved * COUNTED_TWICE < selected;
  }

  #flipAndCount(flips: Flips): void {
    const { words, bits } = flips;
    const fails = this.#fails;
    this.#flip(flips, 0, this.#first);
    for (let row = this.#first; row < this.#end; row++) {
      const bit = bits[words[row]!]!;
      if (bit === 0) continue;
      this.#add(row, row + 1, -1);
      fails[row]! ^= bit;
      this.#add(row, row + 1, 1);
    }
    this.#flip(flips, this.#end, this.#table.count);
  }

  #flip({ words, bits }: Flips, first: number, end: number): void {
    const fails = this.#fails;
    for (let row = first; row < end; row++) fails[row]! ^= bits[words[row]!]!;
  }

  /** Counts the rows [first, end) `sign` times: 1 or -1. Nothing when `end` is not after `first`. */
  #add(first: number, end: number, sign: number): void {
    const { type, priority, status, net, grid } = this.#table.columns;
    const { hours } = this.#table;
    const { types, priorities, statuses, nets, hours: byHour, grids } = this.#counts;
    const fails = this.#fails;
    let selected = 0;
    for (let row = first; row < end; row++) {
      switch (fails[row]) {
        case 0:
          selected++;
          types[type[row]!]! += sign;
          priorities[priority[row]! - 1]! += sign;
          statuses[status[row]!]! += sign;
          nets[net[row]!]! += sign;
          byHour[hours[row]!]! += sign;
          grids[grid[row]!]! += sign;
          break;
        case TYPE:
          types[type[row]!]! += sign;
          break;
        case PRIORITY:
          priorities[priority[row]! - 1]! += sign;
          break;
        case STATUS:
          statuses[status[row]!]! += sign;
          break;
        case NET:
          nets[net[row]!]! += sign;
          break;
        case HOUR:
          byHour[hours[row]!]! += sign;
          break;
        case AREA:
          grids[grid[row]!]! += sign;
      }
    }
    this.#counts.selected += sign * selected;
  }
}

/** The rows of [first, end) that no clause keeps out; `fails` as `Crossfilter` tells it. */
export function passingRows(fails: Uint8Array, first: number, end: number): Uint32Array {
  const rows = new Uint32Array(Math.max(0, end - first));
  let count = 0;
  for (let row = first; row < end; row++) if (fails[row] === 0) rows[count++] = row;
  return rows.slice(0, count);
}

function noCounts(grids: number): Counts {
  return {
    selected: 0,
    types: new Int32Array(INCIDENT_TYPES.length),
    priorities: new Int32Array(PRIORITIES.length),
    statuses: new Int32Array(INCIDENT_STATUSES.length),
    nets: new Int32Array(NETS.length),
    hours: new Int32Array(HOURS_A_WEEK),
    grids: new Int32Array(grids),
  };
}

const NO_WORDS = new Uint8Array(0);
const PRIORITY_KIND = 1;

/** In the order of the bits. */
function failingOf(clauses: Clauses, gridCodes: readonly string[]): Failing {
  const prefix = clauses.within === null ? '' : codePrefix(clauses.within);
  return [
    failures(INCIDENT_TYPES, clauses.types, TYPE),
    failures([0, ...PRIORITIES], clauses.priorities, PRIORITY),
    failures(INCIDENT_STATUSES, clauses.statuses, STATUS),
    failures(NETS, clauses.nets, NET),
    failures([...Array(HOURS_A_WEEK).keys()], clauses.hours, HOUR),
    Uint8Array.from(gridCodes, (code) => (code.startsWith(prefix) ? 0 : AREA)),
  ];
}

function failures<T>(words: readonly T[], wanted: readonly T[], bit: number): Uint8Array {
  return Uint8Array.from(words, (word) => (wanted.length === 0 || wanted.includes(word) ? 0 : bit));
}
