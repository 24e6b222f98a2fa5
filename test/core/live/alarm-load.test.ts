import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CITY_ZONE } from '../../../core/city-time.ts';
import {
  ALARM_BANDS,
  type AlarmHappening,
  alarmLoad,
  bandOfDay,
  bandOfRate,
  isAnnouncement,
  loadFigures,
  loadPeriod,
} from '../../../core/live/alarm-load.ts';
import { ALARM_ACTS, ALARM_STATES } from '../../../core/vocabulary.ts';
import { alarm } from '../../support/alarm.ts';

const NOW_MS = Date.parse('2026-11-23T04:05:00.000Z');
const PERIOD = loadPeriod(NOW_MS, 24);
const iso = (ms: number) => new Date(ms).toISOString();

const happening = (at: string, given: Partial<AlarmHappening> = {}): AlarmHappening => ({
  at,
  id: 'a',
  act: 'raise',
  state: 'unacknowledged',
  kind: 'device_silent',
  priority: 3,
  subjectNoun: 'devices',
  subjectId: 'd',
  subjectLabel: 'D-1',
  areaCode: '630102001001001',
  ...given,
});
const raisedAt = (...minutes: number[]) =>
  minutes.map((minute) => happening(iso(PERIOD.fromMs + minute * 60_000)));
const load = (happenings: AlarmHappening[], standing: Parameters<typeof alarmLoad>[1] = []) =>
  alarmLoad(happenings, standing, { ...PERIOD, nowMs: NOW_MS, zone: DEFAULT_CITY_ZONE });

describe('the load of a period', () => {
  it('covers whole bins up to the one that is not over', () => {
    expect([PERIOD.fromMs, PERIOD.toMs].map(iso)).toEqual([
      '2026-11-22T04:10:00.000Z',
      '2026-11-23T04:10:00.000Z',
    ]);
    expect(load([]).bins).toHaveLength(144);
  });

  it('counts what rang: raised, more urgent, or back from being put aside; nothing else', () => {
    const quiet = ALARM_ACTS.filter((act) => !isAnnouncement({ act, state: 'unacknowledged' }));
    expect(quiet).toEqual(['ease', 'silence']);
    for (const state of ALARM_STATES)
      expect(isAnnouncement({ act: 'raise', state })).toBe(state === 'unacknowledged');
  });

  it('adds up: bins, days and mix hold the same alarms, whatever they are', () => {
    const any = fc.record({
      minute: fc.integer({ min: 0, max: 1434 }),
      priority: fc.constantFrom(1, 2, 3, 4),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const sorted = [...given].sort((a, b) => a.minute - b.minute);
        const all = sorted.map(({ minute, priority }) =>
          happening(iso(PERIOD.fromMs + minute * 60_000), { priority, id: `p${priority}` }),
        );
        const { bins, days, mix, top, total } = load(all);
        const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
        expect(total).toBe(given.length);
        expect(sum(bins)).toBe(given.length);
        expect(sum(days.map(({ count }) => count))).toBe(given.length);
        expect(sum(top.map(({ count }) => count))).toBe(given.length);
        expect(sum(Object.values(mix))).toBeCloseTo(given.length > 0 ? 1 : 0);
      }),
    );
  });

  it('tells days in the city’s zone, and which of them are whole', () => {
    const window = { ...loadPeriod(NOW_MS, 72), nowMs: NOW_MS, zone: DEFAULT_CITY_ZONE };
    const { days } = alarmLoad([happening('2026-11-21T16:00:00.000Z')], [], window);
    expect(days).toEqual([
      { day: '2026-11-20', count: 0, isWhole: false },
      { day: '2026-11-21', count: 0, isWhole: true },
      { day: '2026-11-22', count: 1, isWhole: true },
      { day: '2026-11-23', count: 0, isWhole: false },
    ]);
  });

  it('in figures: the average over the time that has passed, the peak, the share of floods', () => {
    const twelve = Array.from({ length: 12 }, () => 60);
    const figures = loadFigures(load(raisedAt(...twelve, 300)));
    expect(figures.average).toBeCloseTo(13 / 143.5);
    expect(figures).toMatchObject({ peak: 12, floodShare: 1 / 144 });
    expect([1, 1.5, 2].map(bandOfRate)).toEqual(['manageable', 'demanding', 'too_many']);
    expect([150, 299, 300].map(bandOfDay)).toEqual(['manageable', 'demanding', 'too_many']);
  });

  it('finds floods: more than ten in ten minutes, as long as it lasts', () => {
    const eleven = Array.from({ length: 11 }, (_, i) => 20 + i * 0.9);
    const more = Array.from({ length: 12 }, (_, i) => 30 + i * 0.8);
    const ten = Array.from({ length: 10 }, () => 60);
    expect(load(raisedAt(...eleven, ...more, ...ten)).floods).toEqual([
      { from: iso(PERIOD.fromMs + 20 * 60_000), to: iso(PERIOD.fromMs + 40 * 60_000), count: 23 },
    ]);
  });

  it('names the alarms that come most, and those that chatter, even while put aside', () => {
    const shelved = [0, 20, 59].map((second) =>
      happening(iso(PERIOD.fromMs + second * 1000), { id: 'b', state: 'shelved' }),
    );
    const slow = [0, 30, 60].map((second) => happening(iso(PERIOD.fromMs + second * 1000), { id: 'c' }));
    const { top, chattering } = load([...shelved, ...slow]);
    expect(top.map(({ id, count }) => [id, count])).toEqual([['c', 3]]);
    expect(chattering.map(({ id, count, at }) => [id, count, at])).toEqual([['b', 3, iso(PERIOD.fromMs)]]);
  });

  it('names what is stale and what is put aside, longest and soonest first', () => {
    const old = iso(NOW_MS - ALARM_BANDS.staleSeconds * 1000 - 1);
    const older = iso(NOW_MS - ALARM_BANDS.staleSeconds * 2000);
    const aside = { setAsideAt: old, raisedAt: older };
    const standing = [
      alarm({ id: 'old', raisedAt: old, state: 'acknowledged' }),
      alarm({ id: 'older', raisedAt: older }),
      alarm({ id: 'new', raisedAt: iso(NOW_MS - 1000) }),
      alarm({ id: 'over', raisedAt: older, state: 'returned_unacknowledged', isActive: false }),
      alarm({ id: 'out', state: 'out_of_service', outOfServiceReason: 'x', ...aside }),
      alarm({ id: 'late', state: 'shelved', shelvedUntil: iso(NOW_MS + 9000), shelvedReason: 'x', ...aside }),
      alarm({ id: 'soon', state: 'shelved', shelvedUntil: iso(NOW_MS + 1000), shelvedReason: 'x', ...aside }),
    ];
    const { stale, setAside } = load([], standing);
    expect(stale.map(({ id }) => id)).toEqual(['older', 'old']);
    expect(setAside.map(({ id }) => id)).toEqual(['soon', 'late', 'out']);
  });
});
