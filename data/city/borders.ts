/** The borders of the city and its districts as integer lines, and the Huangshui that some of them follow. */

import type { LineHeap } from './arrange.ts';
import { BORDER_ARCS, BORDER_NODES, type BorderArc } from './border-lines.ts';
import { CITY_BORDER, DISTRICT_BORDER } from './planar.ts';
import { type Point, pointAt, smoothLine, toLat7, toLng7 } from './plane.ts';
import { makeRandom, type Random } from './random.ts';
import type { Terrain } from './terrain.ts';

export function toLine7(line: readonly Point[]): number[] {
  return line.flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
}

/** A line from a to b bent at ever finer midpoints; `roughness` is the swing as a share of the length. */
export function wander(random: Random, a: Point, b: Point, roughness: number, stepMetres: number): Point[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length < stepMetres) return [a, b];
  const swing = roughness * random.normal() * 0.5;
  const middle = {
    x: (a.x + b.x) / 2 - (b.y - a.y) * swing,
    y: (a.y + b.y) / 2 + (b.x - a.x) * swing,
  };
  const first = wander(random, a, middle, roughness, stepMetres);
  return [...first.slice(0, -1), ...wander(random, middle, b, roughness, stepMetres)];
}

/** Adds all borders to the heap. Border edges start as ridges; roads and rivers laid over them win. */
export function addBorders(heap: LineHeap, terrain: Terrain, seed: number): void {
  const river = terrain.valleys[0]!.river;
  const nodes = new Map(
    Object.entries(BORDER_NODES).map(([key, node]) => {
      const p = pointAt(...node.at);
      return [key, node.onRiver ? river[nearestIndex(river, p)]! : p];
    }),
  );
  const nanchuan = terrain.valleys[2]!.river;
  for (const arc of BORDER_ARCS) {
    const border = arc.outer ? CITY_BORDER : DISTRICT_BORDER;
    let from = nodes.get(arc.from)!;
    const to = nodes.get(arc.to)!;
    if (arc.via === 'river') {
      const line = river.slice(nearestIndex(river, from), nearestIndex(river, to) + 1);
      heap.addLine(toLine7(line), { kind: 'river', border, way: -1 });
      continue;
    }
    if (arc.upNanchuanTo) {
      const upper = nearestIndex(nanchuan, pointAt(...arc.upNanchuanTo));
      const line = [from, ...nanchuan.slice(upper, nearestIndex(nanchuan, from) - 1).reverse()];
      heap.addLine(toLine7(line), { kind: 'river', border, way: -1 });
      from = nanchuan[upper]!;
    }
    addLandBorder(heap, terrain, arc, [from, ...arc.via.map(([lng, lat]) => pointAt(lng, lat)), to], seed);
  }
}

/** A crest in the country; in the town, where the arc is an avenue, a street. */
function addLandBorder(
  heap: LineHeap,
  terrain: Terrain,
  arc: BorderArc,
  corners: readonly Point[],
  seed: number,
): void {
  const random = makeRandom(seed, `${arc.from}-${arc.to}`);
  const border = arc.outer ? CITY_BORDER : DISTRICT_BORDER;
  const smooth = smoothLine(corners, arc.avenue ? 180 : 5500);
  for (let i = 0; i + 1 < smooth.length; i++) {
    const [p, q] = [smooth[i]!, smooth[i + 1]!];
    const isStreet = arc.avenue && terrain.built(p) > 0.35;
    const line = isStreet ? [p, q] : wander(random, p, q, 0.24, 260);
    heap.addLine(toLine7(line), { kind: isStreet ? 'secondary' : 'ridge', border, way: -1 });
  }
}

function nearestIndex(line: readonly Point[], p: Point): number {
  let best = 0;
  line.forEach((q, i) => {
    const b = line[best]!;
    if (Math.hypot(q.x - p.x, q.y - p.y) < Math.hypot(b.x - p.x, b.y - p.y)) best = i;
  });
  return best;
}
