import { describe, expect, it } from 'vitest';
import type { PlaceVisit } from '../../../core/patrol/place-visits.ts';
import { visitsOf } from '../../../core/patrol/place-visits.ts';
import { resumeFrom } from '../../../core/patrol/resume-visits.ts';
import { madeRound } from './made-round.ts';

describe('visits read as positions come', () => {
  it('whatever came late, read in many looks is what one look at all tells', { timeout: 60_000 }, () => {
    let late = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const { fixes, places } = madeRound(seed);
      let told: PlaceVisit[] = [];
      let settledMs: number | null = null;
      let newestMs = Number.NEGATIVE_INFINITY;
      const step = Math.ceil(fixes.length / 23);
      for (let at = 0; at < fixes.length; at += step) {
        const batch = fixes.slice(at, at + step);
        const behind = batch.filter(({ fixMs }) => fixMs < newestMs).map(({ fixMs }) => fixMs);
        const lateFromMs = behind.length > 0 ? Math.min(...behind) : null;
        if (lateFromMs !== null && settledMs !== null && lateFromMs < settledMs) late += 1;
        newestMs = Math.max(newestMs, ...batch.map(({ fixMs }) => fixMs));
        const from = resumeFrom(told, settledMs ?? Number.NEGATIVE_INFINITY, lateFromMs);
        const come = fixes.slice(0, at + step).filter(({ fixMs }) => fixMs >= from.fixesFromMs);
        const look = visitsOf(come, places);
        told = [
          ...told.filter(({ arrivedMs }) => arrivedMs < from.visitsFromMs),
          ...look.visits.filter(({ arrivedMs }) => arrivedMs >= from.visitsFromMs),
        ];
        settledMs = look.settledMs;
      }
      expect(told).toEqual(visitsOf(fixes, places).visits);
    }
    expect(late).toBeGreaterThan(20);
  });
});
