/**
 * The cylinders of a space-time permutation scan (Kulldorff, Heffernan, Hartman, Assunção, Mostashari 2005): circles round each place, times of whole days.
 * What is here does not change when the days are permuted among the cases: which places each circle holds, how many cases, and how many cases each day has.
 */

/** Cases by place; metres of any plane. Place `i` has the cases `starts[i]` to `starts[i + 1] - 1`. */
export interface ScanCases {
  x: Float64Array;
  y: Float64Array;
  starts: Uint32Array;
  /** Day of each case, 0 to `days - 1`. */
  day: Uint16Array;
  days: number;
}

/** Which cylinders are looked at. */
export interface ScanReach {
  /** Largest radius of a circle, its end included. */
  maxRadiusMetres: number;
  /** Most cases in a circle, as part of all: 0.5 and less. */
  maxShare: number;
  minDays: number;
  maxDays: number;
  /** Fewest cases in a cylinder. */
  minCases: number;
  /** Only cylinders that reach into the last day (prospective), or all (retrospective). */
  onlyCurrent: boolean;
}

/** Circles in blocks: the places of a centre from near to far, cut where a circle ends. */
export interface ScanFrame {
  cases: ScanCases;
  reach: ScanReach;
  total: number;
  mostInCircle: number;
  /** Places round the centre `i`, from near to far: `around[aroundStart[i]]` to `around[aroundStart[i + 1] - 1]`. */
  around: Uint32Array;
  aroundStart: Uint32Array;
  /** 1 where a circle ends: the next place is farther away. */
  endsCircle: Uint8Array;
  /** Cases at each place of `around` and at those before it round the same centre. */
  mass: Uint32Array;
  /** Blocks of the centre `i`: `blockStart[i]` to `blockStart[i + 1] - 1`; block `b` holds `around` from `blockFrom[b]` to `blockFrom[b + 1] - 1`. */
  blockStart: Uint32Array;
  blockFrom: Uint32Array;
  /** Cases within the smallest circle of each block, and within the largest. */
  leastMass: Uint32Array;
  mostMass: Uint32Array;
  /** Cases of the city on each day, and before each day. */
  dayTotals: Uint32Array;
  before: Uint32Array;
  /** Cases in the fullest window. */
  mostInWindow: number;
  /** Fewest cases of a day that has some. */
  leastInDay: number;
}

/** More places round centres than this are refused: the radius or the share must be smaller, or the places larger. */
const MOST_AROUND = 16_000_000;

/** The circles or windows would be too many. */
export class ScanTooWide extends Error {
  override name = 'ScanTooWide';
}

/**
 * The frame of a scan. Days of `cases` in any order within a place; a window is never longer than the study. Throws ScanTooWide when there are too many circles, and
 * RangeError when the reach makes no sense.
 */
export function scanFrame(cases: ScanCases, asked: ScanReach, mostAround = MOST_AROUND): ScanFrame {
  const reach = { ...asked, maxDays: Math.min(asked.maxDays, cases.days) };
  checkReach(reach);
  const total = cases.day.length;
  const mostInCircle = Math.floor(reach.maxShare * total);
  const times = timesOf(cases, reach);
  const circles = circlesOf(cases, reach.maxRadiusMetres, mostInCircle, mostAround);
  return {
    cases,
    reach,
    total,
    mostInCircle,
    ...times,
    ...circles,
    ...blocksOf(circles, blockGrowth(reach, times.mostInWindow / Math.max(1, total))),
  };
}

function checkReach({ maxRadiusMetres, maxShare, minDays, maxDays, minCases }: ScanReach): void {
  const isWhole = [minDays, maxDays, minCases].every((value) => Number.isInteger(value) && value >= 1);
  if (!isWhole || minDays > maxDays)
    throw new RangeError('days and cases of a scan are whole numbers from 1');
  if (!(maxRadiusMetres >= 0) || !(maxShare > 0 && maxShare <= 0.5))
    throw new RangeError('a scan needs a radius, and a share of at most a half');
}

function timesOf({ day, days }: ScanCases, { maxDays }: ScanReach) {
  const dayTotals = new Uint32Array(days);
  for (const d of day) dayTotals[d]!++;
  const before = new Uint32Array(days + 1);
  let mostInWindow = 0;
  for (let d = 0; d < days; d++) {
    before[d + 1] = before[d]! + dayTotals[d]!;
    mostInWindow = Math.max(mostInWindow, before[d + 1]! - before[Math.max(0, d + 1 - maxDays)]!);
  }
  const leastInDay = dayTotals.reduce((least, n) => (n > 0 && n < least ? n : least), mostInWindow);
  return { dayTotals, before, mostInWindow, leastInDay };
}

