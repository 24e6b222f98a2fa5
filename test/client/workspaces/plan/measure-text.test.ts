import { beforeAll, describe, expect, test } from 'vitest';
import { startWords, words } from '../../../../client/ui/words/words.ts';
import { changeText, measureText } from '../../../../client/workspaces/plan/measure-text.ts';

beforeAll(() => startWords('en'));
const t = words.t;

describe('values of measures', () => {
  test('have their unit and as many digits as matter', () => {
    expect(measureText(t, 'incidentsPerDay', 3.456)).toBe('3.46/day');
    expect(measureText(t, 'incidentsPerDay', 34.56)).toBe('34.6/day');
    expect(measureText(t, 'roadKm', 1234.5)).toBe('1,235 km');
    expect(measureText(t, 'areaKm2', 0.342)).toBe('0.34 km²');
    expect(measureText(t, 'institutions', 4)).toBe('4');
    expect(measureText(t, 'responseSeconds', 552)).toBe('9:12');
    expect(measureText(t, 'responseSeconds', null)).toBe('–');
  });

  test('fewer than ten people or dwellings are never told apart', () => {
    for (const measure of ['residents', 'dwellings'] as const) {
      for (const few of [0, 1, 9]) expect(measureText(t, measure, few)).toBe('<10');
      expect(measureText(t, measure, 10)).toBe('10');
      expect(measureText(t, measure, 1204)).toBe('1,204');
    }
  });
});

describe('changes of measures', () => {
  test('have a sign, and none is none', () => {
    expect(changeText('residents', 12)).toBe('+12');
    expect(changeText('residents', -1200)).toBe('−1,200');
    expect(changeText('responseSeconds', -75)).toBe('−1:15');
    expect(changeText('areaKm2', 0.05)).toBe('+0.05');
  });

  test('what rounds to nothing is not told', () => {
    for (const [measure, change] of [
      ['residents', 0.4],
      ['areaKm2', -0.001],
      ['responseSeconds', 0.3],
      ['roadKm', 0],
    ] as const)
      expect(changeText(measure, change)).toBe('');
    expect(changeText('residents', null)).toBe('');
    expect(changeText('residents', 10)).toBe('+10');
    expect(changeText('residents', 100)).toBe('+100');
  });
});
