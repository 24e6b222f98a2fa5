/** By trying all: the best partition of a small board into connected parts. Shares no code with the search. */

/** A partition as one bit mask a part, bit `y * side + x`. */
export type Parts = readonly number[];

export interface Best {
  variance: number;
  /** Share of cells moved, growth of the border if it grows, and mean loss of compactness of those parts that lose some. */
  cost: number;
}

export interface OracleLimits {
  maxMoved: number;
  minCompactness: number;
  borderFactor: number;
}

/** All partitions of a board into `count` connected parts, of `size` cells each if given. */
export function* connectedParts(side: number, count: number, size?: number): Generator<Parts> {
  const beside = besideOf(side);
  yield* partsOf(2 ** (side * side) - 1, count, beside, size);
}

function besideOf(side: number): number[] {
  return Array.from({ length: side * side }, (_, cell) => {
    const [x, y] = [cell % side, Math.floor(cell / side)];
    let mask = 0;
    if (x > 0) mask |= 1 << (cell - 1);
    if (x < side - 1) mask |= 1 << (cell + 1);
    if (y > 0) mask |= 1 << (cell - side);
    if (y < side - 1) mask |= 1 << (cell + side);
    return mask;
  });
}

function* partsOf(free: number, count: number, beside: readonly number[], size?: number): Generator<Parts> {
  const first = free & -free;
  for (const part of growing(first, 0, free, beside, size)) {
    if (size !== undefined && bits(part) !== size) continue;
    const rest = free & ~part;
    if (count === 1) {
      if (rest === 0) yield [part];
    } else if (bits(rest) >= count - 1)
      for (const others of partsOf(rest, count - 1, beside, size)) yield [part, ...others];
  }
}

/** Each connected set of free cells that holds `set` and none of `shut`, once. */
function* growing(
  set: number,
  shut: number,
  free: number,
  beside: readonly number[],
  size = 31,
): Generator<number> {
  yield set;
  if (bits(set) >= size) return;
  let around = 0;
  for (let cell = 0; cell < beside.length; cell++) if (set & (1 << cell)) around |= beside[cell] ?? 0;
  let passed = shut;
  for (let open = around & free & ~set & ~shut; open !== 0; open &= open - 1) {
    const next = open & -open;
    yield* growing(set | next, passed, free, beside, size);
    passed |= next;
  }
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The least variance of the workload, and for it the least cost, among partitions that keep the limits; all counted from `start`. */
export function bestOf(
  side: number,
  partitions: readonly Parts[],
  workload: readonly number[],
  start: Int32Array,
  limits: OracleLimits,
): Best {
  const startParts = masksOf(start);
  const startInner = innerMetres(side, startParts);
  const startCompact = startParts.map((part) => compactness(side, part));
  let best: Best = { variance: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY };
  const ranked = partitions.map((parts) => ({ parts, variance: varianceOf(parts, workload) }));
  ranked.sort((a, b) => a.variance - b.variance);
  for (const { parts, variance } of ranked) {
    if (variance > best.variance + 1e-9) break;
    const growth = innerMetres(side, parts) / startInner - 1;
    if (growth > limits.borderFactor - 1 + 1e-9) continue;
    const compact = parts.map((part) => compactness(side, part));
    const choices = parts.map((part, at) =>
      startParts.map((start, grid) => {
        const lost = Math.max(0, (startCompact[grid] ?? 0) - (compact[at] ?? 0));
        const isCompact = (compact[at] ?? 0) >= limits.minCompactness - 1e-9 || lost < 1e-9;
        return { moved: bits(part & ~start), lost, isCompact };
      }),
    );
    const cost = leastCost(choices, limits.maxMoved, side * side) + Math.max(0, growth);
    if (cost < best.cost) best = { variance, cost };
  }
  return best;
}

interface Choice {
  moved: number;
  lost: number;
  isCompact: boolean;
}

/** The least cost of giving each part the number of another grid; infinite if it can not be. */
function leastCost(
  choices: readonly (readonly Choice[])[],
  maxMoved: number,
  cells: number,
  part = 0,
  taken = 0,
): number {
  const row = choices[part];
  if (!row) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [grid, { moved, lost, isCompact }] of row.entries()) {
    if ((taken & (1 << grid)) !== 0 || !isCompact || moved > maxMoved) continue;
    const rest = leastCost(choices, maxMoved - moved, cells, part + 1, taken | (1 << grid));
    least = Math.min(least, moved / cells + lost / row.length + rest);
  }
  return least;
}

function masksOf(gridOf: Int32Array): number[] {
  const masks: number[] = [];
  for (const [cell, grid] of gridOf.entries()) masks[grid] = (masks[grid] ?? 0) | (1 << cell);
  return masks;
}

export function varianceOf(parts: Parts, workload: readonly number[]): number {
  const sums = parts.map((part) =>
    workload.reduce((sum, work, cell) => sum + (part & (1 << cell) ? work : 0), 0),
  );
  const mean = sums.reduce((sum, one) => sum + one, 0) / sums.length;
  return sums.reduce((sum, one) => sum + (one - mean) ** 2, 0) / sums.length;
}

function perimeter(side: number, part: number): number {
  let metres = 0;
  for (const [cell, beside] of besideOf(side).entries())
    if (part & (1 << cell)) metres += 4 - bits(beside & part);
  return metres;
}

function innerMetres(side: number, parts: Parts): number {
  return (parts.reduce((sum, part) => sum + perimeter(side, part), 0) - 4 * side) / 2;
}

function compactness(side: number, part: number): number {
  return (4 * Math.PI * bits(part)) / perimeter(side, part) ** 2;
}
