import { expect, test } from 'vitest';
import { markFeatures, trackFeatures } from '../../../client/map/layers/review.ts';
import type { ReviewTrack } from '../../../core/contract/review.ts';

const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

function track(unitId: string, seconds: readonly number[]): ReviewTrack {
  const places = seconds.map((s): [number, number] => [101 + s / 1000, 36]);
  const [first] = places;
  const geometry =
    places.length === 1 && first
      ? ({ type: 'Point', coordinates: first } as const)
      : ({ type: 'LineString', coordinates: places } as const);
  const properties = {
    noun: 'tracks',
    unitId,
    unitCode: unitId.toUpperCase(),
    times: seconds.map(at),
  } as const;
  return {
    type: 'Feature',
    id: unitId,
    geometry,
    properties: { ...properties, times: [...properties.times] },
  };
}

test('tracks are as long as they were then, each unit named at its last place', () => {
  const tracks = [track('u', [0, 10, 20]), track('u', [400, 410]), track('v', [15])];
  const told = (untilMs: number) =>
    trackFeatures(tracks, untilMs).features.map(({ geometry, properties }) => [
      geometry.type === 'LineString' ? geometry.coordinates.length : 'end',
      properties?.unitCode,
    ]);
  expect(told(-1)).toEqual([]);
  expect(told(12_000)).toEqual([
    [2, 'U'],
    ['end', 'U'],
  ]);
  expect(told(Number.POSITIVE_INFINITY)).toEqual([
    [3, 'U'],
    [2, 'U'],
    ['end', 'U'],
    ['end', 'V'],
  ]);
});

test('the mark is where the entry is, or nowhere', () => {
  expect(markFeatures({ lng: 101, lat: 36 }).features).toMatchObject([
    { geometry: { coordinates: [101, 36] } },
  ]);
  expect(markFeatures(null).features).toEqual([]);
});
