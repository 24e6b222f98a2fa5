import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SKILLS } from '../../../core/duty/vocabulary.ts';
import { reasonCannotSend, recommendUnits } from '../../../core/patrol/recommendation.ts';
import type { CandidateUnit } from '../../../core/patrol/recommendation-terms.ts';
import { UNIT_STATES, UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { fixOf, INCIDENT, NOW_MS, unit, WANTED } from './made-candidate.ts';

const codes = (units: readonly CandidateUnit[], wanted = WANTED) =>
  recommendUnits(wanted, units).units.map(({ code }) => code);

describe('which unit should go', () => {
  test('the one that is there first, of equals the first by code', () => {
    expect(
      codes([
        unit('B', { travelSeconds: 120 }),
        unit('C', { travelSeconds: 60 }),
        unit('A', { travelSeconds: 120 }),
      ]),
    ).toEqual(['C', 'A', 'B']);
  });

  test('an old position makes the arrival unsure both ways and counts with half its age', () => {
    const [best] = recommendUnits(WANTED, [unit('A', { fix: fixOf(40), travelSeconds: 100 })]).units;
    expect(best).toMatchObject({
      earliestSeconds: 60,
      latestSeconds: 140,
      warnings: ['position_late'],
      cost: { travel: 100, positionAge: 20 },
    });
    expect(
      codes([unit('A', { fix: fixOf(40), travelSeconds: 100 }), unit('B', { travelSeconds: 119 })]),
    ).toEqual(['B', 'A']);
  });

  test('a position is lost after ten intervals, and after half an hour tells nothing any more', () => {
    const { units, excluded } = recommendUnits(WANTED, [
      unit('A', { fix: fixOf(51) }),
      unit('B', { fix: fixOf(1801) }),
      unit('C', { fix: null }),
    ]);
    expect(units.map(({ code, warnings }) => [code, warnings])).toEqual([['A', ['position_lost']]]);
    expect(excluded.map(({ code, why }) => [code, why])).toEqual([
      ['B', 'position_too_old'],
      ['C', 'no_position'],
    ]);
  });

  test('a position of the future is one of now', () => {
    const [best] = recommendUnits(WANTED, [unit('A', { fix: fixOf(-120) })]).units;
    expect(best).toMatchObject({ earliestSeconds: 300, latestSeconds: 300, warnings: [] });
  });

  test('none that is off duty, unavailable, at another incident, in a cordon or cut off', () => {
    const task = { incidentId: 'other', number: '261123-0007', priority: 1 as const };
    const { units, excluded } = recommendUnits(WANTED, [
      unit('A', { state: 'off_duty' }),
      unit('B', { state: 'unavailable' }),
      unit('C', { state: 'en_route', task }),
      unit('D', { isInCordon: true }),
      unit('E', { travelSeconds: Number.POSITIVE_INFINITY }),
    ]);
    expect(units).toEqual([]);
    expect(excluded.map(({ why }) => why)).toEqual([
      'off_duty',
      'unavailable',
      'busy',
      'in_cordon',
      'no_way',
    ]);
    expect(excluded[2]?.task).toEqual(task);
  });

  test('the unit that goes there already is no candidate', () => {
    const task = { incidentId: INCIDENT, number: '261123-0008', priority: 3 as const };
    expect(recommendUnits(WANTED, [unit('A', { state: 'en_route', task })])).toMatchObject({
      units: [],
      excluded: [],
      shortfalls: ['no_units'],
    });
  });

  test('another shift and a crew of one must be confirmed, and cost time', () => {
    const [best] = recommendUnits({ ...WANTED, type: 'assault' }, [
      unit('A', { offShiftMs: null, crewSize: 1 }),
    ]).units;
    expect(best).toMatchObject({
      warnings: ['off_shift', 'small_crew'],
      cost: { offShift: 600, smallCrew: 300 },
    });
    expect(recommendUnits(WANTED, [unit('A', { crewSize: 1 })]).units[0]?.warnings).toEqual([]);
  });

  test('one that comes off shift before it could finish must be confirmed, and costs time', () => {
    const leaving = (seconds: number) => unit('A', { offShiftMs: NOW_MS + seconds * 1000 });
    const [soon] = recommendUnits(WANTED, [leaving(1199)]).units;
    expect(soon).toMatchObject({ warnings: ['off_soon'], shiftLeftSeconds: 1199, cost: { offShift: 300 } });
    const [later] = recommendUnits(WANTED, [leaving(1200)]).units;
    expect(later).toMatchObject({ warnings: [], cost: { offShift: 0 } });
    expect(recommendUnits(WANTED, [unit('A', { offShiftMs: null })]).units[0]?.shiftLeftSeconds).toBeNull();
  });

  test('who has just come free gets some rest where another is as near', () => {
    const rested = unit('B', { state: 'available' });
    const tired = unit('A', { state: 'available', stateSinceMs: NOW_MS - 60_000 });
    expect(codes([tired, rested])).toEqual(['B', 'A']);
    expect(recommendUnits(WANTED, [tired]).units[0]?.cost.rest).toBe(300);
  });

  test('the last free unit of a street stays at home for a small matter, and it is told who could stand in', () => {
    const last = unit('A', { areaCode: '630102002', travelSeconds: 250 });
    const near = unit('B', { fix: { lng7: 1_017_900_000, lat7: 366_200_000, atMs: NOW_MS } });
    const far = unit('C', {
      fix: { lng7: 1_019_800_000, lat7: 366_200_000, atMs: NOW_MS },
      travelSeconds: 400,
    });
    const { units } = recommendUnits(WANTED, [last, near, far]);
    expect(units.map(({ code }) => code)).toEqual(['B', 'C', 'A']);
    expect(units[2]).toMatchObject({ freeLeft: 0, moveUp: { code: 'B' }, cost: { coverage: 180 } });
    expect(units[2]?.moveUp?.metres).toBeCloseTo(892, -1);
    expect(codes([last, near, far], { ...WANTED, priority: 1 })).toEqual(['A', 'B', 'C']);
  });

  test('says what is wanting', () => {
    const shortfalls = (units: readonly CandidateUnit[], wanted = WANTED) =>
      recommendUnits(wanted, units).shortfalls;
    expect(shortfalls([])).toEqual(['no_units']);
    expect(shortfalls([unit('A', { state: 'off_duty' })])).toEqual(['none_free']);
    expect(shortfalls([unit('A', { fix: null })])).toEqual(['no_positions']);
    expect(shortfalls([unit('A')], { ...WANTED, targetSeconds: 299 })).toEqual(['none_in_time']);
    expect(shortfalls([unit('A', { offShiftMs: null })])).toEqual(['none_without_warning']);
    expect(shortfalls([unit('A')])).toEqual([]);
  });
});

const anyUnit: fc.Arbitrary<CandidateUnit> = fc
  .record({
    number: fc.integer({ min: 0, max: 40 }),
    street: fc.integer({ min: 1, max: 4 }),
    vehicle: fc.constantFrom(...UNIT_VEHICLES),
    crewSize: fc.integer({ min: 1, max: 4 }),
    offShiftMs: fc.option(fc.integer({ min: 0, max: 7200 }).map((seconds) => NOW_MS + seconds * 1000)),
    skills: fc.subarray([...SKILLS]),
    state: fc.constantFrom(...UNIT_STATES),
    sinceSeconds: fc.integer({ min: -10, max: 4000 }),
    fixAge: fc.option(fc.integer({ min: -300, max: 4000 })),
    travelSeconds: fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.constant(Number.POSITIVE_INFINITY)),
    isBusy: fc.boolean(),
    isInCordon: fc.boolean(),
  })
  .map(({ number, street, sinceSeconds, fixAge, isBusy, ...rest }) => ({
    ...unit(String(number)),
    ...rest,
    areaCode: `63010200${street}`,
    stateSinceMs: NOW_MS - sinceSeconds * 1000,
    fix: fixAge === null ? null : fixOf(fixAge),
    task: isBusy ? { incidentId: 'other', number: '1', priority: 2 as const } : null,
  }));
