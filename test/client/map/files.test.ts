import { describe, expect, it } from 'vitest';
import type { LiveFeature } from '../../../client/live/live-diff.ts';
import { caseSymbols } from '../../../client/map/layers/cases.ts';
import { iconsOf } from '../../../client/map/layers/icons.ts';
import { riskSymbols } from '../../../client/map/layers/risks.ts';
import { riskLanes } from '../../../client/period/risk-lanes.ts';
import { CASE_KINDS, RISK_GRADES } from '../../../core/case/vocabulary.ts';

const TODAY = '2026-11-23';
const NOW_MS = Date.parse('2026-11-23T04:00:00Z');
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(NOW_MS + hours * HOUR_MS).toISOString();

function feature<N extends 'cases' | 'risks'>(id: string, properties: object, lng = 101.77): LiveFeature<N> {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [lng, 36.62] },
    properties,
  } as unknown as LiveFeature<N>;
}
const file = (id: string, properties: object, lng?: number) =>
  feature<'cases'>(
    id,
    { kind: 'dispute', grade: 3, status: 'open', dueOn: '2026-11-30', ...properties },
    lng,
  );
const risk = (id: string, properties: object) =>
  feature<'risks'>(id, {
    status: 'signed_off',
    grade: 'low',
    startsAt: at(-1),
    endsAt: at(1),
    ...properties,
  });

describe('cases on the map', () => {
  it('are folders by kind, filled and in front once late', () => {
    const symbols = caseSymbols(
      [file('in-time', { kind: 'hazard' }), file('late', { dueOn: '2026-11-22' }, 101.9)],
      15,
      TODAY,
    );
    expect(symbols.map(({ icon }) => icon)).toEqual(['case-hazard', 'case-dispute-late']);
    expect((symbols[1]?.rank ?? 0) < (symbols[0]?.rank ?? 0)).toBe(true);
  });

  it('stand for their neighbourhood from afar, the late and the grave first', () => {
    const near = [file('plain', {}), file('grave', { grade: 1 }), file('late', { dueOn: '2026-11-01' })];
    expect(caseSymbols(near, 9, TODAY).map(({ id }) => id)).toEqual(['late']);
    expect(caseSymbols(near.slice(0, 2), 9, TODAY).map(({ id }) => id)).toEqual(['grave']);
    expect(caseSymbols(near, 15, TODAY)).toHaveLength(3);
  });
});

describe('risk files on the map', () => {
  it.each([
    [{}, 'risk-low-running'],
    [{ grade: 'high', startsAt: at(24), endsAt: at(30) }, 'risk-high-upcoming'],
    [{ status: 'returned' }, 'risk-unsigned'],
    [{ startsAt: at(24 * 8), endsAt: at(24 * 9) }, undefined],
    [{ startsAt: at(-3), endsAt: at(0) }, undefined],
    [{ status: 'withdrawn' }, undefined],
  ])('%j is drawn as %s', (properties, icon) => {
    expect(riskSymbols([risk('a', properties)], 15, NOW_MS)[0]?.icon).toBe(icon);
  });

  it('every symbol has its icon in both themes', () => {
    for (const theme of ['dark', 'light'] as const) {
      const icons = iconsOf(theme);
      const wanted = [
        ...CASE_KINDS.flatMap((kind) => [`case-${kind}`, `case-${kind}-late`]),
        ...RISK_GRADES.flatMap((grade) => [`risk-${grade}-running`, `risk-${grade}-upcoming`]),
        'risk-unsigned',
      ];
      expect(wanted.filter((name) => !icons.has(name))).toEqual([]);
    }
  });
});

describe('risk files on the timeline', () => {
  const span = { fromMs: NOW_MS - 10 * HOUR_MS, toMs: NOW_MS + 10 * HOUR_MS };

  it('are cut to the period and never lie over each other in a lane', () => {
    const risks = [
      risk('long', { startsAt: at(-500), endsAt: at(500) }),
      risk('first', { startsAt: at(-5), endsAt: at(-1) }),
      risk('second', { startsAt: at(-1), endsAt: at(20) }),
      risk('before', { startsAt: at(-30), endsAt: at(-10) }),
    ];
    expect(
      riskLanes(risks, span).map(({ risk: { id }, fromPart, toPart, lane }) => [id, fromPart, toPart, lane]),
    ).toEqual([
      ['long', 0, 1, 0],
      ['first', 0.25, 0.45, 1],
      ['second', 0.45, 1, 1],
    ]);
  });

  it('that find no lane are left out', () => {
    const same = ['a', 'b', 'c', 'd', 'e'].map((id) => risk(id, {}));
    expect(riskLanes(same, span).map(({ risk: { id }, lane }) => [id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });
});
