import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, NOTABLE_SHOWN } from '../../../core/handover/changes.ts';
import { HAPPENING_KINDS, happeningOf, type ShiftEvent } from '../../../core/handover/happenings.ts';

const SPAN = { from: '2026-11-26T00:00:00Z', to: '2026-11-26T08:00:00Z' };
const event = (patch: Partial<ShiftEvent>): ShiftEvent => ({
  seq: 1,
  at: '2026-11-26T01:00:00Z',
  noun: 'incidents',
  kind: 'update',
  id: 'x',
  areaCode: '630102001001001',
  label: '261126-0001',
  labelEn: '261126-0001',
  actorName: null,
  priority: 3,
  became: null,
  was: null,
  missed: 0,
  missedBefore: 0,
  alarmKind: null,
  act: null,
  ...patch,
});

describe('what of an event is worth telling', () => {
  test.each<[string, Partial<ShiftEvent>, string | undefined]>([
    ['a P1 reported', { kind: 'create', priority: 1, became: 'reported' }, 'urgent_reported'],
    ['a P3 reported', { kind: 'create', became: 'reported' }, undefined],
    ['a P2 settled', { priority: 2, became: 'resolved', was: 'on_scene' }, 'urgent_settled'],
    ['a P2 closed after it was resolved', { priority: 2, became: 'closed', was: 'resolved' }, undefined],
    ['a P2 verified', { priority: 2, became: 'verified', was: 'reported' }, undefined],
    ['a P4 escalated', { priority: 4, missed: 2, missedBefore: 1 }, 'escalated'],
    ['a call for help', { noun: 'alarms', act: 'raise', alarmKind: 'unit_duress' }, 'duress'],
    ['another alarm', { noun: 'alarms', act: 'raise', alarmKind: 'device_silent' }, undefined],
    ['silenced', { noun: 'alarms', act: 'silence' }, 'alarm_silenced'],
    ['shelved', { noun: 'alarms', act: 'shelve' }, 'alarm_shelved'],
    ['taken out', { noun: 'alarms', act: 'take_out' }, 'alarm_out'],
    ['acknowledged', { noun: 'alarms', act: 'acknowledge' }, undefined],
    ['suppressed', { noun: 'alarm_suppressions', kind: 'create' }, 'suppressed'],
    ['a checkpoint closed', { noun: 'checkpoints', became: 'closed', was: 'open' }, 'checkpoint_closed'],
    ['a checkpoint staffed', { noun: 'checkpoints', became: 'staffed', was: 'open' }, undefined],
    ['a grid edited', { noun: 'grids' }, 'plan_changed'],
    ['a fence drawn', { noun: 'geofences', kind: 'create' }, 'fence_changed'],
    ['a rule changed', { noun: 'alarm_rules' }, 'setting_changed'],
    ['a target changed', { noun: 'response_targets' }, 'setting_changed'],
    ['an import', { noun: 'posts', kind: 'bulk' }, 'imported'],
    ['a post', { noun: 'posts' }, undefined],
  ])('%s', (_, patch, kind) => {
    expect(happeningOf(event(patch))).toBe(kind);
  });
});

describe('a shift in figures', () => {
  test('counts what happened, by priority', () => {
    const events = [
      event({ kind: 'create', priority: 1 }),
      event({ kind: 'create', priority: 3 }),
      event({ priority: 3, became: 'false_alarm', was: 'reported' }),
      event({ priority: 3, missed: 1 }),
      event({ noun: 'alarms', act: 'raise' }),
      event({ noun: 'alarms', act: 'acknowledge' }),
      event({ noun: 'alarms', act: 'silence' }),
      event({ noun: 'alarms', act: 'shelve' }),
      event({ noun: 'areas' }),
      event({ noun: 'alarm_rules' }),
      event({ noun: 'roads', kind: 'bulk' }),
    ];
    const { counts, notable } = changesOf(events, SPAN, true);
    expect(counts).toEqual({
      reported: { '1': 1, '2': 0, '3': 1, '4': 0 },
      settled: { '1': 0, '2': 0, '3': 1, '4': 0 },
      escalated: 1,
      alarmsRaised: 1,
      alarmsAcknowledged: 1,
      alarmsSilenced: 1,
      alarmsSetAside: 1,
      planEdits: 1,
      settingEdits: 1,
      imports: 1,
    });
    expect(notable).toBe(7);
  });

  test('tells the last entries, and how many there were', () => {
    const events = Array.from({ length: NOTABLE_SHOWN + 5 }, (_, seq) =>
      event({ seq, kind: 'create', priority: 1 }),
    );
    const { happenings, notable } = changesOf(events, SPAN, false);
    expect([happenings.length, notable, happenings[0]?.seq]).toEqual([NOTABLE_SHOWN, NOTABLE_SHOWN + 5, 5]);
  });

  test('two spans on end count as much as both together', () => {
    const patch = fc.record({
      noun: fc.constantFrom('incidents', 'alarms', 'grids', 'alarm_rules', 'posts'),
      kind: fc.constantFrom('create', 'update', 'bulk'),
      priority: fc.constantFrom(1, 2, 3, 4, null),
      was: fc.constantFrom('reported', 'resolved', null),
      became: fc.constantFrom('resolved', 'verified', null),
      act: fc.constantFrom('raise', 'silence', 'shelve', null),
      missed: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(patch), fc.array(patch), (one, other) => {
        const count = (list: typeof one) =>
          changesOf(
            list.map((each) => event(each as Partial<ShiftEvent>)),
            SPAN,
            true,
          );
        const [a, b, both] = [count(one), count(other), count([...one, ...other])];
        expect(a.notable + b.notable).toBe(both.notable);
        expect(a.counts.escalated + b.counts.escalated).toBe(both.counts.escalated);
        expect(a.counts.reported['1'] + b.counts.reported['1']).toBe(both.counts.reported['1']);
        expect(both.happenings.every(({ kind }) => HAPPENING_KINDS.includes(kind))).toBe(true);
      }),
    );
  });
});
