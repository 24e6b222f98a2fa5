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
  /** Blocks of the centre `i`: `blockStart[i]` to `blockStart[i + 1] - 1`; block `b` holds `around` from `blockFrom[b]` to `blockFrom[b + 1] - 1`. */
  blockStart: Uint32Array;
  blockFrom: Uint32Array;
  /** Cases within the first circle of each block, and before the block. */
  firstMass: Uint32Array;
  massBefore: Uint32Array;
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
    ...blocksOf(cases, circles, times.mostInWindow / Math.max(1, total)),
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
  return { around: Uint32Array.from(around), aroundStart, endsCircle: Uint8Array.from(ends) };
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

/**
 * Blocks of circles that are likely to be ruled out together: as many as add a little less than the chance variation of the
 * cases in the longest window.
 */
function blocksOf({ starts }: ScanCases, circles: Circles, windowShare: number) {
  const { around, aroundStart, endsCircle } = circles;
  const blockStart = new Uint32Array(aroundStart.length);
  const [blockFrom, firstMass, massBefore]: [number[], number[], number[]] = [[], [], []];
  for (let centre = 0; centre + 1 < aroundStart.length; centre++) {
    let mass = 0;
    let limit = -1;
    let before = 0;
    let isNew = true;
    for (let at = aroundStart[centre]!; at < aroundStart[centre + 1]!; at++) {
      if (isNew) {
        before = mass;
        blockFrom.push(at);
        massBefore.push(before);
        isNew = false;
        limit = -1;
      }
      mass += starts[around[at]! + 1]! - starts[around[at]!]!;
      if (endsCircle[at] === 0) continue;
      if (limit < 0) {
        firstMass.push(mass);
        limit = mass + BLOCK_GROWTH * Math.sqrt(mass / Math.max(windowShare, 1e-9));
      }
      isNew = nextCircleMass(starts, circles, centre, at, mass) > limit;
    }
    blockStart[centre + 1] = blockFrom.length;
  }
  blockFrom.push(around.length);
  return {
    blockStart,
    blockFrom: Uint32Array.from(blockFrom),
    firstMass: Uint32Array.from(firstMass),
    massBefore: Uint32Array.from(massBefore),
  };
}

const BLOCK_GROWTH = 1.6;

/** Cases within the circle after the one that ends at `at`. */
function nextCircleMass(
  starts: Uint32Array,
  { around, aroundStart, endsCircle }: Circles,
  centre: number,
  at: number,
  mass: number,
): number {
  let next = mass;
  for (let k = at + 1; k < aroundStart[centre + 1]!; k++) {
    next += starts[around[k]! + 1]! - starts[around[k]!]!;
    if (endsCircle[k] === 1) break;
  }
  return next;
}
