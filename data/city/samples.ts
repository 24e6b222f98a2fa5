/** Points strewn as densely as blocks should be, by which faces are weighed and cut. */
import { type Point, toLat7, toLng7, toX, toY } from './plane.ts';
import { makeRandom } from './random.ts';
import type { Terrain } from './terrain.ts';

/** Sample points, each standing for an equal share of a wanted block. */
export interface Samples {
  lng7: Int32Array;
  lat7: Int32Array;
  built: Float32Array;
  perBlock: number;
}

const CELL_METRES = 500;
const SAMPLES_PER_BLOCK = 7;

/** Stratified random points, as dense everywhere as blocks should be. */
export function makeSamples(terrain: Terrain, seed: number, isInCity: (p: Point) => boolean): Samples {
  const random = makeRandom(seed, 'samples');
  const lng7: number[] = [];
  const lat7: number[] = [];
  const built: number[] = [];
  for (let x = -84_000; x < 15_000; x += CELL_METRES) {
    for (let y = -46_000; y < 98_000; y += CELL_METRES) {
      const middle = { x: x + CELL_METRES / 2, y: y + CELL_METRES / 2 };
      if (!isInCity(middle)) continue;
      const smallest = smallestBlock(terrain, x, y);
      const tries = (CELL_METRES ** 2 / smallest) * SAMPLES_PER_BLOCK + random.next();
      for (let k = 1; k <= tries; k++) {
        const p = { x: x + CELL_METRES * random.next(), y: y + CELL_METRES * random.next() };
        const place = terrain.survey(p);
        if (random.next() > smallest / place.blockArea) continue;
        lng7.push(toLng7(p.x));
        lat7.push(toLat7(p.y));
        built.push(place.built);
      }
    }
  }
  return {
    lng7: Int32Array.from(lng7),
    lat7: Int32Array.from(lat7),
    built: Float32Array.from(built),
    perBlock: SAMPLES_PER_BLOCK,
  };
}

function smallestBlock(terrain: Terrain, x: number, y: number): number {
  const centre = { x: x + CELL_METRES / 2, y: y + CELL_METRES / 2 };
  if (terrain.nearestValley(centre).distance > 3200 && terrain.streamDistance(centre) > 1300) {
    return terrain.survey(centre).blockArea;
  }
  let smallest = Infinity;
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const p = { x: x + ((i + 0.5) * CELL_METRES) / 4, y: y + ((j + 0.5) * CELL_METRES) / 4 };
      smallest = Math.min(smallest, terrain.survey(p).blockArea);
    }
  }
  return smallest;
}

/** The direction in which the samples lie furthest apart. */
export function mainDirection(samples: Samples, inside: readonly number[]): number {
  let [x, y, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (const s of inside) {
    x += toX(samples.lng7[s]!) / inside.length;
    y += toY(samples.lat7[s]!) / inside.length;
  }
  for (const s of inside) {
    const dx = toX(samples.lng7[s]!) - x;
    const dy = toY(samples.lat7[s]!) - y;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

/** Where a line square to `angle` leaves the given share of the samples behind. */
export function dividingPoint(
  samples: Samples,
  inside: readonly number[],
  angle: number,
  share: number,
): Point {
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  const along = new Float64Array(inside.length);
  inside.forEach((s, i) => {
    along[i] = toX(samples.lng7[s]!) * dx + toY(samples.lat7[s]!) * dy;
  });
  const sorted = along.slice().sort();
  const at = sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(sorted.length * share)))]!;
  let x = 0;
  let y = 0;
  let weight = 0;
  const reach = (sorted[sorted.length - 1]! - sorted[0]!) * 0.12 + 1;
  inside.forEach((s, i) => {
    if (Math.abs(along[i]! - at) > reach) return;
    x += toX(samples.lng7[s]!);
    y += toY(samples.lat7[s]!);
    weight++;
  });
  const shift = at - (x * dx + y * dy) / weight;
  return { x: x / weight + shift * dx, y: y / weight + shift * dy };
}
