import { describe, expect, it } from 'vitest';
import { readChaoInstance } from '../../../core/patrol/chao-instance.ts';
import { planPatrol } from '../../../core/patrol/plan-patrol.ts';

const LINES = ['n 5', 'm 2', 'tmax 10.5', '0 0 0', '3 4 7', '0\t5\t5', '9;9;40', '0,1,0', ''];

describe('a team orienteering instance', () => {
  it('is read, whatever stands between its numbers', () => {
    const problem = readChaoInstance(LINES.join('\r\n'));
    expect(
      problem.units.map(({ startNode, endNode, shiftSeconds }) => [startNode, endNode, shiftSeconds]),
    ).toEqual([
      [0, 4, 10.5],
      [0, 4, 10.5],
    ]);
    expect(problem.places.map(({ node, visitWeights }) => [node, visitWeights])).toEqual([
      [1, [7]],
      [2, [5]],
      [3, [40]],
    ]);
    expect(problem.travelSeconds.line?.[0]?.[1]).toBe(5);
  });

  it('can be solved: both near places, by one or two units', () => {
    for (const { plan, tries } of planPatrol(readChaoInstance(LINES.join('\n')), 1)) {
      if (tries > 0) break;
      expect(plan?.routes.flatMap(({ stops }) => stops.map(({ place }) => place)).sort()).toEqual([0, 1]);
    }
  });

  it('names the line that is wrong', () => {
    const at = (line: number, text: string) =>
      LINES.map((old, i) => (i === line - 1 ? text : old)).join('\n');
    expect(() => readChaoInstance(at(2, 'k 2'))).toThrow('Line 2 must be "m" and a number.');
    expect(() => readChaoInstance(at(5, '3 4'))).toThrow('Line 5 must be three numbers: x, y and score.');
    expect(() => readChaoInstance(at(1, 'n 6'))).toThrow('n is 6, but there are 5 points.');
    expect(() => readChaoInstance(at(2, 'm 1.5'))).toThrow(
      'm must be a whole number of 1 or more, at most n.',
    );
    expect(() => readChaoInstance(at(2, 'm 1e9'))).toThrow(
      'm must be a whole number of 1 or more, at most n.',
    );
    expect(() => readChaoInstance(at(3, 'tmax Infinity'))).toThrow('Line 3 must be "tmax" and a number.');
    expect(() => readChaoInstance(at(5, '3 4 -7'))).toThrow('Line 5 has a score below 0.');
    expect(() => readChaoInstance('n 1\nm 1\ntmax 5\n0 0 0')).toThrow(
      'n must be a whole number of 2 or more',
    );
    expect(() => readChaoInstance('')).toThrow(SyntaxError);
  });
});
