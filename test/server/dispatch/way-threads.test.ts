import { afterAll, describe, expect, it } from 'vitest';
import { makeBlocks } from '../../../bench/network-made.ts';
import { roadCovers } from '../../../core/coverage/road-covers.ts';
import { type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import { wayBetween } from '../../../core/network/route.ts';
import { timeMatrix } from '../../../core/network/time-matrix.ts';
import { WayThreads } from '../../../server/dispatch/way-threads.ts';

const { points, roads } = makeBlocks(600, 4);
const car = roadGraph(points, roads, { vehicle: 'car' });
const foot = roadGraph(points, roads, { vehicle: 'foot' });
/** More than one job's worth of places, in the middle of every so many roads. */
const spots = Array.from({ length: 60 }, (_, i) => ({ road: i * 9, fraction: 0.5 }));
const FAR = 1e9;

describe('threads that search the roads', () => {
  const threads = new WayThreads();
  afterAll(() => threads.close());

  it('answer as if it were done here, for several graphs at once', async () => {
    const ask = (graph: RoadGraph) => threads.times(graph, spots, FAR);
    const answers = await Promise.all([ask(car), ask(foot), ask(car)]);
    for (const [i, graph] of [car, foot, car].entries())
      expect([...answers[i]!]).toEqual([...timeMatrix(graph, spots, spots, FAR)]);
    const legs = spots.slice(1).map((to, i) => [spots[i]!, to] as const);
    const ways = await threads.ways(car, legs);
    expect(ways).toEqual(legs.map(([from, to]) => wayBetween(car, from, to) ?? null));
  });

  it('tell what facilities reach as if it were done here', async () => {
    const places = {
      road: Int32Array.from(spots, ({ road }) => road),
      fraction: new Float64Array(spots.length).fill(0.5),
      walkSeconds: Float64Array.from(spots, (_, i) => i),
    };
    for (const direction of ['from', 'to'] as const) {
      const asked = { direction, facilities: places, demand: places, mostSeconds: 200 };
      expect(await threads.covers(car, asked)).toEqual(roadCovers(car, direction, places, places, 200));
    }
    const nobody = { road: new Int32Array(), fraction: new Float64Array(), walkSeconds: new Float64Array() };
    const none = { direction: 'from' as const, facilities: nobody, demand: places, mostSeconds: 200 };
    expect((await threads.covers(car, none)).first).toEqual(Int32Array.of(0));
  });

  it('tell no way beyond so many seconds', async () => {
    const seconds = await threads.times(car, spots, 60);
    const exact = timeMatrix(car, spots, spots);
    seconds.forEach((one, i) => {
      expect(one === exact[i] || (one === Number.POSITIVE_INFINITY && exact[i]! > 60)).toBe(true);
    });
    expect(seconds.filter(Number.isFinite).length).toBeGreaterThan(spots.length);
  });

  it('let go of what nobody waits for, and go on with the rest', async () => {
    const given = AbortSignal.abort();
    const [lost, kept] = await Promise.allSettled([
      threads.times(foot, spots, FAR, given),
      threads.times(car, spots.slice(0, 3), FAR),
    ]);
    expect(lost.status).toBe('rejected');
    expect(kept.status).toBe('fulfilled');
  });
});
