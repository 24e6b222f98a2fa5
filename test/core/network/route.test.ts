import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../core/geometry/metres.ts';
import { measureLine, pointAlong } from '../../../core/network/along.ts';
import type { RoadGraph } from '../../../core/network/road-graph.ts';
import { route, toLineString } from '../../../core/network/route.ts';
import type { Spot } from '../../../core/network/spots.ts';
import { graphOf, madeNetwork, NaiveTimes, SOUTH, WEST } from './made-network.ts';

function pointOf({ points, roads }: RoadGraph, spot: Spot): [number, number] {
  if ('node' in spot) return [points[spot.node * 2]!, points[spot.node * 2 + 1]!];
  const measured = measureLine(roads[spot.road]!.line);
  const { lng7, lat7 } = pointAlong(measured, spot.fraction * measured.lengthMetres);
  return [lng7, lat7];
}

describe('a route', () => {
  it('takes the least time, over links that join and may follow each other, along a line from spot to spot', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const graph = graphOf(made);
        const naive = new NaiveTimes(made);
        const [from, to] = [made.spots[0]!, made.spots[1]!];
        const found = route(graph, from, to);
        const expected = naive.seconds(from, to);
        expect(found?.seconds ?? Number.POSITIVE_INFINITY).toBeCloseTo(expected, 6);
        if (!found) return;
        const links = found.stretches.map(({ link }) => link);
        links.slice(1).forEach((link, i) => {
          expect(graph.linkStart[link]).toBe(graph.linkEnd[links[i]!]);
        });
        const way = links.map((link) => [graph.linkRoad[link]!, graph.linkBackwards[link] === 1] as const);
        expect(naive.mayGo(way)).toBe(true);
        expect([...found.line.slice(0, 2)]).toEqual(pointOf(graph, from));
        expect([...found.line.slice(-2)]).toEqual(pointOf(graph, to));
        // A place on a line is rounded to a centimetre.
        expect(Math.abs(lengthMetres(found.line) - found.metres)).toBeLessThan(0.2);
      }),
      { numRuns: 150 },
    );
  });

  it('is a GeoJSON line of two points at least', () => {
    expect(toLineString([WEST, SOUTH])).toEqual({
      type: 'LineString',
      coordinates: [
        [101.6, 36.5],
        [101.6, 36.5],
      ],
    });
  });
});
