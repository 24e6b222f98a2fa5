import { lengthMetres } from '../core/geometry/metres.ts';
import type { Road } from '../core/network/road-graph.ts';
import type { TurnRestriction } from '../core/network/turn-restrictions.ts';
import { Random } from '../server/live/simulation/random.ts';

export interface MadeRoads {
  points: Map<number, readonly [lng7: number, lat7: number]>;
  roads: Road[];
}

const CLASSES = ['residential', 'residential', 'tertiary', 'secondary', 'primary'] as const;
const SPEED_KMH = { residential: 30, tertiary: 40, secondary: 50, primary: 60 };

/** A town of crooked blocks about 150 m wide with about `count` roads; a sixth of them one-way, a tenth of the blocks open. */
export function makeBlocks(count: number, seed: number): MadeRoads {
  const random = new Random(seed);
  const side = Math.ceil(Math.sqrt(count / 1.8));
  const points = new Map<number, readonly [number, number]>();
  for (let i = 0; i < side * side; i += 1) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const at = (cell: number, start: number, step: number) =>
      Math.round(start + (cell + random.between(-0.3, 0.3)) * step);
    points.set(i, [at(x, 1_015_000_000, 16_800), at(y, 364_000_000, 13_500)]);
  }
  const roads: Road[] = [];
  for (let from = 0; from < side * side; from += 1)
    for (const to of [(from + 1) % side === 0 ? -1 : from + 1, from + side]) {
      if (to < 0 || to >= side * side || random.next() < 0.1) continue;
      const line = [...points.get(from)!, ...points.get(to)!];
      const name = CLASSES[Math.floor(random.next() * CLASSES.length)]!;
      roads.push({
        ...{ id: roads.length, fromNode: from, toNode: to, class: name, nameZh: '', nameEn: '' },
        ...{
          oneWay: random.next() < 1 / 6,
          lengthMetres: lengthMetres(line),
          speedKmh: SPEED_KMH[name],
          line,
        },
      });
    }
  return { points, roads };
}

/** Turns that are forbidden, from random roads at their ends onto roads that begin there. */
export function makeTurns(roads: readonly Road[], count: number, seed: number): TurnRestriction[] {
  const random = new Random(seed);
  const from = new Map<number, Road[]>();
  for (const road of roads) from.set(road.fromNode, [...(from.get(road.fromNode) ?? []), road]);
  const turns: TurnRestriction[] = [];
  while (turns.length < count) {
    const road = roads[Math.floor(random.next() * roads.length)]!;
    const [next] = from.get(road.toNode) ?? [];
    if (!next || next.id === road.id) continue;
    turns.push({ kind: 'no', fromRoad: road.id, viaNode: road.toNode, toRoad: next.id, except: [] });
  }
  return turns;
}
