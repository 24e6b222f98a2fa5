import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, mostUrgent } from '../../../client/workspaces/watch/alarms/alarm-order.ts';
import { alarmRows, alarmsOf } from '../../../client/workspaces/watch/alarms/alarm-rows.ts';
import { type SteadyRow, steadyOrder } from '../../../client/workspaces/watch/alarms/steady-order.ts';
import { ALARM_STATES } from '../../../core/vocabulary.ts';
import { alarm } from '../../support/alarm.ts';

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 4, minute)).toISOString();

const some = fc.uniqueArray(fc.nat(50), { maxLength: 20 }).chain((numbers) =>
  fc.tuple(
    ...numbers.map((n) =>
      fc
        .record({
          state: fc.constantFrom(...ALARM_STATES),
          priority: fc.constantFrom(1, 2, 3, 4),
          kind: fc.constantFrom('device_silent' as const, 'unit_duress' as const),
          raisedAt: fc.constantFrom(at(0), at(1), at(2)),
        })
        .map((given) => alarm({ id: `a${n}`, ...given })),
    ),
  ),
);

describe('the order of alarms', () => {
  it('puts the newest unacknowledged first and is the same whatever order they come in', () => {
    fc.assert(
      fc.property(some, fc.gen(), (alarms, gen) => {
        const shuffled = [...alarms].sort(() => gen(fc.constantFrom, -1, 1));
        expect(ids(inOrder(shuffled))).toEqual(ids(inOrder(alarms)));
        const states = inOrder(alarms).map(({ properties }) => properties.state === 'unacknowledged');
        expect(states).toEqual([...states].sort((a, b) => Number(b) - Number(a)));
      }),
    );
    const rows = inOrder([alarm({ id: 'old', raisedAt: at(0) }), alarm({ id: 'new', raisedAt: at(5) })]);
    expect(ids(rows)).toEqual(['new', 'old']);
  });

  it('over the map the most urgent of what waits comes first, what lasts before what is over', () => {
    const all = [
      alarm({ id: 'over', state: 'returned_unacknowledged', isActive: false, priority: 1 }),
      alarm({ id: 'low', priority: 4, raisedAt: at(9) }),
      alarm({ id: 'high', priority: 2, raisedAt: at(1) }),
      alarm({ id: 'known', state: 'acknowledged', priority: 1 }),
    ];
    expect(ids(mostUrgent(all))).toEqual(['high', 'low', 'over']);
  });
});

describe('rows', () => {
  it('hold every alarm once, one by one or by cause, those of open causes below them', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (alarms, isOpen) => {
        const each = alarmRows(alarms, false, new Set());
        expect(ids(each).sort()).toEqual(ids(alarms).sort());
        const heads = alarmRows(alarms, true, new Set());
        expect(ids(heads.flatMap(alarmsOf)).sort()).toEqual(ids(alarms).sort());
        const keys = heads.flatMap((row) => (row.kind === 'group' ? [row.group.key] : []));
        const rows = alarmRows(alarms, true, new Set(isOpen ? keys : []));
        expect(rows).toHaveLength(keys.length + (isOpen ? alarms.length : 0));
        expect(new Set(ids(rows)).size).toBe(rows.length);
      }),
    );
  });
});

describe('rows under a hand', () => {
  const list: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
  const identity = (item: string) => item;

  it('never move: each keeps its place until the hand goes, what is gone says so, what is new waits', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (sights) => {
        const [first = [], ...later] = sights;
        let rows: SteadyRow<string>[] = steadyOrder([], first, identity, true).rows;
        expect(rows.map(({ item }) => item)).toEqual(first);
        for (const wanted of later) {
          const next = steadyOrder(rows, wanted, identity, true);
          if (rows.length > 0) {
            expect(next.rows.map(({ item }) => item)).toEqual(rows.map(({ item }) => item));
            for (const { item, isGone } of next.rows) expect(isGone).toBe(!wanted.includes(item));
            const shown: ReadonlySet<string> = new Set(rows.map(({ item }) => item));
            expect(next.waiting).toBe(wanted.filter((item) => !shown.has(item)).length);
          }
          rows = next.rows;
        }
        const last = sights.at(-1) ?? [];
        expect(steadyOrder(rows, last, identity, false)).toEqual({
          rows: last.map((item) => ({ item, isGone: false })),
          waiting: 0,
        });
      }),
    );
  });
});
