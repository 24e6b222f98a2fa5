/** Names and one-way rules of the roads. */

import type { Ground } from './ground.ts';
import type { Name, NameBook } from './names.ts';
import { hash32 } from './random.ts';
import type { Roads } from './roads.ts';
import { strongComponents } from './strong-components.ts';

/** Avenues have names of their own; lanes are named after the community on their left. */
export function nameRoads(
  ground: Ground,
  { roads, halfEdgesOf }: Roads,
  communityNames: readonly Name[],
  book: NameBook,
): void {
  const { planar, ways } = ground;
  for (const way of ways) {
    if (way.nameZh !== '') continue;
    const name = book.road();
    way.nameZh = name.zh;
    way.nameEn = name.en;
  }
  roads.forEach((road, r) => {
    const h = halfEdgesOf[r]![0]!;
    const way = ways[planar.edge(h).way];
    const left = ground.communityOf[planar.face[h]!]!;
    const right = ground.communityOf[planar.face[h ^ 1]!]!;
    const stem = communityNames[left >= 0 ? left : right];
    const lane = road.class === 'track' ? { zh: '便道', en: 'Track' } : { zh: '支路', en: 'Lane' };
    road.nameZh = way?.nameZh ?? `${stem?.zh ?? ''}${lane.zh}`;
    road.nameEn = way?.nameEn ?? `${stem?.en ?? ''} ${lane.en}`.trim();
  });
}

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
