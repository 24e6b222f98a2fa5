import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newFenceWatch, takeFixes } from '../../../core/live/geofence.ts';
import { lateCrossings, untoldCrossings } from '../../../core/live/late-crossings.ts';
import { box, fix, told } from './fences.ts';

const FENCE = box('f', 0, -100, 100, 100, 10);
const START_MS = fix(0, 0, 0).fixMs;

describe('crossings that are learnt late', () => {
  it('are those of fixes that came after newer ones', () => {
    const all = [-50, -50, 50, 50, -50, -50].map((east, i) => fix(i * 10, east, 0));
    expect(told(lateCrossings([FENCE], all, START_MS + 20_000, []))).toEqual([
      ['f', 'inside', 20, false],
      ['f', 'outside', 40, false],
    ]);
  });

  it('are not told again when they were seen at a later fix', () => {
    const all = [-50, 50, 50, 50].map((east, i) => fix(i * 10, east, 0));
    const seen = [{ fenceId: 'f', to: 'inside' as const, fixMs: START_MS + 30_000 }];
    expect(lateCrossings([FENCE], all, START_MS, seen)).toEqual([]);
  });

  it('are told when the unit was back before what was told', () => {
    const easts = [-50, 50, 50, -50, -50, 50, 50];
    const all = easts.map((east, i) => fix(i * 10, east, 0));
    const seen = [{ fenceId: 'f', to: 'inside' as const, fixMs: START_MS + 50_000 }];
    expect(told(lateCrossings([FENCE], all, START_MS, seen))).toEqual([
      ['f', 'inside', 10, false],
      ['f', 'outside', 30, false],
    ]);
  });

  it('of whatever was missing: none is made up, none is told twice, and without a word before all are told', () => {
    const walk = fc.array(fc.constantFrom(-60, -30, 30, 60), { minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(walk, fc.infiniteStream(fc.boolean()), (easts, lost) => {
        const all = easts.map((east, i) => fix(i * 10, east, 0));
        const whole = takeFixes(newFenceWatch([FENCE]), all);
        const seen = all.filter((_, i) => i === 0 || i === all.length - 1 || !lost.next().value);
        const first = takeFixes(newFenceWatch([FENCE]), seen).filter(({ isPassage }) => !isPassage);
        const known = first.map(({ fenceId, to, at }) => ({ fenceId, to, fixMs: at.fixMs }));
        const late = lateCrossings([FENCE], all, START_MS, known);
        for (const crossing of late) expect(whole).toContainEqual(crossing);
        expect(lateCrossings([FENCE], all, START_MS, [])).toEqual(whole);
        const again = [...known, ...late.map(({ fenceId, to, at }) => ({ fenceId, to, fixMs: at.fixMs }))];
        expect(lateCrossings([FENCE], all, START_MS, again)).toEqual([]);
      }),
    );
  });

  it('gone through again by a watch that remembers an earlier moment, tell exactly what was not told yet', () => {
    const walk = fc.array(fc.constantFrom(-60, -30, 30, 60), { minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(walk, fc.nat(), fc.nat(), (easts, a, b) => {
        const all = easts.map((east, i) => fix(i * 10, east, 0));
        const [kept = 0, killed = 0] = [a % all.length, b % all.length].sort((one, other) => one - other);
        const first = newFenceWatch([FENCE]);
        const before = takeFixes(first, all.slice(0, kept + 1));
        const next = { ...first, tracks: structuredClone(first.tracks) };
        const since = takeFixes(first, all.slice(kept + 1, killed + 1));
        const unitId = all[0]?.unitId ?? '';
        const known = [...before, ...since].map(({ fenceId, to, at }) => ({ fenceId, to, fixMs: at.fixMs }));
        const again = takeFixes(next, all.slice(kept + 1));
        const knownToMs = new Map([[unitId, all[kept]?.fixMs ?? 0]]);
        expect(untoldCrossings(again, new Map([[unitId, known]]), knownToMs)).toEqual(
          takeFixes(first, all.slice(killed + 1)),
        );
      }),
    );
  });
});
