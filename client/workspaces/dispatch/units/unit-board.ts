import type { FeedAge, UnitPositionRow } from '../../../../core/contract/live.ts';
import type { Unit } from '../../../../core/contract/unit.ts';
import { type Freshness, freshnessOf } from '../../../../core/live/freshness.ts';
import { UNIT_STATES, type UnitState } from '../../../../core/vocabulary.ts';

/** A unit as the board shows it. */
export interface BoardRow {
  unit: Unit;
  /** When its latest position was measured, milliseconds since 1970; null: never. */
  fixAtMs: number | null;
}

/** As a dispatcher looks for them: who is free, who is at work, who cannot be had. */
export const BOARD_STATES = [
  'available',
  'patrolling',
  'en_route',
  'on_scene',
  'unavailable',
  'off_duty',
] as const satisfies readonly UnitState[];

/** How many units are in each state. */
export function stateCounts(units: Iterable<Unit>): Record<UnitState, number> {
  const counts = Object.fromEntries(UNIT_STATES.map((state) => [state, 0])) as Record<UnitState, number>;
  for (const { properties } of units) counts[properties.state] += 1;
  return counts;
}

/** The units in one of `states` whose code or names hold `text`, by state, those longest in it first. */
export function boardRows(
  units: Iterable<Unit>,
  positions: ReadonlyMap<string, UnitPositionRow>,
  { states, text }: { states: readonly UnitState[]; text: string },
): BoardRow[] {
  const wanted = text.trim().toLowerCase();
  const rows: BoardRow[] = [];
  for (const unit of units) {
    const { state, code, nameZh, nameEn, fixAt } = unit.properties;
    if (!states.includes(state) || !`${code} ${nameZh} ${nameEn}`.toLowerCase().includes(wanted)) continue;
    const fixAtMs = positions.get(unit.id)?.[5] ?? (fixAt === null ? null : Date.parse(fixAt));
    rows.push({ unit, fixAtMs });
  }
  return rows.sort(({ unit: { properties: a } }, { unit: { properties: b } }) => {
    const byState = BOARD_STATES.indexOf(a.state) - BOARD_STATES.indexOf(b.state);
    return (
      byState ||
      (a.stateSince < b.stateSince ? -1 : a.stateSince > b.stateSince ? 1 : a.code < b.code ? -1 : 1)
    );
  });
}

/** How fresh a position is at `nowMs`, by how often those of units are expected. */
export function fixFreshness(fixAtMs: number | null, nowMs: number, feeds: readonly FeedAge[]): Freshness {
  const expected = feeds.find(({ feed }) => feed === 'units')?.expectedIntervalSeconds;
  if (expected === undefined) return 'fresh';
  return freshnessOf(fixAtMs === null ? null : Math.max(0, nowMs - fixAtMs) / 1000, expected);
}
