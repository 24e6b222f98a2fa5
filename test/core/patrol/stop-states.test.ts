import { describe, expect, it } from 'vitest';
import { type CheckIn, nextStop, type PlannedStop, stopOutcomes } from '../../../core/patrol/stop-states.ts';

const START_MS = Date.parse('2026-11-23T00:00:00Z');
const MINUTE = 60;
const minuteMs = (minute: number) => START_MS + minute * 60_000;

describe('the stops of a round', () => {
  const stop = (id: string, placeId: string, minute: number, windowMinutes = 5): PlannedStop => ({
    id,
    placeId,
    arriveMs: minuteMs(minute),
    leaveMs: minuteMs(minute + 10),
    windowMinutes,
  });
  const stay = (placeId: string, from: number, to: number | null, stopId: string | null = null): CheckIn => ({
    placeId,
    stopId,
    arrivedMs: minuteMs(from),
    leftMs: to === null ? null : minuteMs(to),
    how: stopId === null ? 'geofence' : 'hand',
  });
  const stops = [stop('1', 'a', 0), stop('2', 'b', 20), stop('3', 'c', 40), stop('4', 'a', 90)];
  const outcomes = (checkIns: CheckIn[], minute: number, known = minute) =>
    stopOutcomes(stops, checkIns, {
      startMs: START_MS,
      endMs: minuteMs(120),
      nowMs: minuteMs(minute),
      knownMs: minuteMs(known),
    });
  const states = (...args: Parameters<typeof outcomes>) => outcomes(...args).map(({ state }) => state);
  const first = stay('a', 0, 11);

  it('visited, ahead, late once the window is over, missed once the unit went on or the round is over', () => {
    expect(states([first], 24)).toEqual(['visited', 'ahead', 'ahead', 'ahead']);
    expect(states([first], 26)).toEqual(['visited', 'late', 'ahead', 'ahead']);
    expect(states([first, stay('c', 41, null)], 44)).toEqual(['visited', 'missed', 'visited', 'ahead']);
    expect(states([first], 120)).toEqual(['visited', 'missed', 'missed', 'missed']);
    const [, late] = outcomes([first], 35);
    expect(late).toMatchObject({ lateSeconds: 15 * MINUTE, checkIn: null });
  });

  it('who comes late all the same was there, late', () => {
    const told = outcomes([first, stay('c', 41, 52), stay('b', 60, 65)], 70);
    expect(told.map(({ state }) => state)).toEqual(['visited', 'visited', 'visited', 'ahead']);
    expect(told[1]).toMatchObject({ lateSeconds: 40 * MINUTE, isShort: true });
    expect(told[2]).toMatchObject({ lateSeconds: 0, isShort: false });
  });

  it('who told that it came is gone once it was seen to leave', () => {
    const told = stay('a', 1, null, '1');
    const [here] = outcomes([told], 15);
    expect(here?.checkIn?.leftMs).toBeNull();
    for (const seen of [stay('a', 0, 11), stay('a', 2, 11)]) {
      const all = outcomes([told, seen], 15);
      expect(all[0]?.checkIn).toMatchObject({ leftMs: minuteMs(11), how: 'hand' });
      expect(nextStop(all)).toBe('2');
    }
    expect(outcomes([told, stay('a', 5, 11)], 15)[0]?.checkIn?.leftMs).toBeNull();
    expect(outcomes([told, stay('a', 0, null)], 15)[0]?.checkIn?.leftMs).toBeNull();
  });

  it('of what should have happened after the unit was last heard nothing is told', () => {
    expect(states([first], 60, 30)).toEqual(['visited', 'late', 'unknown', 'ahead']);
    expect(states([first], 130, 30)).toEqual(['visited', 'late', 'unknown', 'unknown']);
    expect(states([first, stay('c', 40, 51, '3')], 60, 30)).toEqual([
      'visited',
      'missed',
      'visited',
      'ahead',
    ]);
  });

  it('who is at a place now was not there yet for a stop that is much later', () => {
    expect(states([stay('a', 0, null)], 4)).toEqual(['visited', 'ahead', 'ahead', 'ahead']);
    expect(states([stay('a', 30, null)], 40)).toEqual(['visited', 'late', 'ahead', 'ahead']);
    expect(states([stay('c', 20, null)], 30)).toEqual(['late', 'late', 'ahead', 'ahead']);
    expect(states([stay('c', 20, null)], 36)).toEqual(['missed', 'missed', 'visited', 'ahead']);
  });

  it('where it goes next', () => {
    const next = (...args: Parameters<typeof outcomes>) => nextStop(outcomes(...args));
    expect(next([], -5)).toBe('1');
    expect(next([stay('a', 0, null)], 4)).toBe('1');
    expect(next([first], 26)).toBe('2');
    expect(next([first, stay('c', 41, 52)], 60)).toBe('4');
    expect(next([first, stay('a', 90, 101)], 110)).toBeNull();
  });

  it('two stops at one place are two stays', () => {
    const told = outcomes([first, stay('a', 88, 99)], 110);
    expect(told.map(({ checkIn }) => checkIn?.arrivedMs)).toEqual([
      minuteMs(0),
      undefined,
      undefined,
      minuteMs(88),
    ]);
    expect(outcomes([first], 100)[3]?.state).toBe('late');
  });
});
