import Flatbush from 'flatbush';
import {
  distanceMetres,
  type LocalMetres,
  localMetres,
  squaredMetresToSegment,
} from '../../geometry/metres.ts';
import { type FlatRing, locateInRing } from '../../geometry/ring.ts';
import type { RoadClass } from '../../vocabulary.ts';
import type { Bounds7 } from '../workload/border-change.ts';

/** What no grid should lie across. */
export const BARRIERS = ['rivers', 'mainRoads'] as const;
export type Barrier = (typeof BARRIERS)[number];

/** What runs over the ground and parts it into blocks. Lines are flat [lng7, lat7, ...]. */
export interface GroundLines {
  roads: readonly { line: FlatRing; class: RoadClass }[];
  /** A line, or closed the outline of a water: then both banks are lines, and all within is water. */
  rivers: readonly FlatRing[];
  /** Both without it. What is none still parts the ground. */
  barriers?: readonly Barrier[];
}

/** A straight piece of a road or river, in units of 1e-7 degree. */
export type Piece = readonly [aLng7: number, aLat7: number, bLng7: number, bLat7: number];

const MAIN_ROADS: readonly RoadClass[] = ['motorway', 'trunk', 'primary'];
/** What runs along a border runs as near to it as this, and in nearly the same direction. */
const ALONG_METRES = 15;
const ALONG_COSINE = Math.cos(Math.PI / 6);

/** The straight pieces of roads and rivers, found by where they are. */
export class GroundPieces {
  readonly #pieces: Piece[] = [];
  readonly #areBarriers: boolean[] = [];
  readonly #waters: readonly FlatRing[];
  readonly #index: Flatbush | null;

  constructor({ roads, rivers, barriers = BARRIERS }: GroundLines) {
    const [areRivers, areRoads] = [barriers.includes('rivers'), barriers.includes('mainRoads')];
    for (const road of roads) this.#add(road.line, areRoads && MAIN_ROADS.includes(road.class));
    for (const river of rivers) this.#add(river, areRivers);
    this.#waters = (areRivers ? rivers : []).filter(
      (line) => line.length > 6 && line[0] === line[line.length - 2] && line[1] === line[line.length - 1],
    );
    this.#index = indexOf(this.#pieces);
  }

  #add(line: FlatRing, isBarrier: boolean): void {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const piece: Piece = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
      if (piece[0] === piece[2] && piece[1] === piece[3]) continue;
      this.#pieces.push(piece);
      this.#areBarriers.push(isBarrier);
    }
  }

  /** The pieces whose boxes touch the box, in the order they were given. */
  within(bounds: Bounds7): Piece[] {
    const found = this.#index?.search(...bounds) ?? [];
    return found.sort((a, b) => a - b).map((at) => this.#pieces[at]!);
  }

  /** Metres of a border along which a river or a main road runs. */
  barrierMetres(line: FlatRing): number {
    let metres = 0;
    for (let i = 0; i + 3 < line.length; i += 2) {
      const step: Piece = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
      if (this.#isBarrierAlong(step)) metres += distanceMetres(...step);
    }
    return metres;
  }

  /** Whether one runs along a step, or the step lies in a water. */
  #isBarrierAlong([aLng7, aLat7, bLng7, bLat7]: Piece): boolean {
    const [lng7, lat7] = [(aLng7 + bLng7) / 2, (aLat7 + bLat7) / 2];
    const plane = localMetres(lng7, lat7);
    const [width, height] = [ALONG_METRES / plane.metresPerLng7, ALONG_METRES / plane.metresPerLat7];
    const near = this.#index?.search(lng7 - width, lat7 - height, lng7 + width, lat7 + height) ?? [];
    const isAlong = near.some((at) => {
      const piece = this.#pieces[at]!;
      if (!this.#areBarriers[at] || !isParallel(plane, piece, [aLng7, aLat7, bLng7, bLat7])) return false;
      return squaredMetresToSegment(plane, lng7, lat7, ...piece) <= ALONG_METRES ** 2;
    });
    return isAlong || this.#waters.some((water) => locateInRing(lng7, lat7, water) === 1);
  }
}

function indexOf(pieces: readonly Piece[]): Flatbush | null {
  if (pieces.length === 0) return null;
  const index = new Flatbush(pieces.length);
  for (const [aLng7, aLat7, bLng7, bLat7] of pieces)
    index.add(Math.min(aLng7, bLng7), Math.min(aLat7, bLat7), Math.max(aLng7, bLng7), Math.max(aLat7, bLat7));
  index.finish();
  return index;
}

function isParallel({ metresPerLng7, metresPerLat7 }: LocalMetres, one: Piece, other: Piece): boolean {
  const [east, north] = [(one[2] - one[0]) * metresPerLng7, (one[3] - one[1]) * metresPerLat7];
  const [toEast, toNorth] = [(other[2] - other[0]) * metresPerLng7, (other[3] - other[1]) * metresPerLat7];
  const cosine = Math.abs(east * toEast + north * toNorth);
  return cosine >= ALONG_COSINE * Math.hypot(east, north) * Math.hypot(toEast, toNorth);
}
