import { describe, expect, test } from 'vitest';
import { recommendUnits, toConfirm } from '../../../core/patrol/recommendation.ts';
import { unit, WANTED } from './made-candidate.ts';

const codes = (units: Parameters<typeof recommendUnits>[1], wanted: typeof WANTED) =>
  recommendUnits(wanted, units).units.map(({ code }) => code);

describe('the skills that are asked for', () => {
  test('one without a wanted skill is ranked after, and must be confirmed', () => {
    const wanted = { ...WANTED, skills: { wanted: ['first_aid' as const], required: [] } };
    const able = unit('B', { skills: ['first_aid'], travelSeconds: 880 });
    const { units, missingSkills } = recommendUnits(wanted, [unit('A'), able]);
    expect(units.map(({ code, warnings, lacks }) => [code, warnings, lacks])).toEqual([
      ['B', [], []],
      ['A', ['lacks_skill'], ['first_aid']],
    ]);
    expect(units[1]?.cost.skills).toBe(600);
    expect(missingSkills).toEqual([]);
    // Who has it and comes eleven minutes later is of less use than who is there.
    expect(codes([unit('A'), { ...able, travelSeconds: 961 }], wanted)).toEqual(['A', 'B']);
  });

  test('one without a required skill is not recommended, and can be sent when somebody confirms', () => {
    const wanted = { ...WANTED, skills: { wanted: [], required: ['dog' as const, 'drone' as const] } };
    const found = recommendUnits(wanted, [unit('A', { skills: ['drone'] })]);
    expect(found).toMatchObject({
      units: [],
      excluded: [{ code: 'A', why: 'lacks_required', lacks: ['dog'] }],
      shortfalls: ['skill_missing'],
      missingSkills: ['drone', 'dog'],
    });
    expect(toConfirm(found, 'id-A')).toEqual(['lacks_required']);
    const off = unit('A', { state: 'off_duty' });
    expect(recommendUnits(wanted, [off]).excluded).toMatchObject([{ why: 'off_duty', lacks: [] }]);
  });

  test('of those that lack a required skill the nearest is named first', () => {
    const wanted = { ...WANTED, skills: { wanted: [], required: ['dog' as const] } };
    const { excluded } = recommendUnits(wanted, [
      unit('off', { state: 'off_duty' }),
      unit('cut off', { travelSeconds: Number.POSITIVE_INFINITY }),
      unit('far', { travelSeconds: 900 }),
      unit('near', { travelSeconds: 60 }),
      unit('as near', { travelSeconds: 60 }),
    ]);
    expect(excluded.map(({ code }) => code)).toEqual(['as near', 'near', 'far', 'cut off', 'off']);
  });

  test('a skill is missing when only those have it who come too late', () => {
    const wanted = { ...WANTED, skills: { wanted: ['dog' as const], required: [] } };
    const late = unit('A', { skills: ['dog'], travelSeconds: 901 });
    expect(recommendUnits(wanted, [late, unit('B')])).toMatchObject({
      shortfalls: ['skill_missing'],
      missingSkills: ['dog'],
    });
    expect(recommendUnits(wanted, [{ ...late, travelSeconds: 900 }]).missingSkills).toEqual([]);
  });
});
