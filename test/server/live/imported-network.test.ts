import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOsmTown } from '../../../bench/osm-made.ts';
import { roadGraph } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import type { Spot } from '../../../core/network/spots.ts';
import { timeMatrix } from '../../../core/network/time-matrix.ts';
import { Random } from '../../../server/live/simulation/random.ts';
import { loadCityRoads } from '../../support/city-roads.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { osmPbf } from '../../support/osm-file.ts';
import { tempFiles } from '../import/files.ts';
import { Trial } from '../import/trial.ts';
import { pgRoutingTimes } from './pgrouting.ts';

const SPOTS = 80;
const file = tempFiles();

describe('a road network imported from OpenStreetMap', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase('postgres', 'schema');
  });
  afterAll(() => opened.drop());

  it("has pgRouting's times between 6,400 pairs of places, with its one-way streets and turn restrictions", async () => {
    const { database } = opened;
    const town = makeOsmTown(1500, 7);
    const job = await new Trial(() => database).applied(file('town.osm.pbf', osmPbf(town)), { as: 'roads' });
    expect(job.report.written.road).toBeGreaterThan(1400);
    expect(job.report.written.turn_restriction).toBeGreaterThan(25);

    const { points, roads, restrictions } = await loadCityRoads(database);
    const any = roadGraph(points, roads, { vehicle: 'car' });
    const random = new Random(8);
    const spots = Array.from({ length: SPOTS }, (_, i): Spot => {
      const link = Math.floor(random.next() * any.linkEnd.length);
      return i % 2 ? { node: any.linkEnd[link]! } : { road: any.linkRoad[link]!, fraction: random.next() };
    });
    const { expected, ways } = await pgRoutingTimes(database, any, spots);
    expect(ways).toBeGreaterThan(4000);

    const graph = roadGraph(points, roads, { vehicle: 'car', restrictions });
    const matrix = timeMatrix(graph, spots, spots);
    const wrong = matrix.filter(
      (seconds, i) => seconds !== expected[i] && !(Math.abs(seconds - expected[i]!) < 1e-6),
    );
    expect(wrong.length).toBe(0);
    const free = timeMatrix(any, spots, spots);
    expect(free.filter((seconds, i) => seconds < matrix[i]! - 1).length).toBeGreaterThan(300);
    for (let i = 1; i < SPOTS; i += 1)
      expect(route(graph, spots[0]!, spots[i]!)?.seconds ?? Number.POSITIVE_INFINITY).toBeCloseTo(
        expected[i]!,
        6,
      );
  });
});
