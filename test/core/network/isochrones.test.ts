import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres, ringAreaM2 } from '../../../core/geometry/metres.ts';
import { locateInPolygon } from '../../../core/geometry/ring.ts';
import { findSurfaceProblem } from '../../../core/geometry/surface-problem.ts';
import { measureLine, pointAlong } from '../../../core/network/along.ts';
import { type Isochrone, isochrones, toMultiPolygon } from '../../../core/network/isochrones.ts';
import { type Reach, reachFrom, reachTo, secondsAt } from '../../../core/network/reach.ts';
import { graphOf, madeNetwork, SOUTH, WEST } from './made-network.ts';

const MINUTES = [2, 5, 9];
const WALK = 5 / 3.6;

const holds = ({ polygons }: Isochrone, lng7: number, lat7: number) =>
  polygons.some((polygon) => locateInPolygon(lng7, lat7, polygon) >= 0);

/** Seconds to a place by looking at every road every few metres; and whether it lies near the edge of what is walked off the roads. */
function naiveSeconds(reach: Reach, lng7: number, lat7: number): { seconds: number; isNearEdge: boolean } {
  let [seconds, isNearEdge] = [Number.POSITIVE_INFINITY, false];
  reach.graph.roads.forEach((road, index) => {
    const measured = measureLine(road.line);
    const steps = Math.ceil(measured.lengthMetres / 5);
    for (let step = 0; step <= steps; step += 1) {
      const at = pointAlong(measured, (step / steps) * measured.lengthMetres);
      const off = distanceMetres(at.lng7, at.lat7, lng7, lat7);
      if (off > 140) continue;
      const there = secondsAt(reach, { road: index, fraction: step / steps });
      if (there === Number.POSITIVE_INFINITY) continue;
      if (off > 60) isNearEdge = true;
      else seconds = Math.min(seconds, there + off / WALK);
    }
  });
  return { seconds, isNearEdge };
}

describe('isochrones', () => {
  it('are valid surfaces, fewer minutes within more, and hold what is reached in time', () => {
    fc.assert(
      fc.property(
        madeNetwork,
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(200_000), fc.nat(200_000)), { minLength: 6, maxLength: 6 }),
        (made, isTo, places) => {
          const graph = graphOf(made);
          const spots = made.spots.slice(0, 2);
          const reach = (isTo ? reachTo : reachFrom)(graph, spots, 600);
          const found = isochrones(reach, MINUTES);
          expect(found.map(({ minutes }) => minutes)).toEqual(MINUTES);
          for (const { polygons } of found)
            expect(findSurfaceProblem(toMultiPolygon(polygons))).toBeUndefined();
          found.slice(1).forEach((more, i) => {
            for (const ring of found[i]!.polygons.flat())
              for (let at = 0; at < ring.length; at += 2) {
                const [lng7, lat7] = [ring[at]!, ring[at + 1]!];
                const near = [-2, 0, 2].flatMap((dx) =>
                  [-2, 0, 2].map((dy) => [lng7 + dx, lat7 + dy] as const),
                );
                if (!near.some((one) => holds(more, ...one)))
                  expect.unreachable(`${ring[at]}, ${ring[at + 1]}`);
              }
          });
          for (const [dx, dy] of places) {
            const { seconds, isNearEdge } = naiveSeconds(reach, WEST + dx, SOUTH + dy);
            for (const one of found) {
              const spare = one.minutes * 60 - seconds;
              if (spare > 40) expect(holds(one, WEST + dx, SOUTH + dy)).toBe(true);
              if (spare < -40 && !isNearEdge) expect(holds(one, WEST + dx, SOUTH + dy)).toBe(false);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leave out small patches only where told, and refuse what the reach does not cover', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const reach = reachFrom(graphOf(made), made.spots, 600);
        const [all] = isochrones(reach, [4]);
        const areas = all!.polygons.flat().map((ring) => Math.abs(ringAreaM2(ring)));
        const leastAreaM2 = Math.max(0, ...areas) * 0.6;
        const [large] = isochrones(reach, [4], { leastAreaM2 });
        expect(large!.polygons.flat().length).toBe(areas.filter((area) => area >= leastAreaM2).length);
        expect(() => isochrones(reach, [11])).toThrow('11 minutes');
        expect(() => isochrones(reach, [0])).toThrow('0 minutes');
        expect(() => isochrones(reach, [4], { cellMetres: 90 })).toThrow('90 m');
      }),
      { numRuns: 10 },
    );
  });
});
