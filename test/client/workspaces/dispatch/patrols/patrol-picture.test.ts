import { describe, expect, test } from 'vitest';
import { patrolPicture } from '../../../../../client/workspaces/dispatch/patrols/patrol-picture.ts';
import { NEW_STOP } from '../../../../../core/patrol/edit-rounds.ts';
import type { PlannedRound } from '../../../../../core/patrol/shift-plan.ts';

const place = (placeId: string, lng: number) => ({
  kind: 'posts' as const,
  placeId,
  nameZh: placeId,
  nameEn: placeId,
  lng,
  lat: 36.6,
});
const round = (unitId: string, ...places: ReturnType<typeof place>[]): PlannedRound => ({
  unitId,
  post: { nameZh: '室', nameEn: 'Room', lng: 101, lat: 36 },
  stops: places.map((one, i) => ({ ...NEW_STOP, ...one, arriveMs: i * 1000, leaveMs: i * 1000 + 500 })),
});
const offer = (placeId: string, lng: number) => ({
  ...place(placeId, lng),
  areaCode: '',
  worth: 1,
  incidents: 1,
});
const base = { ways: [], places: [], forbidden: [], at: null };

describe('what is drawn of a plan', () => {
  test('a round goes by its way where that is known, else straight and dashed from its post and back', () => {
    const rounds = [round('u', place('a', 101.1)), round('v', place('b', 101.2))];
    const line: [number, number][] = [
      [101, 36],
      [101.05, 36.5],
      [101.1, 36.6],
    ];
    const ways = [{ legs: [1, 1], line, metres: 5, steps: null }, undefined];
    const lines = patrolPicture({ ...base, rounds, ways }).filter(
      ({ geometry }) => geometry.type === 'LineString',
    );
    expect(
      lines.map(({ geometry, dashed }) => [(geometry as { coordinates: unknown }).coordinates, dashed]),
    ).toEqual([
      [line, false],
      [
        [
          [101, 36],
          [101.2, 36.6],
          [101, 36],
        ],
        true,
      ],
    ]);
  });

  test('places that nobody visits can be chosen from; a visited one is its stop', () => {
    const places = [offer('a', 101.1), offer('b', 101.2), offer('c', 101.3)];
    const drawn = patrolPicture({
      ...base,
      rounds: [round('u', place('a', 101.1))],
      places,
      forbidden: ['posts:c'],
    });
    const discs = drawn.filter(({ geometry }) => geometry.type === 'Point');
    expect(discs.map(({ id, tone, label }) => [id, tone, label])).toEqual([
      ['place posts:b', 'muted', undefined],
      ['place posts:c', 'bad', undefined],
      ['stop 0 0', 'a', '1'],
    ]);
  });

  test('the round that is looked at lies above the others, which are thin and without numbers', () => {
    const rounds = [round('u', place('a', 101.1)), round('v', place('b', 101.2))];
    const drawn = patrolPicture({ ...base, rounds, at: { round: 0, stop: 0 } });
    expect(drawn.map(({ id, weight, label }) => [id, weight, label])).toEqual([
      ['round 1', 1, undefined],
      ['round 0', 2, undefined],
      ['stop 1 0', 1, undefined],
      ['stop 0 0', 3, '1'],
    ]);
  });
});
