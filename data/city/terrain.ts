/** The ground: valleys and side valleys, how built-up a place is, how large its blocks and how many people. */

import { NearIndex } from './near-index.ts';
import { offsetLine, type Point, pointAt, smoothLine } from './plane.ts';
import { makeRandom, noise2, ramp } from './random.ts';
import { TOWNS, VALLEYS, type Valley } from './valleys.ts';

export interface ValleyLine {
  valley: Valley;
  /** The smooth middle of the valley floor, about every 250 m, downstream. */
  axis: Point[];
  /** The river's own line, meandering round the axis. */
  river: Point[];
}

export interface Village {
  at: Point;
  radiusMetres: number;
}

/** The nearest of several lines, -1 if none is in reach. */
interface Near {
  index: number;
  distance: number;
}

export interface Terrain {
  seed: number;
  valleys: ValleyLine[];
  /** Side valleys from mouth to head. */
  streams: Point[][];
  villages: Village[];
  nearestValley(p: Point): Near;
  streamDistance(p: Point): number;
  /** 0 open country .. 1 the densest centre. */
  built(p: Point): number;
  /** How built-up a place is, and the wanted area of a block there in square metres. */
  survey(p: Point): { built: number; blockArea: number };
  /** Relative density of residents. */
  crowd(p: Point): number;
}

const AXIS_STEP_METRES = 250;
/** Beyond this a place is simply in the hills. */
const VALLEY_REACH_METRES = 4000;

export function makeTerrain(seed: number): Terrain {
  const valleys = VALLEYS.map((valley, index) => makeValley(seed, valley, index));
  const valleyIndex = new NearIndex(VALLEY_REACH_METRES);
  valleys.forEach(({ axis }, index) => {
    valleyIndex.addLine(every(axis, 4), index);
  });
  const nearestValley = (p: Point) => valleyIndex.nearest(p);
  const streams = makeStreams(seed, valleys, nearestValley);
  const streamIndex = new NearIndex(1700);
  streams.forEach((stream, index) => {
    streamIndex.addLine(every(stream, 3), index);
  });
  const villages = makeVillages(seed, valleys, streams);
  const villageIndex = new NearIndex(700);
  villages.forEach(({ at }, index) => {
    villageIndex.addPoint(at, index);
  });
  const streamDistance = (p: Point) => streamIndex.nearest(p).distance;
  const builtNear = (p: Point, near: Near) =>
    Math.max(
      builtByCore(seed, p, near),
      builtByTowns(seed, p, near),
      builtByVillage(villages, villageIndex.nearest(p)),
    );
  const built = (p: Point) => builtNear(p, nearestValley(p));
  const survey = (p: Point) => {
    const near = nearestValley(p);
    const density = builtNear(p, near);
    const far =
      density > 0.15 ? 0 : Math.min(ramp(900, 2600, near.distance), ramp(350, 1600, streamDistance(p)));
    return { built: density, blockArea: blockArea(density, 420_000 * 11 ** far) };
  };
  const crowd = (p: Point) => 12 * built(p) ** 2.2 + (streamDistance(p) < 600 ? 0.02 : 0) + 0.003;
  return { seed, valleys, streams, villages, nearestValley, streamDistance, built, survey, crowd };
}

function every(line: readonly Point[], step: number): Point[] {
  return line.filter((_, i) => i % step === 0 || i === line.length - 1);
}

function blockArea(built: number, open: number): number {
  if (built <= 0.02) return open;
  const town = 21_000 * 6 ** ((1 - built) / 0.7);
  return Math.min(open, built < 0.15 ? town + (open - town) * (1 - built / 0.15) : town);
}

function makeValley(seed: number, valley: Valley, index: number): ValleyLine {
  const smooth = smoothLine(
    valley.axis.map(([lng, lat]) => pointAt(lng, lat)),
    AXIS_STEP_METRES,
  );
  const last = smooth.length - 1;
  const calmAtEnds = (i: number) => ramp(0, 12, Math.min(i, last - i));
  const axis = offsetLine(smooth, (i) => {
    const wild = ramp(9_000, 20_000, Math.hypot(smooth[i]!.x, smooth[i]!.y));
    const bends =
      160 * noise2(seed + index, i / 14, 0.5) + 950 * wild * noise2(seed + 20 + index, i / 24, 0.5);
    return calmAtEnds(i) * bends;
  });
  const fine = smoothLine(axis, 90);
  const swing = 30 + 2 * valley.widthMetres[1] ** 0.5;
  const river = offsetLine(
    fine,
    (i) => swing * noise2(seed + 50 + index, i / 9, 0.5) * ramp(0, 12, Math.min(i, fine.length - 1 - i)),
  );
  return { valley, axis, river };
}

