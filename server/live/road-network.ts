import { type Road, type RoadGraph, roadGraph } from '../../core/network/road-graph.ts';
import { travelKmh } from '../../core/network/travel.ts';
import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { readRoadLines, readRoadNodes, readTurnRestrictions } from '../queries/roads.ts';
import { readWkb } from '../tiles/wkb.ts';

/** What the road graphs of a city are made of. */
export interface CityRoads {
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>;
  roads: readonly Road[];
  restrictions: readonly TurnRestriction[];
}

/** The city's roads with their crossings and turn restrictions. */
export async function loadCityRoads(database: Queryable): Promise<CityRoads> {
  const nodes = await readRoadNodes(database);
  return {
    points: new Map(nodes.map(({ id, lng7, lat7 }) => [id, [lng7, lat7] as const])),
    roads: await readRoads(database),
    restrictions: await readTurnRestrictions(database),
  };
}

/** The roads as a vehicle uses them. Nodes and roads have the same numbers for every vehicle. */
export function graphFor({ points, roads, restrictions }: CityRoads, vehicle: UnitVehicle): RoadGraph {
  return roadGraph(points, roads, { vehicle, restrictions });
}

/** The roads that cars use, without tracks. */
export async function loadRoads(database: Queryable): Promise<Road[]> {
  return (await readRoads(database)).filter(
    (road) => road.class !== 'track' && travelKmh(road, 'car').along > 0,
  );
}

async function readRoads(database: Queryable): Promise<Road[]> {
  const rows = await readRoadLines(database);
  return rows.map(({ wkb, ...road }) => ({ ...road, line: toInt7Line(wkb) }));
}

/** The line of a road as flat [lng7, lat7, ...]. */
export function toInt7Line(wkb: Uint8Array): Int32Array {
  return Int32Array.from(readWkb(wkb).parts[0] ?? [], (degrees) => Math.round(degrees * 1e7));
}
