import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALARM_REFUSALS,
  type AlarmStanding,
  isSetAside,
  needsAcknowledgement,
  reasonCannot,
  standingAfter,
} from '../../../core/live/alarm.ts';
import { ALARM_ACTS, ALARM_STATES, type AlarmAct, type AlarmState } from '../../../core/vocabulary.ts';

const NORMAL: AlarmStanding = { state: 'normal', isActive: false };
const keyOf = ({ state, isActive }: AlarmStanding) => `${state}${isActive ? '+' : '-'}`;

/** Every standing that can be reached from normal, each with what every act makes of it. */
function explore() {
  const seen = new Map<string, { standing: AlarmStanding; next: Map<AlarmAct, AlarmStanding> }>();
  const waiting = [NORMAL];
  for (let standing = waiting.pop(); standing; standing = waiting.pop()) {
    if (seen.has(keyOf(standing))) continue;
    const next = new Map<AlarmAct, AlarmStanding>();
    for (const act of ALARM_ACTS) {
      const result = standingAfter(standing, act);
      if ('standing' in result) next.set(act, result.standing);
    }
    seen.set(keyOf(standing), { standing, next });
    waiting.push(...next.values());
  }
  return seen;
}
const REACHED = explore();
const all = [...REACHED.values()];

describe('every reachable standing and every act', () => {
  it('reaches each state, active only where that makes sense', () => {
    expect([...REACHED.keys()].sort()).toEqual(
      [
        'normal-',
        'unacknowledged+',
        'acknowledged+',
        'returned_unacknowledged-',
        ...['shelved', 'suppressed', 'out_of_service'].flatMap((state) => [`${state}+`, `${state}-`]),
      ].sort(),
    );
  });

  it('either leads somewhere or is refused with a reason of the closed set, and the two never differ', () => {
    const reasons = new Set<string>();
    for (const { standing, next } of all)
      for (const act of ALARM_ACTS) {
        const reason = reasonCannot(standing, act);
        expect([keyOf(standing), act, reason === undefined]).toEqual([keyOf(standing), act, next.has(act)]);
        if (!reason) continue;
        expect(ALARM_REFUSALS).toContain(reason);
        expect(standingAfter(standing, act)).toEqual({ reason });
        reasons.add(reason);
      }
    expect([...reasons].sort()).toEqual([...ALARM_REFUSALS].sort());
  });

  it('lets a rule always say what it sees: raise what is not active, clear what is', () => {
    for (const { standing, next } of all) {
      expect(next.has('raise')).toBe(!standing.isActive);
      for (const act of ['worsen', 'ease', 'clear'] as const) expect(next.has(act)).toBe(standing.isActive);
      expect(next.get('raise')?.isActive ?? true).toBe(true);
      expect(next.get('clear')?.isActive ?? false).toBe(false);
    }
  });

  it('only a rule and a reset change whether the cause lasts', () => {
    for (const { standing, next } of all)
      for (const [act, after] of next)
        if (!['raise', 'clear', 'reset'].includes(act)) expect(after.isActive).toBe(standing.isActive);
  });

  it('nothing but an acknowledgement or a reset takes an alarm from sight that nobody has seen', () => {
    for (const { standing, next } of all)
      for (const [act, after] of next) {
        if (!needsAcknowledgement(standing.state) || needsAcknowledgement(after.state)) continue;
        expect(['acknowledge', 'shelve', 'suppress', 'take_out', 'reset']).toContain(act);
      }
  });

  it('what is put aside tells nobody, and comes back unacknowledged if its cause lasts', () => {
    const back: Partial<Record<AlarmState, AlarmAct>> = {
      shelved: 'unshelve',
      suppressed: 'unsuppress',
      out_of_service: 'put_back',
    };
    for (const { standing, next } of all.filter((one) => isSetAside(one.standing.state))) {
      for (const act of ['raise', 'worsen', 'ease', 'clear'] as const)
        expect(next.get(act)?.state ?? standing.state).toBe(standing.state);
      const act = back[standing.state];
      expect(act && next.get(act)?.state).toBe(standing.isActive ? 'unacknowledged' : 'normal');
    }
  });

  it('silence changes nothing, a worsening alarms anew', () => {
    for (const { standing, next } of all) {
      if (next.has('silence')) expect(next.get('silence')).toEqual(standing);
      if (standing.state === 'acknowledged') expect(next.get('worsen')?.state).toBe('unacknowledged');
    }
  });

  it('normal can be reached again from everywhere', () => {
    for (const { standing } of all) {
      const seen = new Set<string>();
      const waiting = [standing];
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        if (seen.has(keyOf(one))) continue;
        seen.add(keyOf(one));
        waiting.push(...(REACHED.get(keyOf(one))?.next.values() ?? []));
      }
      expect(seen).toContain('normal-');
    }
  });
});

it('a walk of any acts stays among the reachable standings', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ALARM_ACTS), { maxLength: 60 }), (acts) => {
      const end = acts.reduce<AlarmStanding>((standing, act) => {
        const result = standingAfter(standing, act);
        return 'standing' in result ? result.standing : standing;
      }, NORMAL);
      expect(REACHED.has(keyOf(end))).toBe(true);
      expect(ALARM_STATES).toContain(end.state);
    }),
  );
});
