import Flatbush from 'flatbush';
import { type EdgeIndex, indexEdges } from '../../core/network/edge-index.ts';
import { columnsOf, type RoadColumns, roadAt } from '../../core/network/road-columns.ts';
import {
  ownParts,
  type Road,
  type RoadBase,
  type RoadGraph,
  roadBase,
} from '../../core/network/road-graph.ts';
import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import { type RoadPieces, roadPieces } from '../../core/patrol/road-pieces.ts';
import { UNIT_VEHICLES, type UnitVehicle } from '../../core/vocabulary.ts';
import { inTurns } from '../in-turns.ts';
import type { CityRoads } from './road-reader.ts';

/** What a graph has that no other one of the same roads has; `index` is the data of a Flatbush. */
export type GraphParts = Omit<RoadGraph, keyof RoadBase | 'index'> & { index: Uint8Array | null };

/** Everything that is made of a city's roads, in typed arrays: it crosses to another thread as it is. */
export interface MadeRoads {
  columns: RoadColumns;
  edges: EdgeIndex;
  pieces: RoadPieces;
  restrictions: readonly TurnRestriction[];
  /** Of each vehicle with its turn restrictions; first of all roads, whoever uses them. */
  graphs: GraphParts[];
}

/** The roads of a city, ready for use. Nothing in them may be changed: other threads may see the same bytes. */
export interface ReadyRoads {
  columns: RoadColumns;
  roads: readonly Road[];
  edges: EdgeIndex;
  pieces: RoadPieces;
  restrictions: readonly TurnRestriction[];
  /** All roads, whoever uses them. */
  all: RoadGraph;
  graphs: ReadonlyMap<UnitVehicle, RoadGraph>;
}

const ROADS_A_TURN = 1000;

/** Throws if a road ends at a node, or a restriction is over one, that does not exist. */
export function makeRoads({ points, roads, restrictions }: CityRoads): MadeRoads {
  const edges = indexEdges(roads);
  const base = roadBase(points, roads);
  return {
    columns: columnsOf(points, roads),
    edges,
    pieces: roadPieces(edges, roads),
    restrictions,
    graphs: [
      partsOf(ownParts(base, {})),
      ...UNIT_VEHICLES.map((vehicle) => partsOf(ownParts(base, { vehicle, restrictions }))),
    ],
  };
}

function partsOf({ index, ...own }: ReturnType<typeof ownParts>): GraphParts {
  return { ...own, index: index ? new Uint8Array(index.data) : null };
}

/** Roads and graphs of what was made; gives others their turn meanwhile. */
export async function readyRoads({ columns, graphs, ...made }: MadeRoads): Promise<ReadyRoads> {
  const count = columns.ids.length;
  const roads: Road[] = [];
  const roadIndex = new Map<number, number>();
  for await (const from of inTurns(stepsTo(count)))
    for (let i = from; i < Math.min(count, from + ROADS_A_TURN); i += 1) {
      roads.push(roadAt(columns, i));
      roadIndex.set(columns.ids[i]!, i);
    }
  const { nodeIds, points } = columns;
  const nodeIndex = new Map<number, number>();
  for await (const from of inTurns(stepsTo(nodeIds.length)))
    for (let i = from; i < Math.min(nodeIds.length, from + ROADS_A_TURN); i += 1)
      nodeIndex.set(nodeIds[i]!, i);
  const shared = { nodeCount: nodeIds.length, nodeIds, points, roads, roadIndex, nodeIndex };
  const whole = ({ index, ...own }: GraphParts): RoadGraph => ({
    ...own,
    ...shared,
    index: index ? Flatbush.from(index.buffer, index.byteOffset) : undefined,
  });
  const [all, ...own] = graphs.map(whole);
  if (!all) throw new Error('no graph was made');
  return {
    ...made,
    columns,
    roads,
    all,
    graphs: new Map(own.flatMap((graph) => (graph.vehicle ? [[graph.vehicle, graph] as const] : []))),
  };
}

function* stepsTo(count: number): Generator<number> {
  for (let from = 0; from < count; from += ROADS_A_TURN) yield from;
}
