import { localMetres } from '../geometry/metres.ts';
import type { FlatRing } from '../geometry/ring.ts';
import type { LandKind } from '../vocabulary.ts';
import { makeDice } from './dice.ts';
import { perimeterOf } from './perimeter.ts';
import { type RowPlan, rowsIn } from './rows.ts';
import { type MetreRing, turnRing } from './spans.ts';

/** A city block: what it is used for, and its outline in integer units (1e-7 degree, lng before lat), counter-clockwise and closed. */
export interface Block {
  kind: LandKind;
  ring: FlatRing;
}

const SLABS: RowPlan = {
  margin: 5,
  depth: [12, 15],
  length: [30, 62],
  gap: [7, 11],
  lane: [17, 27],
  empty: 0.04,
  wings: 0,
  yard: 0,
};
const TOWERS: RowPlan = { ...SLABS, depth: [19, 24], length: [22, 30], gap: [16, 26], lane: [26, 40] };
const COURT_HOUSES: RowPlan = { ...SLABS, depth: [6.5, 8.5], length: [9, 16], gap: [2, 5], lane: [5, 8] };
const VILLAGE: RowPlan = {
  margin: 3,
  depth: [6.5, 8.5],
  length: [10, 15],
  gap: [3, 6.5],
  lane: [9, 14],
  empty: 0.17,
  wings: 0.55,
  yard: 0,
};
const HALLS: RowPlan = {
  margin: 7,
  depth: [24, 44],
  length: [46, 110],
  gap: [10, 17],
  lane: [13, 22],
  empty: 0.1,
  wings: 0,
  yard: 0,
};
const TRADE: RowPlan = {
  ...HALLS,
  margin: 5,
  depth: [20, 34],
  length: [28, 62],
  lane: [14, 24],
  empty: 0.07,
};
const CAMPUS: RowPlan = {
  ...SLABS,
  margin: 8,
  depth: [13, 17],
  length: [34, 70],
  lane: [20, 32],
  yard: 0.38,
};

/** A village in the country and a quarter at the edge of a town have larger blocks than a town, in square metres. */
const VILLAGE_BLOCK_M2 = 52_000;
/** Of larger ones most is gardens. */
const SCATTERED_BLOCK_M2 = 150_000;
const OLD_TOWN_BLOCK_M2 = 34_000;
/** Blocks in one square of this side, in integer units, are built in one manner. */
const QUARTER_UNITS = 90_000;

/**
 * Invented footprints for a block of the demo city: closed counter-clockwise rings in integer units, inside the block and apart
 * from each other. Dense quarters have houses round courts, others slabs and towers in rows, villages courtyards, works halls,
 * schools a playing field; green land has none. The same block gives the same buildings.
 */
export function buildingsOf({ kind, ring }: Block): number[][] {
  const plane = localMetres(ring[0] ?? 0, ring[1] ?? 0);
  const metres: number[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2)
    metres.push(
      ((ring[i] as number) - plane.originLng7) * plane.metresPerLng7,
      ((ring[i + 1] as number) - plane.originLat7) * plane.metresPerLat7,
    );
  const dice = makeDice(Math.imul(plane.originLng7, 31) ^ plane.originLat7);
  const angle = eastward(metres);
  const turned = turnRing(metres, -angle);
  const quarter = makeDice(quarterOf(plane.originLng7, plane.originLat7));
  return build(kind, turned, quarter(), dice).map((building) =>
    turnRing(building, angle).map((value, i) =>
      Math.round(
        i % 2 === 0
          ? plane.originLng7 + value / plane.metresPerLng7
          : plane.originLat7 + value / plane.metresPerLat7,
      ),
    ),
  );
}

function quarterOf(lng7: number, lat7: number): number {
  return Math.imul(Math.floor(lng7 / QUARTER_UNITS), 7919) ^ Math.floor(lat7 / QUARTER_UNITS);
}

function build(kind: LandKind, ring: MetreRing, quarter: number, dice: () => number): number[][] {
  if (kind === 'residential') return homes(ring, quarter, dice);
  if (kind === 'commercial') return rowsIn(ring, TRADE, dice);
  if (kind === 'industrial') return rowsIn(ring, HALLS, dice);
  return kind === 'education' ? rowsIn(ring, CAMPUS, dice) : [];
}

/** `quarter` in [0, 1) is the manner of the surroundings. */
function homes(ring: MetreRing, quarter: number, dice: () => number): number[][] {
  const areaM2 = areaOf(ring);
  if (areaM2 > SCATTERED_BLOCK_M2) return rowsIn(ring, { ...VILLAGE, empty: 0.5, lane: [18, 30] }, dice);
  if (areaM2 > VILLAGE_BLOCK_M2) return rowsIn(ring, VILLAGE, dice);
  if (areaM2 < OLD_TOWN_BLOCK_M2 && quarter < 0.34) return oldTown(ring, dice);
  return rowsIn(ring, dice() < (quarter > 0.75 ? 0.6 : 0.1) ? TOWERS : SLABS, dice);
}

function oldTown(ring: MetreRing, dice: () => number): number[][] {
  const depth = 9 + 4 * dice();
  const margin = 2.5;
  const street = perimeterOf(ring, { margin, depth, length: [11, 30], empty: 0.07 }, dice);
  return [...street, ...rowsIn(ring, { ...COURT_HOUSES, margin: margin + depth + 4 }, dice)];
}

/** The direction of most of the outline's length that is nearest to east, in radians: fronts face south. */
function eastward(ring: MetreRing): number {
  let cosine = 0;
  let sine = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const dx = ring[i + 2]! - ring[i]!;
    const dy = ring[i + 3]! - ring[i + 1]!;
    const turn = 4 * Math.atan2(dy, dx);
    const length = Math.hypot(dx, dy);
    cosine += length * Math.cos(turn);
    sine += length * Math.sin(turn);
  }
  return Math.atan2(sine, cosine) / 4;
}

function areaOf(ring: MetreRing): number {
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) twice += ring[i]! * ring[i + 3]! - ring[i + 2]! * ring[i + 1]!;
  return twice / 2;
}
