import { describe, expect, it } from 'vitest';
import type { HeldIncidents } from '../../../client/analysis/jobs.ts';
import { takeStudy } from '../../../client/analysis/study.ts';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { mercatorPoints } from '../../../core/hotspot/density.ts';

const HOUR_MS = 3_600_000;

/** Incidents reported at these instants, 100 m or so apart, all of which count. */
function held(instants: readonly string[], window: [string, string], zone = 'Asia/Shanghai'): HeldIncidents {
  const columns = incidentColumnsOf(
    instants.map((instant, i) => ({
      reportedAt: Date.parse(instant) / 1000,
      lng7: 1017_000_000 + 10_000 * i,
      lat7: 366_000_000,
      type: 'theft' as const,
      priority: 3 as const,
      status: 'closed' as const,
      net: 'street' as const,
      source: 'report' as const,
      gridCode: i % 2 ? '630103001001001' : '',
    })),
  );
  const span = { fromMs: Date.parse(window[0]), toMs: Date.parse(window[1]) };
  return {
    columns,
    points: mercatorPoints(columns.lng7, columns.lat7),
    hours: new Uint8Array(columns.count),
    rows: Uint32Array.from(instants.keys()),
    fails: new Uint8Array(columns.count),
    window: span,
    span,
    zone,
    level: 'street',
    within: null,
  };
}

const isoOf = (ms: number) => new Date(ms).toISOString();

describe('a study', () => {
  it('takes the last days of the window by the calendar of the city', () => {
    const instants = [
      '2026-10-29T15:59:59Z',
      '2026-10-29T16:00:00Z',
      '2026-10-31T15:59:59Z',
      '2026-10-31T16:00:00Z',
      '2026-11-01T03:00:00Z',
    ];
    const { result } = takeStudy(held(instants, ['2026-01-01T00:00:00Z', '2026-11-01T04:00:00Z']), {
      days: 3,
    });
    expect(result.edges.map(isoOf)).toEqual([
      '2026-10-29T16:00:00.000Z',
      '2026-10-30T16:00:00.000Z',
      '2026-10-31T16:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
    ]);
    expect([...result.day]).toEqual([0, 1, 2, 2]);
    expect(result.time[0]).toBe(0);
    expect(result.time[3]).toBeCloseTo(2 + 11 / 24, 9);
    expect([...result.grid].map((grid) => result.gridCodes[grid])).toEqual([
      '630103001001001',
      '',
      '630103001001001',
      '',
    ]);
  });

  it('is as short as the window, and keeps days of 23 and 25 hours', () => {
    const window: [string, string] = ['2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'];
    const { result } = takeStudy(held(['2026-03-29T12:00:00Z'], window, 'Europe/Berlin'), { days: 90 });
    const hours = result.edges.slice(1).map((edge, i) => (edge - result.edges[i]!) / HOUR_MS);
    expect(hours).toEqual([11, 23, 14]);
    expect([...result.day]).toEqual([1]);
  });

  it('ends with the history, and begins with it, where the window does not', () => {
    const asked = held(['2026-11-01T10:00:00Z'], ['2026-10-30T16:00:00Z', '2026-11-02T16:00:00Z']);
    const wide = { fromMs: asked.span.fromMs - 40 * 24 * HOUR_MS, toMs: asked.span.toMs + 40 * 24 * HOUR_MS };
    const { edges, day } = takeStudy({ ...asked, window: wide }, { days: 90 }).result;
    expect([edges, [...day]]).toEqual([takeStudy(asked, { days: 90 }).result.edges, [1]]);
    const future = { fromMs: wide.toMs, toMs: wide.toMs + 24 * HOUR_MS };
    const none = takeStudy({ ...asked, rows: new Uint32Array(0), window: future }, { days: 90 }).result;
    expect([none.x.length, none.edges.length]).toEqual([0, 2]);
  });

  it('is the same whatever the order of incidents of one second', () => {
    const window: [string, string] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
    const one = held(['2026-11-01T10:00:00Z', '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z'], window);
    const other = { ...one, rows: Uint32Array.of(1, 0, 2) };
    const [a, b] = [takeStudy(one, { days: 2 }).result, takeStudy(other, { days: 2 }).result];
    expect(a).toEqual(b);
    expect(a.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has metres of a plane, and nothing without incidents', () => {
    const window: [string, string] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
    const { result } = takeStudy(held(['2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z'], window), { days: 2 });
    expect(result.x[1]! - result.x[0]!).toBeCloseTo(89.5, 0);
    expect(result.y[1]).toBe(0);
    const none = takeStudy(held([], window), { days: 30 }).result;
    expect([none.x.length, none.day.length]).toEqual([0, 0]);
    expect(none.edges.length).toBe(3);
  });
});
