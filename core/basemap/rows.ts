import { type MetreRing, type Span, spansOf } from './spans.ts';

/** How buildings stand in rows; lengths in metres, pairs are the least and the most. */
export interface RowPlan {
  /** Between the block's edge and the first wall. */
  margin: number;
  depth: readonly [number, number];
  length: readonly [number, number];
  /** Between neighbours of a row. */
  gap: readonly [number, number];
  /** From a row to the next. */
  lane: readonly [number, number];
  /** Share of places that stay empty. */
  empty: number;
  /** Share of buildings with a wing to the south. */
  wings: number;
  /** Rows begin at this share of the block from the south: what is left over is a yard or a playing field. */
  yard: number;
}

/** Sizes to try, largest first: a small block has small buildings. */
const SCALES = [1, 0.72, 0.5];

/** Buildings in rows along x within the ring, each a flat ring in metres, counter-clockwise and closed. */
export function rowsIn(ring: MetreRing, plan: RowPlan, dice: () => number): number[][] {
  const between = ([least, most]: readonly [number, number]) => least + (most - least) * dice();
  const size = { depth: between(plan.depth), length: between(plan.length), lane: between(plan.lane) };
  for (const scale of SCALES) {
    const buildings = rowsOfSize(ring, plan, size, scale, dice);
    if (buildings.length > 0) return buildings;
  }
  return [];
}

function rowsOfSize(
  ring: MetreRing,
  plan: RowPlan,
  size: { depth: number; length: number; lane: number },
  scale: number,
  dice: () => number,
): number[][] {
  const { margin, empty, gap } = plan;
  const depth = size.depth * scale;
  const least = plan.length[0] * scale;
  const reach = plan.wings > 0 ? Math.min(size.lane * 0.45, depth) : 0;
  const rowsAt = (y: number): Span[] =>
    spansOf(ring, y - reach - margin, y + depth + margin)
      .map(({ from, to }) => ({ from: from + margin, to: to - margin }))
      .filter(({ from, to }) => to - from >= least);
  const buildings: number[][] = [];
  for (const y of rowStarts(ring, plan.yard, depth + size.lane, (at) => rowsAt(at).length > 0)) {
    for (const row of rowsAt(y)) {
      const between = gap[0] + (gap[1] - gap[0]) * dice();
      for (const { from, to } of shareSpan(row, size.length * scale, between, least)) {
        if (dice() < empty) continue;
        const wing = dice() < plan.wings ? reach : 0;
        buildings.push(house(from, to, y, y + depth, wing, dice() < 0.5));
      }
    }
  }
  return buildings;
}

const SEEK_METRES = 1.5;

/** The south side of each row: from the first that fits to the last, about `pitch` apart and spread evenly. */
function rowStarts(ring: MetreRing, yard: number, pitch: number, fits: (south: number) => boolean): number[] {
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < ring.length; i += 2) {
    south = Math.min(south, ring[i]!);
    north = Math.max(north, ring[i]!);
  }
  let first = south + yard * (north - south);
  while (first < north && !fits(first)) first += SEEK_METRES;
  let last = north;
  while (last > first && !fits(last)) last -= SEEK_METRES;
  if (first >= north) return [];
  const gaps = Math.floor((last - first) / pitch + 0.001);
  if (gaps === 0) return [last > first && fits((first + last) / 2) ? (first + last) / 2 : first];
  return Array.from({ length: gaps + 1 }, (_, i) => first + (i * (last - first)) / gaps);
}

/** Equal stretches about as long as wished, with gaps between; none where not even the least fits. */
function shareSpan({ from, to }: Span, wished: number, gap: number, least: number): Span[] {
  const room = to - from;
  if (room < least) return [];
  const count = Math.max(1, Math.round((room + gap) / (wished + gap)));
  const length = (room - (count - 1) * gap) / count;
  if (length < least && count > 1) return shareSpan({ from, to }, room, gap, least);
  return Array.from({ length: count }, (_, i) => {
    const start = from + i * (length + gap);
    return { from: start, to: start + length };
  });
}

/** A rectangle, or with a wing an L; the wing hangs down from the west or the east end into the lane. */
function house(
  west: number,
  east: number,
  south: number,
  north: number,
  wing: number,
  isWest: boolean,
): number[] {
  const width = Math.min((east - west) * 0.4, 8);
  if (wing <= 1) return [west, south, east, south, east, north, west, north, west, south];
  return isWest
    ? [
        ...[west, south - wing, west + width, south - wing, west + width, south],
        ...[east, south, east, north, west, north, west, south - wing],
      ]
    : [
        ...[west, south, east - width, south, east - width, south - wing],
        ...[east, south - wing, east, north, west, north, west, south],
      ];
}
