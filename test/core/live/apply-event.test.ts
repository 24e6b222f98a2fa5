import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveChange, LiveNoun, LiveSnapshot, UnitPositionRow } from '../../../core/contract/live.ts';
import {
  applyChange,
  applyPositions,
  dropOldIncidents,
  type LiveSet,
  liveSetOf,
} from '../../../core/live/apply-event.ts';

const EMPTY: LiveSnapshot = {
  seq: 10,
  serverNow: '2026-11-23T04:00:00.000Z',
  feeds: [],
  incidents: [],
  units: [],
  routes: [],
  checkpoints: [],
  posts: [],
  institutions: [],
  devices: [],
  alarms: [],
  geofences: [],
  cases: [],
  risks: [],
};

const device = (id: string, version: number) =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [101, 36] },
    properties: { version },
  }) as never;

const nouns = fc.constantFrom<LiveNoun>('devices', 'posts', 'incidents');

/** A log after the snapshot: seq 11, 12, ... about a few things, as the server would send it. */
const log = fc
  .array(fc.tuple(nouns, fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 30 })
  .map((steps) =>
    steps.map(([noun, id, removed], i): LiveChange => {
      const seq = 11 + i;
      const change = { seq, at: EMPTY.serverNow, noun, id };
      return removed
        ? { ...change, kind: 'remove' }
        : { ...change, kind: 'upsert', feature: device(id, seq) };
    }),
  );

function contents(set: LiveSet): unknown {
  return ['devices', 'posts', 'incidents'].map((noun) => [...set[noun as 'devices'].entries()].sort());
}

function setAfter(changes: readonly LiveChange[]): LiveSet {
  const set = liveSetOf(EMPTY);
  for (const change of changes) applyChange(set, change);
  return set;
}

/** What the log means, said another way: the last word about each thing. */
function meaning(changes: readonly LiveChange[]): unknown {
  return ['devices', 'posts', 'incidents'].map((noun) => {
    const last = new Map(
      changes.filter((change) => change.noun === noun).map((change) => [change.id, change]),
    );
    return [...last].flatMap(([id, { feature }]) => (feature ? [[id, feature]] : [])).sort();
  });
}

describe('applying changes', () => {
  it('ends in what the log says, however the changes are shuffled and repeated', () => {
    fc.assert(
      fc.property(
        log.chain((changes) =>
          fc.tuple(
            fc.constant(changes),
            fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 }),
          ),
        ),
        ([changes, shuffled]) => {
          expect(contents(setAfter(changes))).toEqual(meaning(changes));
          const set = setAfter(shuffled);
          expect(contents(set)).toEqual(meaning(changes));
          expect(set.seq).toBe(changes.at(-1)?.seq ?? EMPTY.seq);
        },
      ),
    );
  });

  it('ends in the same set after cuts: each time the stream resumes a little before where it stopped', () => {
    fc.assert(
      fc.property(log, fc.array(fc.tuple(fc.nat(10), fc.nat(5))), (changes, cuts) => {
        const set = liveSetOf(EMPTY);
        let at = 0;
        for (const [taken, back] of cuts) {
          for (const change of changes.slice(at, at + taken)) applyChange(set, change);
          at = Math.max(0, Math.min(changes.length, at + taken) - back);
        }
        for (const change of changes.slice(at)) applyChange(set, change);
        expect(contents(set)).toEqual(meaning(changes));
      }),
    );
  });

  it('ignores what the snapshot holds already', () => {
    const set = liveSetOf({ ...EMPTY, devices: [device('a', 3)] });
    expect(applyChange(set, { seq: 10, at: '', noun: 'devices', kind: 'remove', id: 'a' })).toBeUndefined();
    expect(set.devices.has('a')).toBe(true);
  });

  it('marks a noun that changed in bulk, and takes no notice of nouns that it does not hold', () => {
    const set = liveSetOf(EMPTY);
    applyChange(set, { seq: 11, at: '', noun: 'posts', kind: 'bulk', id: 'batch' });
    expect(applyChange(set, { seq: 12, at: '', noun: 'grids', kind: 'upsert', id: 'g' })?.noun).toBe('grids');
    expect([...set.outdated]).toEqual(['posts']);
    expect(set.seq).toBe(12);
  });
});

