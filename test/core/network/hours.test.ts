import { describe, expect, it } from 'vitest';
import { withClosures } from '../../../core/network/closures.ts';
import { atHour, hourOfWeek, typicalWeek } from '../../../core/network/hour-profile.ts';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { travelKmh } from '../../../core/network/travel.ts';
import type { RoadClass } from '../../../core/vocabulary.ts';
import { SOUTH, WEST } from './made-network.ts';

const points = new Map([
  [1, [WEST, SOUTH] as const],
  [2, [WEST + 100_000, SOUTH] as const],
]);
const road = (id: number, name: RoadClass, oneWay = false): Road => ({
  ...{ id, fromNode: 1, toNode: 2, class: name, nameZh: '', nameEn: '', oneWay },
  ...{ lengthMetres: 600, speedKmh: 36, line: [...points.values()].flat() },
});
const roads: Road[] = [road(7, 'primary'), { ...road(8, 'track'), vehicles: ['foot'] }];

describe('speeds by the hour', () => {
  it('slow those who are in traffic, each class by its factor, and leave closures closed', () => {
    const car = withClosures(roadGraph(points, roads, { vehicle: 'car' }), [
      { roadId: 7, direction: 'backward' },
    ]);
    const profile = {
      ...typicalWeek(),
      primary: Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 0.5 : 1)),
    };
    expect([...atHour(car, profile, 8).linkSeconds]).toEqual([120, Number.POSITIVE_INFINITY]);
    expect([...atHour(car, profile, 24 + 9).linkSeconds]).toEqual([60, Number.POSITIVE_INFINITY]);
    expect([...car.linkSeconds]).toEqual([60, Number.POSITIVE_INFINITY]);
    const foot = roadGraph(points, roads, { vehicle: 'foot' });
    expect(atHour(foot, profile, 8).linkSeconds).toEqual(foot.linkSeconds);
  });

  it('count the week from Monday by the clock of the city', () => {
    expect(hourOfWeek('Asia/Shanghai', Date.parse('2026-11-22T16:00:00Z'))).toBe(0);
    expect(hourOfWeek('Asia/Shanghai', Date.parse('2026-11-27T00:30:00Z'))).toBe(4 * 24 + 8);
    expect(hourOfWeek('UTC', Date.parse('2026-11-29T23:59:00Z'))).toBe(167);
    const { primary } = typicalWeek();
    expect(primary.length).toBe(168);
    expect(primary[8]).toBeLessThan(primary[11]!);
    expect(primary[5 * 24 + 8]).toBeGreaterThan(primary[8]!);
  });

  it('are refused where a factor is absent or stops the traffic', () => {
    const graph = roadGraph(points, roads);
    expect(() => atHour(graph, { ...typicalWeek(), track: [1] }, 8)).toThrow('track has 1 factors');
    expect(() => atHour(graph, { ...typicalWeek(), trunk: Array(24).fill(0) }, 8)).toThrow('trunk');
    expect(() => atHour(graph, typicalWeek(), 8.5)).toThrow('hour 8.5');
  });
});

describe('who may go where', () => {
  const kmh = (name: RoadClass, oneWay: boolean, vehicles: Road['vehicles'] = null) =>
    (['car', 'motorcycle', 'bicycle', 'foot'] as const).map((vehicle) => {
      const { along, against } = travelKmh({ ...road(1, name, oneWay), vehicles }, vehicle);
      return [along, against];
    });

  it('is by class, speed and one-way street', () => {
    expect(kmh('residential', true)).toEqual([
      [36, 0],
      [36, 0],
      [18, 18],
      [6, 6],
    ]);
    expect(kmh('primary', true)).toEqual([
      [36, 0],
      [36, 0],
      [18, 0],
      [6, 6],
    ]);
    expect(kmh('motorway', false)).toEqual([
      [36, 36],
      [36, 36],
      [0, 0],
      [0, 0],
    ]);
    expect(kmh('track', false)).toEqual([
      [36, 36],
      [36, 36],
      [18, 18],
      [6, 6],
    ]);
  });

  it('is as a road says where it does', () => {
    expect(kmh('residential', false, ['foot', 'bicycle'])).toEqual([
      [0, 0],
      [0, 0],
      [18, 18],
      [6, 6],
    ]);
    expect(kmh('track', false, ['car'])).toEqual([
      [36, 36],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });
});