const anyUnits = fc.uniqueArray(anyUnit, { selector: ({ id }) => id, maxLength: 20 });
const anyWanted = fc
  .record({
    priority: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    asked: fc.array(fc.constantFrom('wanted', 'required', null), {
      minLength: SKILLS.length,
      maxLength: SKILLS.length,
    }),
  })
  .map(({ asked, ...more }) => {
    const are = (what: string) => SKILLS.filter((_, at) => asked[at] === what);
    return { ...WANTED, ...more, skills: { wanted: are('wanted'), required: are('required') } };
  });

describe('of any units', () => {
  test('each is ranked or excluded, those ranked can be sent, and by rising cost', () => {
    fc.assert(
      fc.property(anyWanted, anyUnits, (wanted, units) => {
        const { units: ranked, excluded } = recommendUnits(wanted, units);
        expect([...ranked, ...excluded].map(({ id }) => id).sort()).toEqual(units.map(({ id }) => id).sort());
        const byId = new Map(units.map((one) => [one.id, one]));
        let last = 0;
        for (const { id, cost, earliestSeconds, latestSeconds } of ranked) {
          const one = byId.get(id) as CandidateUnit;
          expect(reasonCannotSend(one, INCIDENT)).toBeNull();
          expect(cost.total).toBeGreaterThanOrEqual(last);
          expect(earliestSeconds).toBeLessThanOrEqual(one.travelSeconds);
          expect(latestSeconds).toBeGreaterThanOrEqual(one.travelSeconds);
          last = cost.total;
          expect(wanted.skills.required.every((skill) => one.skills.includes(skill))).toBe(true);
        }
      }),
    );
  });

  test('a skill is missing exactly when nobody recommended brings it in time', () => {
    fc.assert(
      fc.property(anyWanted, anyUnits, (wanted, units) => {
        const { units: ranked, missingSkills } = recommendUnits(wanted, units);
        const has = new Map(units.map(({ id, skills }) => [id, skills]));
        const brought = new Set(ranked.filter((one) => one.isInTime).flatMap(({ id }) => has.get(id) ?? []));
        const asked = [...wanted.skills.wanted, ...wanted.skills.required];
        expect(new Set(missingSkills)).toEqual(new Set(asked.filter((skill) => !brought.has(skill))));
      }),
    );
  });

  test('the order in which units are given makes no difference', () => {
    fc.assert(
      fc.property(anyWanted, anyUnits, (wanted, units) => {
        expect(recommendUnits(wanted, units.toReversed()).units).toEqual(recommendUnits(wanted, units).units);
      }),
    );
  });

  test('who comes nearer, or tells its place anew, never falls behind', () => {
    fc.assert(
      fc.property(anyWanted, anyUnits, fc.nat(19), fc.nat(2000), (wanted, units, at, nearer) => {
        const one = units[at];
        const place = (all: readonly CandidateUnit[]) =>
          recommendUnits(wanted, all).units.findIndex(({ id }) => id === one?.id);
        const before = one ? place(units) : -1;
        if (!one?.fix || before < 0) return;
        const better = {
          ...one,
          travelSeconds: Math.max(0, one.travelSeconds - nearer),
          fix: { ...one.fix, atMs: Math.max(one.fix.atMs, NOW_MS) },
        };
        expect(place(units.with(at, better))).toBeLessThanOrEqual(before);
      }),
    );
  });
});
