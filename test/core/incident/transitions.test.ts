import { describe, expect, it } from 'vitest';
import { advance, type IncidentProgress, NEXT_STATUSES } from '../../../core/incident/transitions.ts';
import { INCIDENT_STATUSES, type IncidentStatus, OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';

const UNIT = 'a';
const REPORTED: IncidentProgress = {
  status: 'reported',
  unitId: null,
  verifiedAt: null,
  assignedAt: null,
  arrivedAt: null,
  resolvedAt: null,
  reopenedAt: null,
  duplicateOf: null,
};
const time = (minute: number) => `2026-11-23T00:${String(minute).padStart(2, '0')}:00.000Z`;

function walk(
  ...steps: { status?: IncidentStatus; unitId?: string | null; duplicateOf?: string }[]
): IncidentProgress {
  return steps.reduce<IncidentProgress>((progress, step, minute) => {
    const result = advance(progress, step, time(minute));
    if ('refusal' in result) throw new Error(result.refusal.message);
    return result.progress;
  }, REPORTED);
}

describe('advance', () => {
  it('stamps each step of the whole way once', () => {
    const done = walk(
      { status: 'verified' },
      { unitId: UNIT },
      { status: 'en_route' },
      { status: 'on_scene' },
      { status: 'resolved' },
      { status: 'closed' },
    );
    expect(done).toEqual({
      status: 'closed',
      unitId: UNIT,
      verifiedAt: time(0),
      assignedAt: time(1),
      arrivedAt: time(3),
      resolvedAt: time(4),
      reopenedAt: null,
      duplicateOf: null,
    });
  });

  it('assigning an unverified incident verifies it; taking the unit off puts it back', () => {
    expect(walk({ unitId: UNIT })).toMatchObject({
      status: 'assigned',
      verifiedAt: time(0),
      assignedAt: time(0),
    });
    const back = walk({ unitId: UNIT }, { unitId: null });
    expect(back).toMatchObject({ status: 'verified', unitId: null, assignedAt: null });
  });

  it('another unit starts the clock of the assignment again', () => {
    const again = walk({ unitId: UNIT }, { status: 'on_scene' }, { unitId: 'b' });
    expect(again).toMatchObject({ unitId: 'b', assignedAt: time(2), arrivedAt: time(2) });
  });

  it('reopening forgets the end but not the verification', () => {
    const open = walk({ status: 'verified' }, { status: 'resolved' }, { status: 'verified' });
    expect(open).toEqual({ ...REPORTED, status: 'verified', verifiedAt: time(0), reopenedAt: time(2) });
  });

  it('a duplicate names the incident that it repeats, and forgets it when reopened', () => {
    expect(advance(REPORTED, { status: 'duplicate' }, time(0))).toHaveProperty('refusal');
    expect(advance(REPORTED, { status: 'verified', duplicateOf: 'b' }, time(0))).toHaveProperty('refusal');
    const duplicate = walk({ status: 'duplicate', duplicateOf: 'b' });
    expect(duplicate).toMatchObject({ status: 'duplicate', duplicateOf: 'b' });
    const again = walk({ status: 'duplicate', duplicateOf: 'b' }, { status: 'verified' });
    expect(again).toMatchObject({ status: 'verified', duplicateOf: null, reopenedAt: time(1) });
  });

  it('refuses a unit where none can be and none where one must be', () => {
    expect(advance(REPORTED, { status: 'assigned' }, time(0))).toEqual({
      refusal: { reason: 'status_needs_unit', params: { status: 'assigned' }, message: expect.any(String) },
    });
    const resolved = walk({ status: 'verified' }, { status: 'resolved' });
    expect(advance(resolved, { unitId: UNIT }, time(0))).toEqual({
      refusal: {
        reason: 'status_takes_no_unit',
        params: { status: 'resolved' },
        message: expect.any(String),
      },
    });
  });

  it('every end can be reopened and every status is reached', () => {
    const reached = new Set(Object.values(NEXT_STATUSES).flat());
    expect(INCIDENT_STATUSES.filter((status) => status !== 'reported' && !reached.has(status))).toEqual([]);
    expect(INCIDENT_STATUSES.filter((status) => NEXT_STATUSES[status].length === 0)).toEqual([]);
  });
});

/** Every patch that can be told: with or without a status, a unit (one of two, or none any more), an original. */
const PATCHES = [undefined, ...INCIDENT_STATUSES].flatMap((status) =>
  [undefined, null, 'a', 'b'].flatMap((unitId) =>
    [undefined, null, 'x'].map((duplicateOf) => ({ status, unitId, duplicateOf })),
  ),
);
const STAMPS = ['verifiedAt', 'assignedAt', 'arrivedAt', 'resolvedAt', 'reopenedAt'] as const;
const keyOf = (progress: IncidentProgress) =>
  [
    progress.status,
    progress.unitId,
    progress.duplicateOf,
    ...STAMPS.map((stamp) => progress[stamp] !== null),
  ].join();

/** Every progress that can be reached from a report, told apart by what is set, each with what every patch makes of it. */
function explore() {
  const seen = new Map<string, { from: IncidentProgress; results: ReturnType<typeof advance>[] }>();
  const waiting = [REPORTED];
  for (let from = waiting.pop(); from; from = waiting.pop()) {
    if (seen.has(keyOf(from))) continue;
    const current = from;
    const results = PATCHES.map((patch) => advance(current, patch, time(0)));
    seen.set(keyOf(from), { from, results });
    for (const result of results) if ('progress' in result) waiting.push(result.progress);
  }
  return [...seen.values()];
}

describe('every progress that can be reached, and every patch', () => {
  const all = explore();

  it('leads along the table or is refused with one of its reasons', () => {
    const reasons = new Set<string>();
    for (const { from, results } of all)
      for (const [i, result] of results.entries()) {
        const { status = from.status } = PATCHES[i] ?? {};
        const isNext = status === from.status || NEXT_STATUSES[from.status].includes(status);
        if ('refusal' in result) reasons.add(result.refusal.reason);
        else if (PATCHES[i]?.status) expect([isNext, result.progress.status]).toEqual([true, status]);
        else expect([from.status, ...NEXT_STATUSES[from.status]]).toContain(result.progress.status);
        if (!isNext) expect(result).toMatchObject({ refusal: { reason: 'status_not_next' } });
      }
    expect([...reasons].sort()).toEqual([
      'original_missing',
      'status_needs_unit',
      'status_not_next',
      'status_repeats_none',
      'status_takes_no_unit',
    ]);
  });

  it('offers each step of the table to some patch, whatever was before', () => {
    for (const { from, results } of all) {
      const reached = new Set(
        results.flatMap((result) => ('progress' in result ? [result.progress.status] : [])),
      );
      expect([...reached].sort()).toEqual([...new Set([from.status, ...NEXT_STATUSES[from.status]])].sort());
    }
  });

  it('has a unit, an original and the times that its status stands for, and no others', () => {
    for (const { from } of all) {
      const { status } = from;
      const [bound, done] = [
        ['assigned', 'en_route', 'on_scene'],
        ['resolved', 'closed'],
      ];
      const isOpen = (OPEN_INCIDENT_STATUSES as readonly string[]).includes(status);
      const why = keyOf(from);
      expect(from.duplicateOf !== null, why).toBe(status === 'duplicate');
      if (bound.includes(status)) expect([from.unitId, from.assignedAt], why).not.toContain(null);
      if (status === 'reported' || status === 'verified') expect(from.unitId, why).toBeNull();
      if (status === 'on_scene') expect(from.arrivedAt, why).not.toBeNull();
      if ([...bound, ...done, 'verified'].includes(status)) expect(from.verifiedAt, why).not.toBeNull();
      if (done.includes(status)) expect(from.resolvedAt, why).not.toBeNull();
      if (isOpen) expect(from.resolvedAt, why).toBeNull();
    }
  });
});
