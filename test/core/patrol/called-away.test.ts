import { describe, expect, it } from 'vitest';
import { RETURN_MS, type Reason, unexplained } from '../../../core/patrol/called-away.ts';
import type { RouteStraying } from '../../../core/patrol/strayings.ts';
import { at, START_MS } from './made-round.ts';

const RULE = { persistenceSeconds: 300 };
const minuteMs = (minute: number) => START_MS + minute * 60_000;

describe('what explains a straying', () => {
  const straying = (from: number, to: number | null): RouteStraying => ({
    fromMs: minuteMs(from),
    detectedMs: minuteMs(from + 5),
    toMs: to === null ? null : minuteMs(to),
    goesOn: to === null,
    mostMetres: 900,
    ...at([0, 900]),
  });
  const called = (from: number, to: number | null): Reason => ({
    fromMs: minuteMs(from),
    toMs: to === null ? null : minuteMs(to),
  });
  const left = (one: RouteStraying, ...reasons: Reason[]) => unexplained([one], reasons, minuteMs(90), RULE);
  const RETURN = RETURN_MS / 60_000;

  it('a call that lasts, or from which it came back in time', () => {
    expect(left(straying(20, null), called(19, null))).toEqual([]);
    expect(left(straying(20, 50), called(19, 40))).toEqual([]);
    expect(left(straying(42, 42 + RETURN - 3), called(19, 40))).toEqual([]);
    expect(left(straying(20, 60), called(23, 50))).toEqual([]);
  });

  it('who does not come back after a call strays from its end on', () => {
    const [one] = left(straying(20, null), called(19, 40));
    expect(one).toMatchObject({ fromMs: minuteMs(40), detectedMs: minuteMs(40 + RETURN), goesOn: true });
    expect(left(straying(20, null), called(19, 40), called(50, null))).toEqual([]);
  });

  it('a call long before or after explains nothing', () => {
    const one = straying(40, null);
    expect(left(one)).toEqual([one]);
    expect(left(one, called(5, 20), called(46, null))).toEqual([one]);
  });
});
