import { describe, expect, it } from 'vitest';
import { entryOf, inOrder, type ReviewEvent } from '../../../core/review/entry.ts';

const AT = '2026-11-23T04:00:00.000Z';

function incident(properties: object, coordinates = [101.7, 36.6]) {
  const usual = { number: '261123-0001', type: 'fire', priority: 1, status: 'reported', unitId: null };
  return {
    type: 'Feature',
    id: 'i',
    geometry: { type: 'Point', coordinates },
    properties: { ...usual, missed: [], remarkCount: 0, heldBy: 'community', ...properties },
  };
}

function event(before: object | null, after: object | null, more: Partial<ReviewEvent> = {}): ReviewEvent {
  return {
    seq: 7,
    at: AT,
    actorId: 'a',
    actorName: 'Operator',
    noun: 'incidents',
    kind: before === null ? 'create' : after === null ? 'delete' : 'update',
    id: 'i',
    areaCode: '630102001001001',
    before: before as ReviewEvent['before'],
    after: after as ReviewEvent['after'],
    ...more,
  };
}

describe('a line of the timeline', () => {
  it.each([
    ['reported', null, {}],
    ['verified', {}, { status: 'verified' }],
    ['assigned', { status: 'verified' }, { status: 'assigned', unitId: 'u' }],
    ['reassigned', { status: 'assigned', unitId: 'u' }, { status: 'assigned', unitId: 'v' }],
    ['released', { status: 'assigned', unitId: 'u' }, { status: 'verified' }],
    ['en_route', { status: 'assigned', unitId: 'u' }, { status: 'en_route', unitId: 'u' }],
    ['on_scene', { status: 'en_route', unitId: 'u' }, { status: 'on_scene', unitId: 'u' }],
    ['resolved', { status: 'on_scene', unitId: 'u' }, { status: 'resolved' }],
    ['closed', { status: 'resolved' }, { status: 'closed' }],
    ['reopened', { status: 'closed' }, { status: 'verified' }],
    ['duplicate', {}, { status: 'duplicate', duplicateOf: 'o' }],
    ['remark', {}, { remarkCount: 1 }],
    ['escalated', {}, { missed: ['verify'], heldBy: 'street' }],
    ['edited', {}, { type: 'theft' }],
  ] as const)('%s', (act, before, after) => {
    const entry = entryOf(event(before && incident(before), incident(after)));
    expect(entry).toMatchObject({ act, label: '261123-0001', lng: 101.7, lat: 36.6, actorName: 'Operator' });
  });

  it('tells what changed, and nothing that did not', () => {
    const entry = entryOf(event(incident({}), incident({ priority: 2, missed: ['verify'] }, [101.8, 36.6])));
    expect(entry.changes).toEqual([
      { field: 'priority', before: 1, after: 2 },
      { field: 'missed', before: '', after: 'verify' },
      { field: 'geometry', before: '101.7, 36.6', after: '101.8, 36.6' },
    ]);
  });

  it('keeps the unit of an incident that lost it', () => {
    const entry = entryOf(
      event(incident({ status: 'assigned', unitId: 'u' }), incident({ status: 'verified' })),
    );
    expect([entry.act, entry.unitId]).toEqual(['released', 'u']);
  });

  it('tells what came into the area looked at, left it, or was removed', () => {
    const acts = [
      event(null, incident({}), { kind: 'update' }),
      event(incident({}), null, { kind: 'update' }),
      event(incident({}), null),
    ].map((one) => entryOf(one));
    expect(acts.map(({ act }) => act)).toEqual(['entered', 'left', 'removed']);
    expect(acts[1]).toMatchObject({ state: null, label: '261123-0001', changes: [] });
  });

  it('alarms by their act, units and checkpoints by their state, targets by what they were', () => {
    const alarm = {
      geometry: null,
      properties: {
        kind: 'device_silent',
        subjectLabel: 'D-1',
        state: 'acknowledged',
        lastAct: 'acknowledge',
      },
    };
    expect(entryOf(event(alarm, alarm, { noun: 'alarms' }))).toMatchObject({
      act: 'acknowledge',
      label: 'D-1',
      kind: 'device_silent',
      lng: null,
    });
    const unit = (state: string) => ({
      geometry: null,
      properties: { code: 'U-1', kind: 'squad', nameZh: '一队', state },
    });
    const driven = entryOf(event(unit('patrolling'), unit('en_route'), { noun: 'units' }));
    expect([driven.act, driven.label, driven.state]).toEqual(['state', 'U-1', 'en_route']);
    expect(entryOf(event(unit('patrolling'), unit('patrolling'), { noun: 'units' })).act).toBe('edited');
    const targets = (verify: number) => ({
      priority: 1,
      answer: 15,
      verify,
      assign: 120,
      arrive: 480,
      resolve: 3600,
    });
    expect(entryOf(event(targets(60), targets(90), { noun: 'response_targets', id: '1' }))).toMatchObject({
      label: 'P1',
      changes: [{ field: 'verify', before: 60, after: 90 }],
    });
  });

  it('order: time, then the log, records before the log', () => {
    const base = entryOf(event(null, incident({})));
    const shuffled = [
      { ...base, key: 'c', seq: 9 },
      { ...base, key: 'b', seq: 0 },
      { ...base, key: 'a', seq: 3, at: '2026-11-23T05:00:00.000Z' },
      { ...base, key: 'd', seq: 4 },
    ];
    expect(shuffled.sort(inOrder).map(({ key }) => key)).toEqual(['b', 'd', 'c', 'a']);
  });
});
