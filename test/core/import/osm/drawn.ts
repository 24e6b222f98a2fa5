import { type CutRoad, OsmNetwork } from '../../../../core/import/osm/network.ts';
import type { Tags } from '../../../../core/import/osm/tags.ts';
import type { Member } from '../../../../core/import/osm/turns.ts';

const HIGHWAY = { highway: 'residential' };
const METRES_LNG7 = 1e7 / 89_400;
const METRES_LAT7 = 1e7 / 111_000;

export interface Drawn {
  /** Metres east and north by the number of the node. */
  nodes: Record<number, [east: number, north: number]>;
  ways: [id: number, refs: number[], tags?: Tags][];
  /** Over a node, or over ways. */
  turns?: [value: string, from: number, via: number | number[], to: number, tags?: Tags][];
  blocks?: Record<number, Tags>;
}

/** Metres east and north as lng7, lat7. */
export function place([east, north]: [number, number]): [number, number] {
  return [1_017_000_000 + Math.round(east * METRES_LNG7), 366_000_000 + Math.round(north * METRES_LAT7)];
}

/** The network that is drawn, cut, with its roads and turns. */
export function finished({ nodes, ways, turns = [], blocks = {} }: Drawn) {
  const network = new OsmNetwork();
  for (const [id, refs, tags = {}] of ways) network.addWay(id, { ...HIGHWAY, ...tags }, refs);
  for (const [value, from, via, to, tags = {}] of turns) {
    const members: Member[] = [
      { type: 'way', ref: from, role: 'from' },
      ...(typeof via === 'number'
        ? [{ type: 'node' as const, ref: via, role: 'via' }]
        : via.map((ref) => ({ type: 'way' as const, ref, role: 'via' }))),
      { type: 'way', ref: to, role: 'to' },
    ];
    network.addRelation({ type: 'restriction', restriction: value, ...tags }, members);
  }
  network.closeWays();
  for (const [id, at] of Object.entries(nodes))
    network.addNode(Number(id), ...place(at), () => blocks[Number(id)]);
  const { report, turns: found } = network.finish();
  const roads = Array.from({ length: network.roadCount }, (_, at) => network.road(at));
  return { roads, turns: found, report, losses: report.losses };
}

/** Ends and inner places of a road as metres, to be read. */
export function shape({ line }: CutRoad): string {
  const out: string[] = [];
  for (let at = 0; at < line.length; at += 2)
    out.push(
      `${Math.round((line[at]! - 1_017_000_000) / METRES_LNG7)},${Math.round((line[at + 1]! - 366_000_000) / METRES_LAT7)}`,
    );
  return out.join(' ');
}
