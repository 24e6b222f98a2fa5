/** The soonest times over the ground round the roads that a search reached, as a raster. */
import { type LocalMetres, localMetres } from '../geometry/metres.ts';
import type { Reach } from './reach.ts';
import { entryOf, linkPlaces } from './spots.ts';

/** Cells from the north-west corner (units of 1e-7 degree), rows to the south. */
export interface ReachField {
  westLng7: number;
  northLat7: number;
  cellLng7: number;
  cellLat7: number;
  columns: number;
  rows: number;
  /** Seconds at the middle of each cell, row by row; Infinity: not reached. The outermost cells are not reached. */
  seconds: Float32Array;
}

export interface FieldOptions {
  /** How far off the road somebody still walks, and how fast. */
  offRoadMetres: number;
  walkKmh: number;
  cellMetres: number;
}

const MOST_CELLS = 1_500_000;

/** Part of a road that is driven within the limit: its ends as fractions of the road, and when they are reached. */
interface Piece {
  road: number;
  from: number;
  to: number;
  fromSeconds: number;
  toSeconds: number;
}

/** Places on roads and when they are reached. */
interface Samples {
  lng7: number[];
  lat7: number[];
  seconds: number[];
}

/**
 * Seconds to each cell: over the roads to a place on them, and from there straight on foot, at most `offRoadMetres`. Roads are sampled
 * every cell. Cells are larger than asked for where there would be more than 1.5 million. undefined where no road is reached.
 */
export function reachField(
  reach: Reach,
  limitSeconds: number,
  options: FieldOptions,
): ReachField | undefined {
  const { points, nodeCount } = reach.graph;
  if (nodeCount === 0) return undefined;
  const plane = localMetres(points[0]!, points[1]!);
  const samples: Samples = { lng7: [], lat7: [], seconds: [] };
  for (const piece of piecesWithin(reach, limitSeconds))
    sample(reach.graph.roads[piece.road]!.line, piece, plane, options.cellMetres, samples);
  return samples.seconds.length === 0 ? undefined : spread(samples, limitSeconds, options);
}

/** The parts of links that are driven within the limit, whole links and those that begin at the search's own spots. */
function piecesWithin(reach: Reach, limitSeconds: number): Piece[] {
  const { graph, direction, origins } = reach;
  const pieces: Piece[] = [];
  const add = (link: number, start: number, fromSeconds: number, seconds: number): void => {
    if (fromSeconds > limitSeconds || seconds === Number.POSITIVE_INFINITY) return;
    const share = seconds > 0 ? Math.min(1 - start, (limitSeconds - fromSeconds) / seconds) : 1 - start;
    // A search towards a spot goes through a link from its end.
    const isAgainst = (graph.linkBackwards[link] === 1) !== (direction === 'to');
    const [from, to] = isAgainst ? [1 - start, 1 - start - share] : [start, start + share];
    const toSeconds = fromSeconds + share * seconds;
    pieces.push({ road: graph.linkRoad[link]!, from, to, fromSeconds, toSeconds });
  };
  const whole = direction === 'from' ? graph.linkSeconds : graph.partSeconds;
  for (let link = 0; link < whole.length; link += 1)
    add(link, 0, entryOf(graph, direction, reach, link).seconds, whole[link]!);
  for (const origin of origins) {
    if ('node' in origin) continue;
    for (const { link, share } of linkPlaces(graph, origin)) {
      const start = direction === 'from' ? share : 1 - share;
      add(link, start, origin.delaySeconds ?? 0, graph.partSeconds[link]!);
    }
  }
  return pieces;
}

