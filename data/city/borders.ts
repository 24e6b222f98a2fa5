/** The borders of the city and its districts as integer lines, and the Huangshui that some of them follow. */

import type { LineHeap } from './arrange.ts';
import { BORDER_ARCS, BORDER_NODES, type BorderArc } from './frame.ts';
import { CITY_BORDER, DISTRICT_BORDER, type EdgeKind } from './planar.ts';
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
  for (const arc of BORDER_ARCS) {
    const line = borderLine(arc, nodes.get(arc.from)!, nodes.get(arc.to)!, river, seed);
    const kind: EdgeKind = arc.via === 'river' ? 'river' : 'ridge';
    heap.addLine(toLine7(line), { kind, border: arc.outer ? CITY_BORDER : DISTRICT_BORDER, way: -1 });
  }
}

function borderLine(arc: BorderArc, from: Point, to: Point, river: readonly Point[], seed: number): Point[] {
  if (arc.via === 'river') {
    return river.slice(nearestIndex(river, from), nearestIndex(river, to) + 1);
  }
  const random = makeRandom(seed, `${arc.from}-${arc.to}`);
  const smooth = smoothLine([from, ...arc.via.map(([lng, lat]) => pointAt(lng, lat)), to], 2500);
  return smooth.flatMap((p, i) => {
    const next = smooth[i + 1];
    return next ? wander(random, p, next, 0.22, 260).slice(0, -1) : [p];
  });
}

function nearestIndex(line: readonly Point[], p: Point): number {
  let best = 0;
  line.forEach((q, i) => {
    const b = line[best]!;
    if (Math.hypot(q.x - p.x, q.y - p.y) < Math.hypot(b.x - p.x, b.y - p.y)) best = i;
  });
  return best;
}
