import { expect, it } from 'vitest';
import type { Incident } from '../../../core/contract/incident.ts';
import { keyMoments } from '../../../core/review/moments.ts';
import { recordEntries } from '../../../core/review/record-steps.ts';

const START_MS = Date.parse('2026-11-23T04:00:00.000Z');
const HOUR_MS = 3_600_000;
const at = (hours: number): string => new Date(START_MS + hours * HOUR_MS).toISOString();

const incident = {
  type: 'Feature',
  id: 'i',
  geometry: { type: 'Point', coordinates: [101.7, 36.6] },
  properties: {
    number: '261123-0001',
    type: 'fire',
    priority: 1,
    status: 'closed',
    areaCode: '630102001001001',
    unitId: 'u',
    reportedAt: at(0),
    verifiedAt: at(1),
    assignedAt: at(2),
    arrivedAt: at(3),
    resolvedAt: at(30),
  },
} as unknown as Incident;

it('a record tells its steps of the first day, nobody their author', () => {
  const entries = recordEntries(incident, START_MS, START_MS + 40 * HOUR_MS);
  expect(entries.map(({ act, state, source, seq }) => [act, state, source, seq])).toEqual([
    ['reported', 'reported', 'record', 0],
    ['verified', 'verified', 'record', 0],
    ['assigned', 'assigned', 'record', 0],
    ['on_scene', 'on_scene', 'record', 0],
  ]);
  expect(entries[2]?.unitId).toBe('u');
  expect(entries[0]?.unitId).toBe(null);
});

it('only those in the period: its start is in it, its end is not', () => {
  const within = recordEntries(incident, START_MS + HOUR_MS, START_MS + 3 * HOUR_MS);
  expect(within.map(({ act }) => act)).toEqual(['verified', 'assigned']);
});

it('key moments are the first of each kind, in order', () => {
  const entries = recordEntries(incident, START_MS, START_MS + 40 * HOUR_MS);
  expect(keyMoments(entries, 'i').map(({ act }) => act)).toEqual(['reported', 'verified', 'on_scene']);
  expect(keyMoments(entries, 'other')).toEqual([]);
});