/** Adds the ends of a piece of a line, and places between them no farther apart than `stepMetres`. */
function sample(
  line: ArrayLike<number>,
  { from, to, fromSeconds, toSeconds }: Piece,
  plane: LocalMetres,
  stepMetres: number,
  into: Samples,
): void {
  let total = 0;
  for (let i = 0; i + 3 < line.length; i += 2) total += segmentMetres(line, i, plane);
  const [least, most] = [Math.min(from, to) * total, Math.max(from, to) * total];
  const secondsAMetre = to === from || total === 0 ? 0 : (toSeconds - fromSeconds) / (to - from) / total;
  let before = 0;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const length = segmentMetres(line, i, plane);
    const [start, end] = [Math.max(least, before), Math.min(most, before + length)];
    const steps = end < start ? -1 : Math.ceil((end - start) / stepMetres);
    for (let step = 0; step <= steps; step += 1) {
      const along = start + (steps > 0 ? (step / steps) * (end - start) : 0);
      const share = length > 0 ? (along - before) / length : 0;
      into.lng7.push(line[i]! + share * (line[i + 2]! - line[i]!));
      into.lat7.push(line[i + 1]! + share * (line[i + 3]! - line[i + 1]!));
      into.seconds.push(fromSeconds + (along - from * total) * secondsAMetre);
    }
    before += length;
  }
}

function segmentMetres(line: ArrayLike<number>, i: number, { metresPerLng7, metresPerLat7 }: LocalMetres) {
  const east = (line[i + 2]! - line[i]!) * metresPerLng7;
  const north = (line[i + 3]! - line[i + 1]!) * metresPerLat7;
  return Math.sqrt(east * east + north * north);
}

function spread({ lng7, lat7, seconds }: Samples, limitSeconds: number, options: FieldOptions): ReachField {
  const field = fieldRound(lng7, lat7, options);
  const { metresPerLng7, metresPerLat7 } = localMetres(field.westLng7, field.northLat7);
  const [wide, high] = [field.cellLng7 * metresPerLng7, field.cellLat7 * metresPerLat7];
  const [aside, updown] = [options.offRoadMetres / wide, options.offRoadMetres / high];
  const secondsPerMetre = 3.6 / options.walkKmh;
  const { columns, seconds: cells } = field;
  const farthest = options.offRoadMetres ** 2;
  for (let i = 0; i < seconds.length; i += 1) {
    const x = (lng7[i]! - field.westLng7) / field.cellLng7 - 0.5;
    const y = (field.northLat7 - lat7[i]!) / field.cellLat7 - 0.5;
    const at = seconds[i]!;
    for (let row = Math.ceil(y - updown); row <= y + updown; row += 1) {
      const north = ((row - y) * high) ** 2;
      for (let column = Math.ceil(x - aside); column <= x + aside; column += 1) {
        const squared = ((column - x) * wide) ** 2 + north;
        const cell = row * columns + column;
        if (squared > farthest || at >= cells[cell]!) continue;
        const then = at + Math.sqrt(squared) * secondsPerMetre;
        if (then <= limitSeconds && then < cells[cell]!) cells[cell] = then;
      }
    }
  }
  return field;
}

/** An empty field that holds all samples and what lies `offRoadMetres` round them, with a cell to spare. */
function fieldRound(lng7: readonly number[], lat7: readonly number[], options: FieldOptions): ReachField {
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  const [west, east, south, north] = [least(lng7), most(lng7), least(lat7), most(lat7)];
  const { metresPerLng7, metresPerLat7 } = localMetres(west, (south + north) / 2);
  const [width, height] = [(east - west) * metresPerLng7, (north - south) * metresPerLat7];
  const around = options.offRoadMetres * 2;
  const cellMetres = Math.max(
    options.cellMetres,
    Math.sqrt(((width + around) * (height + around)) / MOST_CELLS),
  );
  const margin = Math.ceil(options.offRoadMetres / cellMetres) + 2;
  const columns = Math.ceil(width / cellMetres) + 2 * margin;
  const rows = Math.ceil(height / cellMetres) + 2 * margin;
  const [cellLng7, cellLat7] = [cellMetres / metresPerLng7, cellMetres / metresPerLat7];
  return {
    westLng7: west - margin * cellLng7,
    northLat7: north + margin * cellLat7,
    cellLng7,
    cellLat7,
    columns,
    rows,
    seconds: new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY),
  };
}
