import { describe, expect, it } from 'vitest';
import { fixesInOrder } from '../../../core/patrol/fixes-in-order.ts';
import { visitsOf } from '../../../core/patrol/place-visits.ts';
import {
  drivenOf,
  markDriven,
  metresOff,
  onPlaneOf,
  plannedLine,
} from '../../../core/patrol/planned-line.ts';
import { strayingsOf } from '../../../core/patrol/strayings.ts';
import {
  hitsOf,
  type MadeRound,
  madeRound,
  sumOfHits,
  toldStrayings,
  toldVisits,
  trueStrayings,
  trueVisits,
} from './made-round.ts';

const RULE = { limitMetres: 250, persistenceSeconds: 300 };
const rounds: MadeRound[] = Array.from({ length: 30 }, (_, seed) => madeRound(seed + 1));

describe('shifts of eight hours with noise, leaps, losses, dead spots and late fixes', {
  timeout: 60_000,
}, () => {
  it('stays at places are told: precision and recall at least 0.95', () => {
    const {
      told,
      true: truth,
      hits,
    } = sumOfHits(
      rounds.map((round) => hitsOf(toldVisits(visitsOf(round.fixes, round.places)), trueVisits(round))),
    );
    expect(truth).toBeGreaterThan(1000);
    expect(hits / told).toBeGreaterThanOrEqual(0.95);
    expect(hits / truth).toBeGreaterThanOrEqual(0.95);
  });

  it('strayings are told: precision and recall at least 0.95', () => {
    const {
      told,
      true: truth,
      hits,
    } = sumOfHits(
      rounds.map((round) => {
        const fixes = fixesInOrder(round.fixes);
        const line = plannedLine(round.line);
        const strayings = strayingsOf(fixes, metresOff(line, onPlaneOf(line, fixes)), RULE);
        return hitsOf(toldStrayings(strayings), trueStrayings(round, RULE));
      }),
    );
    expect(truth).toBeGreaterThan(60);
    expect(hits / told).toBeGreaterThanOrEqual(0.95);
    expect(hits / truth).toBeGreaterThanOrEqual(0.95);
  });

  it('each of them went along its whole line, strayings or not', () => {
    for (const round of rounds.slice(0, 10)) {
      const planned = plannedLine(round.line);
      const driven = drivenOf(planned, markDriven(planned, fixesInOrder(round.fixes)));
      expect(driven.drivenMetres / driven.lengthMetres).toBeGreaterThan(0.9);
    }
  });

  it('what is settled stays: the next look goes on from there and tells the same as one look at all', () => {
    for (const { fixes, places } of rounds.slice(0, 8)) {
      const sorted = [...fixes].sort((a, b) => a.fixMs - b.fixMs);
      const whole = visitsOf(sorted, places).visits;
      for (const share of [0.2, 0.37, 0.5, 0.81]) {
        const { visits, settledMs } = visitsOf(sorted.slice(0, share * sorted.length), places);
        const kept = visits.filter(({ arrivedMs }) => arrivedMs < settledMs!);
        const after = visitsOf(
          sorted.filter(({ fixMs }) => fixMs >= settledMs!),
          places,
        );
        expect([...kept, ...after.visits]).toEqual(whole);
      }
    }
  });
});