describe('alarms', () => {
  const alarm = (seq: number, state: string): LiveChange => ({
    seq,
    at: EMPTY.serverNow,
    noun: 'alarms',
    kind: 'upsert',
    id: 'a',
    feature: { type: 'Feature', id: 'a', geometry: null, properties: { state } } as never,
  });

  it('leave the set when they are normal, and come back when they are raised again', () => {
    const set = setAfter([alarm(11, 'unacknowledged')]);
    expect(set.alarms.size).toBe(1);
    expect(applyChange(set, alarm(12, 'normal'))).toEqual({ noun: 'alarms', kind: 'upsert', id: 'a' });
    expect(set.alarms.size).toBe(0);
    applyChange(set, alarm(13, 'unacknowledged'));
    expect(set.alarms.size).toBe(1);
  });

  it('that became normal are not brought back by an older change', () => {
    const set = setAfter([alarm(12, 'normal'), alarm(11, 'unacknowledged')]);
    expect(set.alarms.size).toBe(0);
  });
});

describe('positions', () => {
  const rows = fc.array(
    fc.tuple(fc.constantFrom('u1', 'u2'), fc.double({ min: 101, max: 102, noNaN: true }), fc.nat(50)).map(
      // A unit is at one place at a time.
      ([id, , at]): UnitPositionRow => [id, 101 + at / 100, 36, null, null, at],
    ),
    { maxLength: 20 },
  );

  it('keep the newest fix of each unit in whatever order the frames come', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const set = liveSetOf(EMPTY);
        for (const row of given) applyPositions(set, { serverNow: '', rows: [row] });
        for (const id of ['u1', 'u2']) {
          const fixes = given.filter((row) => row[0] === id).map((row) => row[5]);
          expect(set.positions.get(id)?.[5]).toBe(fixes.length > 0 ? Math.max(...fixes) : undefined);
        }
      }),
    );
  });

  it('start from the snapshot, and an older state of a unit does not move it back', () => {
    const unit = (fixAt: string, lng: number) =>
      ({
        type: 'Feature',
        id: 'u1',
        geometry: { type: 'Point', coordinates: [lng, 36] },
        properties: { fixAt, headingDegrees: null, speedKmh: null },
      }) as never;
    const set = liveSetOf({ ...EMPTY, units: [unit('2026-11-23T04:00:00.000Z', 101.5)] });
    expect(set.positions.get('u1')?.[1]).toBe(101.5);
    const older = unit('2026-11-23T03:59:00.000Z', 101.4);
    applyChange(set, { seq: 11, at: '', noun: 'units', kind: 'upsert', id: 'u1', feature: older });
    expect(set.positions.get('u1')?.[1]).toBe(101.5);
    applyChange(set, { seq: 12, at: '', noun: 'units', kind: 'remove', id: 'u1' });
    expect(set.positions.has('u1')).toBe(false);
  });
});

describe('old incidents', () => {
  it('go when a new snapshot would not hold them', () => {
    const incident = (id: string, status: string, reportedAt: string) =>
      ({ id, properties: { status, reportedAt } }) as never;
    const set = liveSetOf({
      ...EMPTY,
      incidents: [
        incident('open', 'on_scene', '2026-11-20T00:00:00Z'),
        incident('recent', 'closed', '2026-11-22T12:00:00Z'),
        incident('old', 'closed', '2026-11-22T03:00:00Z'),
      ],
    });
    expect(dropOldIncidents(set, Date.parse('2026-11-23T04:00:00Z'))).toBe(1);
    expect([...set.incidents.keys()]).toEqual(['open', 'recent']);
  });

  it('leave nothing behind in a page that is open for weeks, once they are too old to be told again', () => {
    const set = liveSetOf(EMPTY);
    for (let seq = 11; seq < 60_000; seq++) {
      const feature = {
        id: `${seq}`,
        properties: { status: 'closed', reportedAt: EMPTY.serverNow },
      } as never;
      applyChange(set, { seq, at: '', noun: 'incidents', kind: 'upsert', id: `${seq}`, feature });
    }
    dropOldIncidents(set, Date.parse(EMPTY.serverNow) + 25 * 3_600_000);
    expect(set.incidents.size).toBe(0);
    expect(set.appliedSeqs.size).toBeLessThan(25_000);
    const late = set.seq - 9_000;
    const again = { seq: late, at: '', noun: 'incidents', kind: 'upsert', id: `${late}` } as const;
    expect(applyChange(set, again)).toBeUndefined();
  });
});
