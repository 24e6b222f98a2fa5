/** One-way rules of the roads. */

import type { Ground } from './ground.ts';
import { hash32 } from './random.ts';
import type { Roads } from './roads.ts';
import { strongComponents } from './strong-components.ts';

/** Some avenues and lanes of the dense town are one-way; those that would cut a place off are opened again. */
export function makeOneWays(ground: Ground, made: Roads): void {
  const { planar } = ground;
  made.roads.forEach((road, r) => {
    const h = made.halfEdgesOf[r]![0]!;
    const built = ground.built[planar.face[h]!] ?? 0;
    const { way } = planar.edge(h);
    const isAvenue = road.class === 'secondary' && way >= 0 && hash32(way) % 6 === 0;
    const isLane = road.class === 'residential' && built > 0.55 && hash32(r) % 9 === 0;
    road.oneWay = isAvenue || isLane;
  });
  const { roads } = made;
  const from: number[] = [];
  const to: number[] = [];
  for (const road of roads) {
    from.push(road.fromNode);
    to.push(road.toNode);
    if (road.oneWay) continue;
    from.push(road.toNode);
    to.push(road.fromNode);
  }
  const component = strongComponents(made.roadNodes.length, from, to);
  for (const road of roads) {
    if (component[road.fromNode] !== component[road.toNode]) road.oneWay = false;
  }
}
