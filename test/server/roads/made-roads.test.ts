import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexEdges } from '../../../core/network/edge-index.ts';
import { nearestNode, type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import { roadPieces } from '../../../core/patrol/road-pieces.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { makeRoads, readyRoads } from '../../../server/roads/made-roads.ts';
import { shareBytes } from '../../../server/roads/share-bytes.ts';
import { madeNetwork, SOUTH, WEST } from '../../core/network/made-network.ts';

/** Everything of a graph in plain arrays: whose bytes they are does not matter. */
function plain({ roadIndex, nodeIndex, index, roads, ...graph }: RoadGraph): unknown {
  return {
    graph: JSON.parse(
      JSON.stringify(graph, (_, value) => (value === Number.POSITIVE_INFINITY ? 'never' : value)),
    ),
    roads: roads.map(({ line, vehicles, ...road }) => ({
      ...road,
      vehicles: vehicles ?? null,
      line: Array.from(line),
    })),
    ids: [[...roadIndex], [...nodeIndex]],
    index: index && Array.from(new Uint8Array(index.data)),
  };
}

it('hands over for each vehicle the graph that is built from the same roads', async () => {
  await fc.assert(
    fc.asyncProperty(madeNetwork, async ({ points, roads, restrictions }) => {
      const made = structuredClone(shareBytes(makeRoads({ points, roads, restrictions })));
      const ready = await readyRoads(made);
      expect(plain(ready.all)).toEqual(plain(roadGraph(points, roads)));
      for (const vehicle of UNIT_VEHICLES)
        expect(plain(ready.graphs.get(vehicle)!)).toEqual(
          plain(roadGraph(points, roads, { vehicle, restrictions })),
        );
      const edges = indexEdges(roads);
      expect(JSON.stringify(ready.edges)).toBe(JSON.stringify(edges));
      expect(JSON.stringify(ready.pieces)).toBe(JSON.stringify(roadPieces(edges, roads)));
      expect(nearestNode(ready.all, WEST, SOUTH)).toBe(nearestNode(roadGraph(points, roads), WEST, SOUTH));
    }),
  );
});

it('shares the bytes of all arrays, and keeps as one what was one', () => {
  const seconds = Float64Array.of(1, 2);
  const shared = shareBytes({ seconds, again: [seconds], names: ['a'], none: null, ids: Int32Array.of(3) });
  expect(shared).toEqual({ seconds, again: [seconds], names: ['a'], none: null, ids: Int32Array.of(3) });
  expect(shared.again[0]).toBe(shared.seconds);
  expect(
    [shared.seconds.buffer, shared.ids.buffer].every((bytes) => bytes instanceof SharedArrayBuffer),
  ).toBe(true);
});