/** Side valleys climb away from the main ones, bending upstream, and stop before the next valley. */
function makeStreams(
  seed: number,
  valleys: readonly ValleyLine[],
  nearestValley: Terrain['nearestValley'],
): Point[][] {
  const random = makeRandom(seed, 'streams');
  const streams: Point[][] = [];
  valleys.forEach(({ axis }, index) => {
    let side = 1;
    for (let i = 8 + random.below(6); i < axis.length - 10; i += 9 + random.below(9)) {
      side = -side;
      const stream = makeStream(random, axis, i, side, index, nearestValley);
      if (stream.length > 9) streams.push(stream);
    }
  });
  return streams;
}

function makeStream(
  random: ReturnType<typeof makeRandom>,
  axis: readonly Point[],
  at: number,
  side: number,
  index: number,
  nearestValley: Terrain['nearestValley'],
): Point[] {
  const a = axis[at - 3]!;
  const b = axis[at + 3]!;
  const upstream = Math.atan2(a.y - b.y, a.x - b.x);
  let heading = upstream - side * random.between(0.95, 1.35);
  const turn = random.between(-0.012, 0.03) * side;
  const length = random.between(3500, 11500);
  let p = axis[at]!;
  const line = [p];
  for (let done = 0; done < length; done += 250) {
    heading += turn + random.normal() * 0.07;
    p = { x: p.x + 250 * Math.cos(heading), y: p.y + 250 * Math.sin(heading) };
    const near = nearestValley(p);
    if (near.index !== index && near.distance < 2600) break;
    if (done > 2500 && near.distance < 1500) break;
    line.push(p);
  }
  return line;
}

function makeVillages(seed: number, valleys: readonly ValleyLine[], streams: readonly Point[][]): Village[] {
  const random = makeRandom(seed, 'villages');
  const villages: Village[] = [];
  const scatter = (line: readonly Point[], everyPoints: number, sideMetres: number) => {
    for (let i = random.below(everyPoints) + 3; i < line.length - 1; i += 3 + random.below(2 * everyPoints)) {
      const p = line[i]!;
      villages.push({
        at: { x: p.x + random.normal() * sideMetres, y: p.y + random.normal() * sideMetres },
        radiusMetres: random.between(230, 520),
      });
    }
  };
  for (const { axis } of valleys) scatter(axis, 7, 480);
  for (const stream of streams) scatter(stream, 8, 130);
  return villages;
}

function builtByCore(seed: number, p: Point, near: Near): number {
  if (near.index < 0 || near.index > 2) return 0;
  const reach = near.index === 0 ? Math.hypot(p.x / 1.35, p.y) : Math.hypot(p.x, p.y);
  const strength = ramp(17_000, 3_500, reach);
  if (strength <= 0) return 0;
  const widest = [2900, 2000, 1500][near.index]!;
  const width = 350 + (widest - 350) * strength ** 0.6;
  if (near.distance > width + 600) return 0;
  const edge = near.distance + 330 * noise2(seed + 7, p.x / 900, p.y / 900);
  return (0.25 + 0.75 * strength) * ramp(width + 250, width - 500, edge);
}

function builtByTowns(seed: number, p: Point, near: Near): number {
  if (near.distance > 1900) return 0;
  let best = 0;
  for (const town of TOWN_POINTS) {
    const limit = town.radius * 1.4;
    if (Math.abs(p.x - town.x) > limit || Math.abs(p.y - town.y) > limit) continue;
    const reach = Math.hypot(p.x - town.x, p.y - town.y);
    const edge = reach + 0.25 * town.radius * noise2(seed + 8, p.x / 700, p.y / 700);
    best = Math.max(best, town.density * ramp(town.radius, town.radius * 0.2, edge));
  }
  return best * ramp(1900, 1200, near.distance);
}

function builtByVillage(villages: readonly Village[], near: Near): number {
  const village = villages[near.index];
  if (!village) return 0;
  return 0.36 * ramp(village.radiusMetres, village.radiusMetres * 0.6, near.distance);
}

const TOWN_POINTS = TOWNS.map(({ at: [lng, lat], radiusMetres, density }) => ({
  ...pointAt(lng, lat),
  radius: radiusMetres,
  density,
}));
