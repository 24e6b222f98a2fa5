import { describe, expect, it } from 'vitest';
import { contourLines } from '../../../client/analysis/contour-lines.ts';
import { paintDifference } from '../../../client/analysis/diverging-ramp.ts';
import {
  comparedSpan,
  parseSpan,
  writeSpan,
} from '../../../client/workspaces/analyse/questions/dense/compared-span.ts';
import { parseLevels } from '../../../client/workspaces/analyse/questions/dense/parse-levels.ts';
import { densityGrid } from '../../../core/hotspot/density.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(text);
const HELD = { fromMs: at('2024-01-01T00:00Z'), toMs: at('2026-01-01T00:00Z') };
const WEEK = { fromMs: at('2025-03-08T00:00Z'), toMs: at('2025-03-15T00:00Z') };

describe('the time that is compared with', () => {
  it('is as long and right before, or the same dates a year ago', () => {
    expect(comparedSpan('before', WEEK, undefined, HELD, ZONE)).toEqual({
      span: { fromMs: at('2025-03-01T00:00Z'), toMs: WEEK.fromMs },
    });
    expect(comparedSpan('year', WEEK, undefined, HELD, ZONE)).toEqual({
      span: { fromMs: at('2024-03-08T00:00Z'), toMs: at('2024-03-15T00:00Z') },
    });
  });

  it('keeps to the clock of a city with summer time', () => {
    const window = { fromMs: at('2025-03-10T05:00Z'), toMs: at('2025-03-11T05:00Z') };
    // A year before, on 10 March 2024, summer time began at two in the morning.
    expect(comparedSpan('year', window, undefined, HELD, 'America/Chicago')).toEqual({
      span: { fromMs: at('2024-03-10T06:00Z'), toMs: at('2024-03-11T05:00Z') },
    });
  });

  it('takes 28 February for the 29th', () => {
    const window = { fromMs: at('2024-02-28T16:00Z'), toMs: at('2024-02-29T16:00Z') };
    const held = { ...HELD, fromMs: at('2022-01-01T00:00Z') };
    expect(comparedSpan('year', window, undefined, held, ZONE)).toEqual({
      span: { fromMs: at('2023-02-27T16:00Z'), toMs: at('2023-02-28T16:00Z') },
    });
  });

  it('says why there is none', () => {
    expect(comparedSpan('before', null, undefined, HELD, ZONE)).toEqual({ why: 'whole' });
    expect(comparedSpan('chosen', WEEK, undefined, HELD, ZONE)).toEqual({ why: 'unchosen' });
    expect(comparedSpan('year', { ...WEEK, fromMs: at('2024-12-01T00:00Z') }, undefined, HELD, ZONE)).toEqual(
      {
        why: 'too_early',
      },
    );
  });

  it('stands in the address, and nonsense there is none', () => {
    expect(parseSpan(writeSpan(WEEK))).toEqual(WEEK);
    for (const text of ['', '5', '9~5', 'a~b', '1~2~3']) expect(parseSpan(text)).toBeUndefined();
  });
});

describe('levels of lines', () => {
  it('are numbers above 0, in order and once each', () => {
    expect(parseLevels('2, 0.5，8 2')).toEqual([0.5, 2, 8]);
    expect(parseLevels('')).toEqual([]);
    for (const text of ['0', '-1', 'x', '1,,y', '1 2 3 4 5 6 7 8 9 10 11 12 13'])
      expect(parseLevels(text)).toBeNull();
  });

  it('become closed lines in degrees', () => {
    const grid = { ...densityGrid([101.7, 36.6, 101.71, 36.61], 200), columns: 3, rowsDown: 3 };
    const { features } = contourLines(Float32Array.of(0, 0, 0, 0, 4, 0, 0, 0, 0), grid, [1, 9], 8, 'dark');
    const lines = features.map(({ geometry }) =>
      geometry.type === 'MultiLineString' ? geometry.coordinates : [],
    );
    expect(lines.map((line) => line.length)).toEqual([1, 0]);
    expect(lines[0]?.[0]?.[0]).toEqual(lines[0]?.[0]?.at(-1));
    expect(lines[0]?.[0]?.[0]?.[0]).toBeCloseTo(101.7, 1);
  });
});

describe('the colours of a comparison', () => {
  it('are two, none where nothing differs, and faint where chance could do it', () => {
    const values = Float32Array.of(-4, 4, 4, 0);
    const pixels = paintDifference(values, 4, Float32Array.of(-5, 5, 1, 0), 1.96, 'dark');
    const [less, more, chance, none] = [0, 1, 2, 3].map((i) => [...pixels.subarray(i * 4, i * 4 + 4)]);
    expect(less![2]).toBeGreaterThan(less![0]!);
    expect(more![0]).toBeGreaterThan(more![2]!);
    expect(chance!.slice(0, 3)).toEqual(more!.slice(0, 3));
    expect(chance![3]).toBeLessThan(more![3]! / 3);
    expect(none).toEqual([0, 0, 0, 0]);
  });
});
