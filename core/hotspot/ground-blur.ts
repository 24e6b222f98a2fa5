/** Counts of cells spread out by a Gaussian, as a kernel density in cells: nothing of them is lost at the edge of the ground. */
import type { MetricGrid } from './metric-grid.ts';
import { twoSidedP } from './normal.ts';

/** What of a grid the spreading needs. */
export type Lattice = Pick<MetricGrid, 'cellMetres' | 'columns' | 'rows' | 'cells'>;

/** Where the tails of the Gaussian are cut off, in standard deviations. */
const REACH = 4;

/**
 * A Gaussian of `sigmaMetres` over the cells of a ground. What is in a cell is spread over the cells round it by the share of the Gaussian over
 * each of them (that of its middle), and of what would fall outside the ground every cell of the ground gets its part back: each source is
 * divided by the share that stays (Diggle 1985), so that the sum is kept.
 */
export class GroundBlur {
  readonly #lattice: Lattice;
  readonly #inside: Int32Array;
  readonly #kernel: Float64Array;
  readonly #stays: Float64Array;

  /** `ground`: 1 for each cell that takes part. */
  constructor(lattice: Lattice, ground: Uint8Array, sigmaMetres: number) {
    this.#lattice = lattice;
    this.#inside = Int32Array.from(ground.keys()).filter((cell) => ground[cell] === 1);
    this.#kernel = kernelOf(sigmaMetres / lattice.cellMetres);
    this.#stays = this.#spread(Float64Array.from(ground));
  }

  /** `values` (one a cell) spread out; those outside the ground are left out, and nothing is spread there. */
  apply(values: Float64Array): Float64Array {
    const shares = new Float64Array(values.length);
    for (const cell of this.#inside) shares[cell] = values[cell]! / this.#stays[cell]!;
    return this.#spread(shares);
  }

  /** The share of what is in a cell that stays in it. */
  ownShare(cell: number): number {
    const middle = this.#kernel[(this.#kernel.length - 1) / 2]!;
    return this.#stays[cell]! > 0 ? (middle * middle) / this.#stays[cell]! : 0;
  }

  #spread(values: Float64Array): Float64Array {
    const { columns, rows, cells } = this.#lattice;
    const across = new Float64Array(columns * rows);
    const reach = (this.#kernel.length - 1) / 2;
    const touched: number[] = [];
    for (const cell of this.#inside) {
      const value = values[cell]!;
      if (value === 0) continue;
      const place = cells[cell]!;
      const column = place % columns;
      const last = Math.min(columns - 1, column + reach);
      for (let to = Math.max(0, column - reach); to <= last; to++) {
        const at = place - column + to;
        const part = value * this.#kernel[to - column + reach]!;
        if (part === 0) continue;
        if (across[at] === 0) touched.push(at);
        across[at]! += part;
      }
    }
    const both = alongColumns(across, touched, columns, rows, this.#kernel);
    const spread = new Float64Array(cells.length);
    for (const cell of this.#inside) spread[cell] = both[cells[cell]!]!;
    return spread;
  }
}

/** Shares of a Gaussian of `sigma` cells over the cells from its middle one to both sides; they add up to 1. */
function kernelOf(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(REACH * sigma));
  const below = (at: number) => (at < 0 ? twoSidedP(at / sigma) / 2 : 1 - twoSidedP(at / sigma) / 2);
  const kernel = Float64Array.from(
    { length: 2 * reach + 1 },
    (_, i) => below(i - reach + 0.5) - below(i - reach - 0.5),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((share) => share / sum);
}

/** Only the places in `touched` hold anything. */
function alongColumns(
  from: Float64Array,
  touched: readonly number[],
  columns: number,
  rows: number,
  kernel: Float64Array,
): Float64Array {
  const into = new Float64Array(from.length);
  const reach = (kernel.length - 1) / 2;
  for (const place of touched) {
    const value = from[place]!;
    const row = Math.floor(place / columns);
    const last = Math.min(rows - 1, row + reach);
    for (let to = Math.max(0, row - reach); to <= last; to++)
      into[place + (to - row) * columns]! += value * kernel[to - row + reach]!;
  }
  return into;
}
