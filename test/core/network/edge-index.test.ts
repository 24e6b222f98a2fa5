import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlane } from '../../../core/geometry/city-plane.ts';
import { indexEdges, nearestEdge } from '../../../core/network/edge-index.ts';
import { nearestNode } from '../../../core/network/road-graph.ts';
import { graphOf, madeNetwork, SOUTH, WEST } from './made-network.ts';

describe('the nearest place on the roads', () => {
  it('is the one of a search through all pieces of the roads that are open, near and far off', () => {
    const anywhere = fc.tuple(
      fc.integer({ min: -3_000_000, max: 3_000_000 }),
      fc.integer({ min: -900_000, max: 900_000 }),
    );
    fc.assert(
      fc.property(madeNetwork, anywhere, (made, [dx, dy]) => {
        const graph = graphOf(made);
        const index = indexEdges(graph.roads);
        const [lng7, lat7] = [WEST + dx, SOUTH + dy];
        const found = nearestEdge(index, graph, lng7, lat7);
        const isOpen = (road: number) =>
          [0, 1].some((way) => {
            const link = graph.roadLinks[road * 2 + way]!;
            return link >= 0 && graph.partSeconds[link]! < Number.POSITIVE_INFINITY;
          });
        const flat = (line: ArrayLike<number>, at: 0 | 1) =>
          Array.from({ length: line.length / 2 }, (_, i) => line[i * 2 + at]!);
        const distances = graph.roads.map(({ line }, road) => {
          if (!isOpen(road)) return Number.POSITIVE_INFINITY;
          const { x, y } = toPlane(index.plane, [...flat(line, 0), lng7], [...flat(line, 1), lat7]);
          const [px, py] = [x.at(-1)!, y.at(-1)!];
          const pieces = Array.from({ length: x.length - 2 }, (_, i) => {
            const [ux, uy] = [x[i + 1]! - x[i]!, y[i + 1]! - y[i]!];
            const along = ((px - x[i]!) * ux + (py - y[i]!) * uy) / (ux * ux + uy * uy || 1);
            const share = Math.min(1, Math.max(0, along));
            return Math.hypot(x[i]! + share * ux - px, y[i]! + share * uy - py);
          });
          return Math.min(...pieces);
        });
        const least = Math.min(Number.POSITIVE_INFINITY, ...distances);
        if (least === Number.POSITIVE_INFINITY) {
          expect(found).toBeUndefined();
          return;
        }
        expect(found!.offMetres).toBeCloseTo(least, 6);
        expect(distances[found!.road]).toBeCloseTo(least, 6);
        if (least > 0.1) expect(nearestEdge(index, graph, lng7, lat7, least * 0.99)).toBeUndefined();
        // Snapped once more it stays where it is.
        const again = nearestEdge(index, graph, found!.lng7, found!.lat7)!;
        expect(again.offMetres).toBeLessThan(0.1);
        if (again.road === found!.road && graph.roads[again.road]!.line.length === 4)
          expect(Math.abs(again.fraction - found!.fraction) * index.lengthMetres[again.road]!).toBeLessThan(
            0.03,
          );
      }),
      { numRuns: 200 },
    );
  });

  it('is no node where no road leads', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const graph = graphOf(made);
        const node = nearestNode(graph, WEST, SOUTH);
        const isUsed = (at: number) => graph.linkStart.includes(at) || graph.linkEnd.includes(at);
        if (node === undefined) expect(graph.linkStart.length).toBe(0);
        else expect(isUsed(node)).toBe(true);
      }),
    );
  });

  it('is found by metres, not by degrees', () => {
    const made = {
      points: new Map([
        [1, [WEST + 11_000, SOUTH] as const],
        [2, [WEST + 11_000, SOUTH - 40_000] as const],
        [3, [WEST, SOUTH + 10_000] as const],
        [4, [WEST - 40_000, SOUTH + 10_000] as const],
      ]),
      restrictions: [],
      closures: [],
      vehicle: undefined,
      spots: [],
    };
    const road = (id: number, fromNode: number, toNode: number) => ({
      ...{ id, fromNode, toNode, class: 'primary' as const, nameZh: '', nameEn: '', oneWay: false },
      ...{
        lengthMetres: 400,
        speedKmh: 50,
        line: [...made.points.get(fromNode)!, ...made.points.get(toNode)!],
      },
    });
    const graph = graphOf({ ...made, roads: [road(7, 1, 2), road(8, 3, 4)] });
    expect(graph.nodeIds[nearestNode(graph, WEST, SOUTH)!]).toBe(1);
    const found = nearestEdge(indexEdges(graph.roads), graph, WEST, SOUTH)!;
    expect(graph.roads[found.road]!.id).toBe(7);
    expect(found).toMatchObject({ fraction: 0, lng7: WEST + 11_000, lat7: SOUTH });
  });
});
