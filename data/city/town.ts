/** Everything made so far, with the look-ups that placing things needs. */
import { locateInRing } from '../../core/geometry/ring.ts';
import type { LandKind } from '../../core/vocabulary.ts';
import type { Areas } from './areas.ts';
import type { Point7 } from './city.ts';
import { outlineOf } from './cut.ts';
import type { Ground } from './ground.ts';
import { innerPoint } from './inner-point.ts';
import { makeLocator } from './inside.ts';
import type { Land } from './land.ts';
import type { Planar } from './planar.ts';
import { type Point, toLat7, toLng7, toX, toY } from './plane.ts';
import type { Random } from './random.ts';
import type { Roads } from './roads.ts';

export interface Town {
  seed: number;
  ground: Ground;
  areas: Areas;
  roads: Roads;
  land: Land;
  /** Per face, its closed ring in integer units. */
  ringOf: number[][];
  /** Per face, the mean of its corners in metres. */
  middleOf: Point[];
  faces: number[];
  /** Per face, the offsets into its ring of the sides that are not a river. */
  drySides: number[][];
  locateFace(lng7: number, lat7: number): number;
}

export function makeTown(seed: number, ground: Ground, areas: Areas, roads: Roads, land: Land): Town {
  const { planar } = ground;
  const ringOf = planar.faceStart.map((_, face) => outlineOf(planar, face).flat);
  return {
    seed,
    ground,
    areas,
    roads,
    land,
    ringOf,
    middleOf: ringOf.map(meanCorner),
    drySides: planar.faceStart.map((_, face) => drySides(planar, face)),
    faces: planar.faceStart.map((_, face) => face).filter((face) => face !== planar.outer),
    locateFace: makeLocator(ringOf, planar.outer),
  };
}

function drySides(planar: Planar, face: number): number[] {
  const sides: number[] = [];
  planar.ring(face).forEach((h, i) => {
    if (planar.edge(h).kind !== 'river') sides.push(2 * i);
  });
  return sides;
}

function meanCorner(ring: readonly number[]): Point {
  const count = ring.length / 2 - 1;
  let x = 0;
  let y = 0;
  for (let i = 0; i < 2 * count; i += 2) {
    x += toX(ring[i]!) / count;
    y += toY(ring[i + 1]!) / count;
  }
  return { x, y };
}

export function gridCodeOfFace(town: Town, face: number): string {
  return town.areas.grids[town.areas.gridOfFace[face]!]!.code;
}

export function landUseOf(town: Town, face: number): LandKind | null {
  return town.land.useOf[face] ?? null;
}

/** A point strictly inside the face, just off a random place on its edge; false when none was found. */
export function pointAtEdge(
  town: Town,
  face: number,
  random: Random,
  nearMetres: number,
  farMetres: number,
  out: { lng7: number; lat7: number },
): boolean {
  const ring = town.ringOf[face]!;
  const sides = town.drySides[face]!;
  for (let attempt = 0; attempt < 5; attempt++) {
    const i = sides[random.below(sides.length)] ?? 0;
    const ax = toX(ring[i]!);
    const ay = toY(ring[i + 1]!);
    const dx = toX(ring[i + 2]!) - ax;
    const dy = toY(ring[i + 3]!) - ay;
    const share = random.next();
    const depth = random.between(nearMetres, farMetres) / (Math.hypot(dx, dy) || 1);
    out.lng7 = toLng7(ax + share * dx - depth * dy);
    out.lat7 = toLat7(ay + share * dy + depth * dx);
    if (locateInRing(out.lng7, out.lat7, ring) === 1) return true;
  }
  return false;
}

/** A point strictly inside the face, anywhere near its edge, else its middle. */
export function placeIn(town: Town, face: number, random: Random, nearMetres = 9, farMetres = 26): Point7 {
  const out = { lng7: 0, lat7: 0 };
  if (pointAtEdge(town, face, random, nearMetres, farMetres, out)) return [out.lng7, out.lat7];
  return innerPoint(town.ringOf[face]!);
}