interface Circles {
  around: Uint32Array;
  aroundStart: Uint32Array;
  endsCircle: Uint8Array;
  mass: Uint32Array;
}

function circlesOf(
  cases: ScanCases,
  maxRadiusMetres: number,
  mostInCircle: number,
  mostAround: number,
): Circles {
  const count = cases.x.length;
  const around: number[] = [];
  const ends: number[] = [];
  const aroundStart = new Uint32Array(count + 1);
  const squares = new Float64Array(count);
  for (let centre = 0; centre < count; centre++) {
    const near = placesByDistance(cases, centre, maxRadiusMetres, squares);
    appendCircles(cases, near, squares, mostInCircle, around, ends);
    aroundStart[centre + 1] = around.length;
    if (around.length > mostAround) throw new ScanTooWide('too many places lie within the radius');
  }
  const places = Uint32Array.from(around);
  const mass = massOf(cases.starts, places, aroundStart);
  return { around: places, aroundStart, endsCircle: Uint8Array.from(ends), mass };
}

function massOf(starts: Uint32Array, around: Uint32Array, aroundStart: Uint32Array): Uint32Array {
  const mass = new Uint32Array(around.length);
  for (let centre = 0; centre + 1 < aroundStart.length; centre++) {
    let sum = 0;
    for (let at = aroundStart[centre]!; at < aroundStart[centre + 1]!; at++) {
      sum += starts[around[at]! + 1]! - starts[around[at]!]!;
      mass[at] = sum;
    }
  }
  return mass;
}

/** Places within the radius, from near to far, equally far ones by number; their squared distances go into `squares`. */
function placesByDistance(
  { x, y }: ScanCases,
  centre: number,
  maxRadiusMetres: number,
  squares: Float64Array,
): number[] {
  const near: number[] = [];
  const limit = maxRadiusMetres * maxRadiusMetres;
  for (let place = 0; place < squares.length; place++) {
    const east = x[place]! - x[centre]!;
    const north = y[place]! - y[centre]!;
    squares[place] = east * east + north * north;
    if (squares[place]! <= limit) near.push(place);
  }
  return near.sort((a, b) => squares[a]! - squares[b]! || a - b);
}

/** Takes whole circles, equally far places together, as long as they do not hold more cases than they may. */
function appendCircles(
  { starts }: ScanCases,
  near: readonly number[],
  squares: Float64Array,
  mostInCircle: number,
  around: number[],
  ends: number[],
): void {
  let mass = 0;
  for (let from = 0; from < near.length; ) {
    let to = from;
    while (to < near.length && squares[near[to]!] === squares[near[from]!]) {
      mass += starts[near[to]! + 1]! - starts[near[to]!]!;
      to++;
    }
    if (mass > mostInCircle) return;
    for (; from < to; from++) {
      around.push(near[from]!);
      ends.push(from === to - 1 ? 1 : 0);
    }
  }
}

/** Blocks of circles that are nearly always ruled out together: as many as add little more than the chance variation of the cases in the longest window. */
function blocksOf({ around, aroundStart, endsCircle, mass }: Circles, growth: number) {
  const blockStart = new Uint32Array(aroundStart.length);
  const [blockFrom, leastMass, mostMass]: [number[], number[], number[]] = [[], [], []];
  for (let centre = 0; centre + 1 < aroundStart.length; centre++) {
    const end = aroundStart[centre + 1]!;
    for (let from = aroundStart[centre]!; from < end; ) {
      let to = circleEnd(endsCircle, from);
      const least = mass[to - 1]!;
      const limit = least + growth * Math.sqrt(least);
      for (let next = to; next < end && mass[next - 1]! <= limit; next = circleEnd(endsCircle, to)) to = next;
      blockFrom.push(from);
      leastMass.push(least);
      mostMass.push(mass[to - 1]!);
      from = to;
    }
    blockStart[centre + 1] = blockFrom.length;
  }
  blockFrom.push(around.length);
  return {
    blockStart,
    blockFrom: Uint32Array.from(blockFrom),
    leastMass: Uint32Array.from(leastMass),
    mostMass: Uint32Array.from(mostMass),
  };
}

/** A search of all windows puts blocks together, one of those up to now does not. */
const BLOCK_GROWTH = { any: 1.1, current: 2 };

function blockGrowth({ onlyCurrent }: ScanReach, windowShare: number): number {
  return (onlyCurrent ? BLOCK_GROWTH.current : BLOCK_GROWTH.any) / Math.sqrt(Math.max(windowShare, 1e-9));
}

/** Index after the last place of the circle that holds the place at `at` as one of its farthest. */
function circleEnd(endsCircle: Uint8Array, at: number): number {
  let end = at;
  while (endsCircle[end] === 0) end++;
  return end + 1;
}
