import { describe, expect, test } from 'vitest';
import {
  bareCrossings,
  countsOf,
  placeId,
  placeOf,
} from '../../../../../client/workspaces/dispatch/checkpoint-net/net-model.ts';
import { netPicture } from '../../../../../client/workspaces/dispatch/checkpoint-net/net-picture.ts';
import type { CheckpointNet, NetCrossing } from '../../../../../core/contract/checkpoint-net.ts';

const crossing = (lng: number, more: Partial<NetCrossing>): NetCrossing => ({
  place: { type: 'Point', coordinates: [lng, 36.5] },
  nameZh: '',
  nameEn: '',
  roadClass: 'tertiary',
  lanes: 1,
  checkpointIds: [],
  leaves: 'free',
  nearest: { checkpointId: 'k', metres: 500, seconds: 60 },
  ...more,
});
const net = {
  crossings: [
    crossing(101.1, { leaves: 'guarded', roadClass: 'motorway' }),
    crossing(101.2, { roadClass: 'track' }),
    crossing(101.3, {}),
    crossing(101.4, { nearest: null }),
    crossing(101.5, { checkpointIds: ['k'], leaves: 'past_open' }),
    crossing(101.6, { checkpointIds: ['l'], leaves: 'guarded' }),
    crossing(101.7, { leaves: 'past_open' }),
  ],
  checkpoints: [
    { id: 'k', place: { type: 'Point', coordinates: [101.5, 36.5] }, state: 'open' },
    { id: 'l', place: { type: 'Point', coordinates: [101.6, 36.5] }, state: 'staffed' },
  ],
  least: {
    lanes: 2,
    roads: 1,
    cut: [
      {
        type: 'LineString',
        coordinates: [
          [101, 36],
          [102, 36],
        ],
      },
    ],
  },
} as unknown as CheckpointNet;
const lngOf = ({ place }: NetCrossing) => place.coordinates[0];

describe('crossings without a checkpoint', () => {
  test('the worst come first, of large roads before small ones, of alike the one farthest from a checkpoint', () => {
    expect(bareCrossings(net).map(lngOf)).toEqual([101.4, 101.3, 101.2, 101.7, 101.1]);
  });

  test('are counted by how they are left, beside those that have one', () => {
    expect(countsOf(net)).toEqual({
      bare: { free: 3, past_open: 1, guarded: 1, not_now: 0 },
      own: 2,
      ownOpen: 1,
    });
  });

  test('stand in the address by their place', () => {
    expect(placeOf(placeId(net.crossings[0]!.place))).toEqual({ lng: 101.1, lat: 36.5 });
    expect(placeOf('0193f000-0000-7000-8000-000000000001')).toBeUndefined();
    expect(placeOf(null)).toBeUndefined();
  });
});

describe('the picture of the net', () => {
  const look = { rank: (n: number) => `No. ${n}` };
  const bare = bareCrossings(net);
  test('numbers the list that is shown, its first on top, and draws what is open largest and last', () => {
    const discs = netPicture(net, bare, { ...look, list: 'crossings', of: null });
    expect(discs.slice(-5).map(({ label }) => label)).toEqual(['5', '4', '3', '2', '1']);
    expect(discs.find(({ id }) => id === 'k')).toMatchObject({ tone: 'warn', weight: 1 });
    const open = netPicture(net, bare, { ...look, list: 'checkpoints', of: 'l' });
    expect(open.at(-1)).toMatchObject({ id: 'l', tone: 'good', label: 'No. 2', weight: 3 });
  });

  test('draws the roads to close at least while nothing is open', () => {
    const lines = (of: string | null) =>
      netPicture(net, bare, { ...look, list: 'crossings', of }).filter(({ dashed }) => dashed);
    expect(lines(null).map(({ geometry }) => geometry)).toEqual(net.least.cut);
    expect(lines('k')).toEqual([]);
  });

  test('marks a place that is neither', () => {
    const [last] = netPicture(net, bare, { ...look, list: 'crossings', of: '101.9,36.5' }).slice(-1);
    expect(last).toMatchObject({ tone: 'accent', geometry: { coordinates: [101.9, 36.5] } });
  });
});
