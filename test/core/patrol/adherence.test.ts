import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followWay } from '../../../core/patrol/adherence.ts';
import { fixesInOrder } from '../../../core/patrol/fixes-in-order.ts';
import { visitsOf } from '../../../core/patrol/place-visits.ts';
import {
  drivenOf,
  markDriven,
  metresOff,
  onPlaneOf,
  plannedLine,
} from '../../../core/patrol/planned-line.ts';
import type { RouteStraying } from '../../../core/patrol/strayings.ts';
import { at, madeRound, type Spot, START_MS } from './made-round.ts';

const MINUTE = 60;
const fix = (second: number, spot: Spot, accuracyMetres: number | null = 5) => ({
  ...at(spot),
  accuracyMetres,
  fixMs: START_MS + second * 1000,
});
/** A fix every ten seconds, standing or going evenly from one spot to the other. */
const way = (from: number, to: number, start: Spot, end: Spot = start, accuracyMetres = 5) =>
  Array.from({ length: Math.round((to - from) / 10) }, (_, i) => {
    const share = (10 * i) / (to - from);
    const spot: Spot = [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
    return fix(from + 10 * i, spot, accuracyMetres);
  });
const place = (id: string, spot: Spot) => ({ id, ...at(spot), radiusMetres: 100, leastSeconds: 120 });
const post = place('post', [0, 0]);
const ROUNDS = [1, 2, 4].map(madeRound);
const secondsOf = (ms: number) => Math.round((ms - START_MS) / 1000);

describe('stays at a place', () => {
  it('begins and ends where the way crosses the border', () => {
    const fixes = [
      ...way(0, 200, [-1000, 0], [0, 0]),
      ...way(200, 800, [0, 0]),
      ...way(800, 1000, [0, 0], [0, 1000]),
    ];
    const { visits } = visitsOf(fixes, [post]);
    expect(visits).toHaveLength(1);
    expect(secondsOf(visits[0]!.arrivedMs)).toBe(180);
    expect(secondsOf(visits[0]!.leftMs)).toBe(820);
    expect(visits[0]!.goesOn).toBe(false);
  });

  it('passing by is no stay, nor is standing beside', () => {
    expect(visitsOf(way(0, 400, [-1000, 0], [1000, 0]), [post]).visits).toEqual([]);
    expect(visitsOf(way(0, 3600, [0, 130]), [post]).visits).toEqual([]);
  });

  it('one wrong fix neither begins nor ends a stay, however certain of itself', () => {
    const away = [...way(0, 600, [600, 0]), fix(605, [0, 0], 3), ...way(610, 1200, [600, 0])];
    expect(visitsOf(away, [post]).visits).toEqual([]);
    const there = [...way(0, 600, [0, 0]), fix(605, [400, 0], 3), ...way(610, 1200, [0, 0])];
    expect(visitsOf(there, [post]).visits).toMatchObject([{ goesOn: true }]);
  });

  it('vague fixes need more of them', () => {
    const stays = (count: number) =>
      visitsOf(way(0, 10 * count, [60, 0], [60, 0], 120), [post]).visits.length;
    expect(stays(3)).toBe(0);
    expect(stays(40)).toBe(1);
    expect(visitsOf(way(0, 3600, [0, 0], [0, 0], 400), [post]).visits).toEqual([]);
  });

  it('a short silence at a place is spent there, a long one is not', () => {
    const silent = (minutes: number) => [
      ...way(0, 300, [0, 0]),
      ...way(300 + minutes * MINUTE, 600 + minutes * MINUTE, [0, 0]),
    ];
    expect(visitsOf(silent(8), [post]).visits).toHaveLength(1);
    const apart = visitsOf(silent(30), [post]).visits;
    expect(apart.map(({ arrivedMs, leftMs }) => [secondsOf(arrivedMs), secondsOf(leftMs)])).toEqual([
      [0, 290],
      [2100, 2390],
    ]);
  });

  it('does not depend on the order in which fixes came, nor on doubled ones', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROUNDS),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ fixes, places }, dice) => {
          const some = fixes.slice(0, 500);
          const mixed = [...some, ...some.slice(0, 50)]
            .map((one) => ({ one, key: dice.next().value }))
            .sort((a, b) => a.key - b.key);
          const shuffled = mixed.map(({ one }) => one);
          expect(visitsOf(shuffled, places)).toEqual(visitsOf(some, places));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('how much of a line was driven', () => {
  const drivenBy = (...[planned, fixes]: Parameters<typeof markDriven>) =>
    drivenOf(planned, markDriven(planned, fixes));
  const line = [0, 500, 1000, 2000].flatMap((east) => Object.values(at([east, 0])));

  it('half of it, and where the rest is', () => {
    const driven = drivenBy(plannedLine(line), fixesInOrder(way(0, 200, [0, 10], [1000, 10])));
    expect(driven.lengthMetres).toBeCloseTo(2000, 0);
    expect(driven.drivenMetres).toBeGreaterThan(940);
    expect(driven.drivenMetres).toBeLessThan(1060);
    expect(driven.left).toHaveLength(1);
    expect(driven.left[0]!.toMetres).toBeCloseTo(2000, 0);
  });

  it('nothing of it: no fixes, one fix away, or a silence between', () => {
    const planned = plannedLine(line);
    for (const fixes of [[], [fix(0, [0, 900])], [fix(0, [0, 0]), fix(900, [2000, 0])]])
      expect(drivenBy(planned, fixesInOrder(fixes)).drivenMetres).toBe(0);
  });

  it('is what a search through all pieces and all ways finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -300, max: 2300 }), fc.integer({ min: -200, max: 200 })), {
          minLength: 2,
          maxLength: 12,
        }),
        (spots) => {
          const fixes = fixesInOrder(spots.map((spot, i) => fix(60 * i, spot)));
          const planned = plannedLine(line);
          const ways = onPlaneOf(planned, fixes);
          const asLine = { ...planned, vertices: ways };
          const { drivenMetres, lengthMetres } = drivenBy(planned, fixes);
          const count = Math.ceil(lengthMetres / 20);
          const step = lengthMetres / count;
          const middles = Float64Array.from({ length: count }, (_, i) => (i + 0.5) * step);
          const off = metresOff(asLine, { x: middles, y: new Float64Array(count) });
          const least = off.filter((metres) => metres < 34.5).length * step;
          const most = off.filter((metres) => metres < 35.5).length * step;
          expect(drivenMetres).toBeGreaterThanOrEqual(0.998 * least);
          expect(drivenMetres).toBeLessThanOrEqual(1.002 * most);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const RULE = { limitMetres: 250, persistenceSeconds: 300 };
const minuteMs = (minute: number) => START_MS + minute * MINUTE * 1000;

describe('the way of a round', () => {
  const line = plannedLine([0, 3000].flatMap((east) => Object.values(at([east, 0]))));
  const day = [
    ...way(0, 660, [0, 0]),
    ...way(660, 960, [0, 0], [1500, 0]),
    ...way(960, 1200, [1500, 0]),
    // Off the line for nine minutes.
    ...way(1200, 1300, [1500, 0], [1500, 800]),
    ...way(1300, 1740, [1500, 800]),
    ...way(1740, 1860, [1500, 800], [1500, 0]),
    ...way(1860, 3600, [1500, 0]),
    ...way(3600, 3700, [0, 0], [0, 900]),
    ...way(3700, 4300, [0, 900]),
  ];
  const until = (minute: number) =>
    followWay(
      line,
      day.filter(({ fixMs }) => fixMs <= minuteMs(minute)),
      RULE,
    );

  it('a straying is told once it lasted, is over when the unit is back, and the next one is another', () => {
    expect(until(22).strayings).toEqual([]);
    const [during] = until(28).strayings;
    expect(during).toMatchObject({ toMs: null, goesOn: true });
    expect(during?.mostMetres).toBeGreaterThan(780);
    const later = until(72).strayings;
    expect(later).toMatchObject([{ goesOn: false }, { goesOn: true, toMs: null }]);
    expect(later[0]?.toMs).not.toBeNull();
  });

  it('of a unit that falls silent off its way nothing is made up', () => {
    const silent = [...day.slice(0, 160), ...way(7200, 7500, [1500, 0])];
    expect(followWay(line, silent, RULE).strayings).toMatchObject([{ toMs: null, goesOn: false }]);
    expect(followWay(line, [], RULE)).toMatchObject({ strayings: [], settledMs: null, asOfMs: null });
  });

  it('looked at piece by piece it is what one look at all of it tells', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROUNDS),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 40 }),
        (made, sizes) => {
          const planned = plannedLine(made.line);
          const fixes = [...made.fixes].sort((a, b) => a.fixMs - b.fixMs).slice(0, 4000);
          const whole = followWay(planned, fixes, RULE);
          let known: RouteStraying[] = [];
          let look: ReturnType<typeof followWay> | undefined;
          for (let end = 0, k = 0; end < fixes.length; k += 1) {
            end = Math.min(fixes.length, end + (sizes[k % sizes.length] ?? 1));
            const fromMs = look?.settledMs ?? 0;
            const since = fixes.slice(0, end).filter(({ fixMs }) => fixMs >= fromMs);
            look = followWay(planned, since, RULE, look?.isDriven);
            known = [...known.filter((one) => one.fromMs < fromMs), ...look.strayings];
          }
          expect(known).toEqual(whole.strayings);
          expect(look?.isDriven).toEqual(whole.isDriven);
          expect(look?.asOfMs).toBe(whole.asOfMs);
        },
      ),
      { numRuns: 12 },
    );
  });
});
