import { expect, test } from 'vitest';
import {
  boardRows,
  fixFreshness,
  stateCounts,
} from '../../../../../client/workspaces/dispatch/units/unit-board.ts';
import type { UnitPositionRow } from '../../../../../core/contract/live.ts';
import type { Unit } from '../../../../../core/contract/unit.ts';
import type { UnitState } from '../../../../../core/vocabulary.ts';

const FIX = '2026-11-27T01:00:00.000Z';

function unit(code: string, state: UnitState, stateSince: string, fixAt: string | null = null): Unit {
  const properties = { code, nameZh: `${code} 中队`, nameEn: `Squad ${code}`, state, stateSince, fixAt };
  return { type: 'Feature', id: code, geometry: null, properties } as unknown as Unit;
}

const UNITS = [
  unit('S1', 'on_scene', '2026-11-27T00:10:00Z'),
  unit('S2', 'available', '2026-11-27T00:30:00Z', FIX),
  unit('S3', 'available', '2026-11-27T00:20:00Z'),
  unit('S4', 'off_duty', '2026-11-26T00:00:00Z'),
];
const codes = (states: UnitState[], text = '') =>
  boardRows(UNITS, new Map(), { states, text }).map((row) => row.unit.properties.code);

test('free units come first, of one state those that are longest in it', () => {
  expect(codes(['on_scene', 'available', 'off_duty'])).toEqual(['S3', 'S2', 'S1', 'S4']);
});

test('only the states asked for are listed, and only what the words find', () => {
  expect(codes(['available'])).toEqual(['S3', 'S2']);
  expect(codes(['available', 'on_scene'], ' squad s1 ')).toEqual(['S1']);
  expect(stateCounts(UNITS)).toMatchObject({ available: 2, on_scene: 1, off_duty: 1, patrolling: 0 });
});

test('the position of the stream counts before the stored one, and one that was never heard is lost', () => {
  const streamed = new Map<string, UnitPositionRow>([['S2', ['S2', 101, 36, null, null, 5000]]]);
  const rows = boardRows(UNITS, streamed, { states: ['available'], text: '' });
  expect(rows.map(({ fixAtMs }) => fixAtMs)).toEqual([null, 5000]);
  const stored = boardRows(UNITS, new Map(), { states: ['available'], text: 's2' });
  expect(stored[0]?.fixAtMs).toBe(Date.parse(FIX));
  const feeds = [{ feed: 'units' as const, lastSeenAt: null, expectedIntervalSeconds: 5 }];
  const at = (ageSeconds: number | null) =>
    fixFreshness(ageSeconds === null ? null : 100_000, 100_000 + (ageSeconds ?? 0) * 1000, feeds);
  expect([at(15), at(16), at(51), at(null)]).toEqual(['fresh', 'late', 'lost', 'lost']);
});
