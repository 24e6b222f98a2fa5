import { describe, expect, it } from 'vitest';
import {
  needCounts,
  needOfRound,
  openStraying,
  roundsByNeed,
} from '../../../../../client/workspaces/dispatch/rounds/round-need.ts';
import { roundsPicture } from '../../../../../client/workspaces/dispatch/rounds/round-picture.ts';
import type {
  PatrolStraying,
  RunningRound,
  RunningStop,
} from '../../../../../core/contract/running-round.ts';

const AT = '2026-11-24T02:00:00.000Z';
const stop = (id: string, state: RunningStop['state'], lateSeconds = 0): RunningStop => ({
  id,
  kind: 'posts',
  nameZh: id,
  nameEn: id,
  lng: 101.7,
  lat: 36.6,
  arriveAt: AT,
  leaveAt: AT,
  windowMinutes: 10,
  checkIn: 'geofence',
  state,
  arrivedAt: null,
  leftAt: null,
  how: null,
  lateSeconds,
  isShort: false,
});
const straying = (id: string, more: Partial<PatrolStraying> = {}): PatrolStraying => ({
  id,
  roundId: 'r',
  unitId: 'u',
  fromAt: AT,
  detectedAt: AT,
  toAt: null,
  goesOn: true,
  mostMetres: 700,
  lng: 101.71,
  lat: 36.61,
  acknowledgedAt: null,
  acknowledgedByName: null,
  ...more,
});
const round = (id: string, more: Partial<RunningRound> = {}): RunningRound => ({
  id,
  planId: 'p',
  planName: 'plan',
  unitId: 'u',
  unitCode: id,
  areaCode: '630102',
  startAt: AT,
  endAt: AT,
  stops: [stop('a', 'visited'), stop('b', 'ahead')],
  nextStopId: 'b',
  lengthMetres: 5000,
  drivenMetres: 1000,
  strayings: [],
  knownAt: AT,
  isSilent: false,
  onCall: null,
  ...more,
});
const known = { acknowledgedAt: AT, acknowledgedByName: 'D' };
const ROUNDS = [
  round('in time'),
  round('on call', { onCall: { incidentId: 'i', number: '1' }, stops: [stop('a', 'late', 900)] }),
  round('missed', { stops: [stop('a', 'missed'), stop('b', 'ahead')] }),
  round('late', { stops: [stop('a', 'missed'), stop('b', 'late', 1200)] }),
  round('acknowledged', { strayings: [straying('s', known)] }),
  round('silent', { isSilent: true, strayings: [straying('s', known)] }),
  round('back, not acknowledged', { strayings: [straying('s', { goesOn: false, toAt: AT })] }),
];

describe('how much a round needs somebody', () => {
  it('what nobody acknowledged comes first, also once it is over; then who is not heard', () => {
    expect(roundsByNeed(ROUNDS).map(({ unitCode }) => unitCode)).toEqual([
      'back, not acknowledged',
      'silent',
      'acknowledged',
      'late',
      'missed',
      'on call',
      'in time',
    ]);
    expect(needCounts(ROUNDS).map(([, count]) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('a new straying is to be acknowledged though an earlier one was', () => {
    const again = round('again', {
      strayings: [straying('new'), straying('old', { ...known, goesOn: false })],
    });
    expect(openStraying(again)?.id).toBe('new');
    expect(needOfRound(again)).toBe('straying');
    expect(needOfRound(round('back', { strayings: [straying('old', { ...known, goesOn: false })] }))).toBe(
      'inTime',
    );
  });
});

describe('the picture', () => {
  const track = {
    line: {
      type: 'LineString' as const,
      coordinates: [[101.7, 36.6] as [number, number], [101.8, 36.6] as [number, number]],
    },
    left: [[[101.75, 36.6] as [number, number], [101.8, 36.6] as [number, number]]],
    track: [[[101.7, 36.6] as [number, number], [101.71, 36.61] as [number, number]]],
    knownAt: AT,
    asOf: AT,
  };

  it('of each round where it goes next, to be clicked; of the open one everything', () => {
    const closed = roundsPicture(ROUNDS, null, undefined);
    expect(closed.map(({ id }) => id)).toContain('round late');
    const open = roundsPicture(ROUNDS, 'acknowledged', track);
    expect(open.filter(({ id }) => id === 'round acknowledged')).toEqual([]);
    expect(open.filter(({ geometry }) => geometry.type === 'LineString').map(({ tone }) => tone)).toEqual([
      'muted',
      'warn',
      'accent',
    ]);
    expect(open.filter(({ label }) => label === '!')).toHaveLength(1);
    expect(open.filter(({ label }) => label === '1' || label === '2').map(({ tone }) => tone)).toEqual([
      'good',
      'muted',
    ]);
  });
});
