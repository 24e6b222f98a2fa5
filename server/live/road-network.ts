import { type Road, type RoadGraph, roadGraph } from '../../core/network/road-graph.ts';
import type { Queryable } from '../database/database.ts';
import { readRoadLines, readRoadNodes } from '../queries/roads.ts';
import { readWkb } from '../tiles/wkb.ts';

/** The city's road network, for travel by car; crossings that no such road touches are left out. */
export async function loadRoadNetwork(database: Queryable): Promise<RoadGraph> {
  const roads = await loadRoads(database);
  const used = new Set(roads.flatMap(({ fromNode, toNode }) => [fromNode, toNode]));
  const nodes = (await readRoadNodes(database)).filter(({ id }) => used.has(id));
  const points = new Map(nodes.map(({ id, lng7, lat7 }) => [id, [lng7, lat7] as const]));
  return roadGraph(points, roads);
}

/** The roads that vehicles use. */
export async function loadRoads(database: Queryable): Promise<Road[]> {
  const rows = await readRoadLines(database);
  return rows.map(({ wkb, ...road }) => ({ ...road, line: toInt7Line(wkb) }));
}

/** The line of a road as flat [lng7, lat7, ...]. */
export function toInt7Line(wkb: Uint8Array): Int32Array {
  return Int32Array.from(readWkb(wkb).parts[0] ?? [], (degrees) => Math.round(degrees * 1e7));
}
