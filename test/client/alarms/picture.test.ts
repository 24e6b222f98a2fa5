import { describe, expect, it } from 'vitest';
import { type Arrivals, announcementOf, arrivalsAfter, pictureOf } from '../../../client/alarms/picture.ts';
import { ALARM_STATES } from '../../../core/vocabulary.ts';
import { alarm } from '../../support/alarm.ts';

const NOW_MS = Date.parse('2026-11-23T04:00:00.000Z');
const iso = (minutes: number) => new Date(NOW_MS + minutes * 60_000).toISOString();
const NOTHING: ReadonlySet<string> = new Set();

function picture(alarms: ReturnType<typeof alarm>[], silenced = NOTHING, arrivals: Arrivals = new Map()) {
  return pictureOf(alarms, { arrivals, silenced, wasFlood: false, nowMs: NOW_MS });
}

describe('what the alarms ask of a console', () => {
  it('only the unacknowledged sound; what is over waits too, but silently', () => {
    const all = ALARM_STATES.map((state) => alarm({ id: state, state }));
    const { waiting, sounding } = picture(all);
    expect(sounding.map(({ id }) => id)).toEqual(['unacknowledged']);
    expect(waiting).toBe(2);
  });

  it('the most urgent sounds first, and names the bell', () => {
    const { worst, sounding } = picture([3, 1, 4].map((priority) => alarm({ id: `${priority}`, priority })));
    expect(worst).toBe(1);
    expect(sounding.map(({ id }) => id)).toEqual(['1', '3', '4']);
    expect(picture([]).worst).toBeNull();
  });

  it('silenced it still waits; raised again or more urgent it sounds again', () => {
    const quiet = new Set([announcementOf(alarm())]);
    expect(picture([alarm()], quiet)).toMatchObject({ waiting: 1, sounding: [] });
    expect(picture([alarm({ count: 2 })], quiet).sounding).toHaveLength(1);
    expect(picture([alarm({ priority: 1 })], quiet).sounding).toHaveLength(1);
  });
});

describe('arrivals', () => {
  it('are counted once each, for ten minutes, whatever becomes of the alarm', () => {
    const first = arrivalsAfter(new Map(), [alarm({ updatedAt: iso(-9) })], NOW_MS);
    const silencedLater = alarm({ updatedAt: iso(-1), lastAct: 'silence' });
    const second = arrivalsAfter(first, [silencedLater, alarm({ count: 2, updatedAt: iso(0) })], NOW_MS);
    expect([...second.values()]).toEqual([NOW_MS - 540_000, NOW_MS]);
    expect(arrivalsAfter(second, [], NOW_MS + 90_000).size).toBe(1);
  });

  it('count what was acknowledged by when it was raised, and not what was put aside', () => {
    const acknowledged = alarm({ state: 'acknowledged', raisedAt: iso(-30), updatedAt: iso(-1) });
    expect(arrivalsAfter(new Map(), [acknowledged], NOW_MS).size).toBe(0);
    expect(arrivalsAfter(new Map(), [alarm({ state: 'shelved', raisedAt: iso(-1) })], NOW_MS).size).toBe(0);
  });

  it('above ten in ten minutes make a flood', () => {
    const many = Array.from({ length: 11 }, (_, i) => alarm({ id: `${i}`, updatedAt: iso(-i / 2) }));
    expect(picture(many, NOTHING, arrivalsAfter(new Map(), many, NOW_MS))).toMatchObject({
      recent: 11,
      flood: true,
    });
    const ten = many.slice(0, 10);
    expect(picture(ten, NOTHING, arrivalsAfter(new Map(), ten, NOW_MS)).flood).toBe(false);
  });
});
