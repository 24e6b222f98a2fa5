import { describe, expect, it } from 'vitest';
import { isOverdue } from '../../../core/case/due.ts';
import { CASE_ACTS, RISK_ACTS } from '../../../core/case/vocabulary.ts';
import { cityDay, DEFAULT_CITY_ZONE } from '../../../core/city-time.ts';
import { makeHistory } from '../../../data/city/history/make-history.ts';
import { caseTales } from '../../../data/seed/case-tales.ts';
import { type FileTale, inTurn } from '../../../data/seed/file-tales.ts';
import { riskTales } from '../../../data/seed/risk-tales.ts';
import { seededCity } from '../../../data/seed/seeded-city.ts';
import { madeCity } from '../../support/made-city.ts';
import { TEST_CITY } from '../../support/templates.ts';

const DAY_MS = 86_400_000;
const city = await madeCity(TEST_CITY);
const seeded = seededCity(city, makeHistory(city, 0));

/** What a file was at an instant, undefined before its opening. */
function at<P extends object>({ steps }: FileTale<P>, ms: number): P | undefined {
  return steps.filter((step) => step.at <= ms).at(-1)?.properties;
}

describe.each([
  ['cases', caseTales(seeded)],
  ['risk files', riskTales(seeded)],
] as const)('the %s of the demo city', (_, tales) => {
  it('go on in the order of time, up to the instant of the city', () => {
    for (const { steps } of tales as readonly FileTale[]) {
      const times = steps.map((step) => step.at);
      expect(times.every((ms, i) => ms < seeded.asOfMs && (i === 0 || ms > times[i - 1]!))).toBe(true);
    }
  });

  it('have ids and numbers of their own', () => {
    const all = tales as readonly FileTale<{ number: string }>[];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ steps }) => steps[0]!.properties.number)).size).toBe(all.length);
  });
});

describe('the cases of the demo city', () => {
  const tales = caseTales(seeded);
  const today = cityDay(DEFAULT_CITY_ZONE, seeded.asOfMs);

  it('show every act in the last thirty days', () => {
    const acts = tales.flatMap(({ steps }) =>
      steps
        .filter((step) => step.at > seeded.asOfMs - 30 * DAY_MS)
        .map(({ properties }) => properties.lastAct),
    );
    expect(CASE_ACTS.filter((act) => act !== 'edit' && !acts.includes(act))).toEqual([]);
  });

  it('stand at every level, some late, about as many a month ago as today', () => {
    const standing = (ms: number) =>
      tales.flatMap((tale) => at(tale, ms) ?? []).filter(({ status }) => status !== 'closed');
    const now = standing(seeded.asOfMs);
    expect(new Set(now.map(({ heldBy }) => heldBy)).size).toBe(4);
    const late = now.filter((one) => isOverdue(one, today)).length;
    expect(late).toBeGreaterThan(4);
    expect(late).toBeLessThan(now.length / 3);
    for (let days = 5; days <= 30; days += 5)
      expect(standing(seeded.asOfMs - days * DAY_MS).length).toBeGreaterThan(15);
  });
});

describe('the risk files of the demo city', () => {
  const tales = riskTales(seeded);

  it('show every act but a withdrawal, and some run on most days of the month', () => {
    const acts = tales.flatMap(({ steps }) => steps.map(({ properties }) => properties.lastAct));
    expect(RISK_ACTS.filter((act) => act !== 'withdraw' && !acts.includes(act))).toEqual([]);
    const running = (ms: number) =>
      tales
        .flatMap((tale) => at(tale, ms) ?? [])
        .filter(({ startsAt, endsAt }) => {
          const now = new Date(ms).toISOString();
          return startsAt <= now && now < endsAt;
        }).length;
    const days = Array.from({ length: 30 }, (_, day) => running(seeded.asOfMs - day * DAY_MS));
    expect(days.filter((count) => count > 0).length).toBeGreaterThan(24);
  });
});

it('steps wanted at the same time, or after the instant of the city, still come one after the other before it', () => {
  const asOfMs = 1_000_000_000;
  const times = inTurn([asOfMs - DAY_MS, asOfMs - 2 * DAY_MS, asOfMs + DAY_MS, asOfMs], { asOfMs });
  expect(times[0]).toBe(asOfMs - DAY_MS);
  expect(times.slice(1).every((ms, i) => ms - times[i]! >= 60_000)).toBe(true);
  expect(times.at(-1)).toBeLessThan(asOfMs);
});
