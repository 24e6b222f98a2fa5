import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, type IncidentProgress, NEXT_STATUSES } from '../../../core/incident/transitions.ts';
import { INCIDENT_STATUSES, type IncidentStatus } from '../../../core/vocabulary.ts';

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

  it('allows exactly the changes of the table', () => {
    const status = fc.constantFrom(...INCIDENT_STATUSES);
    fc.assert(
      fc.property(status, status, (from, to) => {
        const current = {
          ...REPORTED,
          status: from,
          unitId: UNIT,
          duplicateOf: from === 'duplicate' ? 'b' : null,
        };
        const duplicateOf = to === 'duplicate' ? 'b' : undefined;
        const result = advance(current, { status: to, duplicateOf }, time(0));
        const legal = from === to || NEXT_STATUSES[from].includes(to);
        return legal === 'progress' in result && (!('progress' in result) || result.progress.status === to);
      }),
    );
  });

  it('every end can be reopened and every status is reached', () => {
    const reached = new Set(Object.values(NEXT_STATUSES).flat());
    expect(INCIDENT_STATUSES.filter((status) => status !== 'reported' && !reached.has(status))).toEqual([]);
    expect(INCIDENT_STATUSES.filter((status) => NEXT_STATUSES[status].length === 0)).toEqual([]);
  });
});
