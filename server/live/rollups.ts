import { isOverdue } from '../../core/case/due.ts';
import { CODE_LENGTH, codePrefix } from '../../core/contract/area-code.ts';
import type { LiveNoun } from '../../core/contract/live.ts';
import type { Rollup } from '../../core/contract/rollup.ts';
import { type Level, OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import { SMALLEST_COUNT } from '../queries/grids.ts';
import type { Properties } from '../queries/placed.ts';
import { commonArea } from '../queries/scope.ts';
import type { LiveCity } from './live-memory.ts';

export interface RollupQuery {
  level: Level;
  within: string;
  scopeCode: string;
  /** yyyy-mm-dd in the city's zone. */
  today: string;
  /** Only this area. */
  code?: string;
}

/**
 * Figures of every area at `level` in `within` and in the scope, by code. A unit or route counts at its home area's level and above.
 */
export function rollupsOf({ ground, features }: LiveCity, query: RollupQuery): Rollup[] {
  const { level, today } = query;
  const area = commonArea(query.within, query.scopeCode);
  if (area === undefined) return [];
  const prefix = codePrefix(area);
  const rows = new Map<string, Rollup>();
  for (const { code, areaKm2 } of areasAt(ground, level))
    if (code.startsWith(prefix) && (query.code ?? code) === code)
      rows.set(code, emptyRow(code, level, areaKm2));
  const rowOf = (code: string): Rollup | undefined =>
    code.startsWith(prefix) ? rows.get(codeAt(code, level)) : undefined;
  for (const { code, residents, dwellings } of ground.grids) {
    const row = rowOf(code);
    if (!row) continue;
    row.grids += 1;
    row.residents = (row.residents ?? 0) + residents;
    row.dwellings = (row.dwellings ?? 0) + dwellings;
  }
  for (const { code, count } of ground.staff) {
    const row = rowOf(code);
    if (row) row.staff += count;
  }
  for (const noun of COUNTED)
    for (const { properties } of features[noun]) {
      const row = rowOf(String(properties.areaCode));
      if (row) COUNT[noun](row, properties, today);
    }
  return [...rows.values()].map((row) => ({
    ...row,
    residents: shown(row.residents),
    dwellings: shown(row.dwellings),
  }));
}

type Count = (row: Rollup, properties: Properties, today: string) => void;

const COUNT: Record<Exclude<LiveNoun, 'alarms' | 'geofences' | 'risks'>, Count> = {
  posts: (row, { staffed }) => {
    row.posts += 1;
    if (staffed === false) row.postsUnstaffed += 1;
  },
  institutions: (row, { inspectionDueOn }, today) => {
    row.institutions += 1;
    if (String(inspectionDueOn) < today) row.inspectionsOverdue += 1;
  },
  routes: (row) => {
    row.routes += 1;
  },
  units: (row, { state }) => {
    row.units += 1;
    if (state !== 'off_duty' && state !== 'unavailable') row.unitsOnDuty += 1;
  },
  devices: (row, { health }) => {
    row.devices[health as keyof Rollup['devices']] += 1;
  },
  checkpoints: (row, { state }) => {
    row.checkpoints[state as keyof Rollup['checkpoints']] += 1;
  },
  incidents: (row, { status, priority }) => {
    if ((OPEN_INCIDENT_STATUSES as readonly unknown[]).includes(status))
      row.openIncidents[String(priority) as keyof Rollup['openIncidents']] += 1;
  },
  cases: (row, { status, dueOn }, today) => {
    row.casesOpen += 1;
    if (isOverdue({ status: String(status), dueOn: String(dueOn) }, today)) row.casesOverdue += 1;
  },
};
const COUNTED = Object.keys(COUNT) as (keyof typeof COUNT)[];

function areasAt(
  { areas, grids }: LiveCity['ground'],
  level: Level,
): readonly { code: string; areaKm2: number }[] {
  return level === 'grid' ? grids : areas.filter((area) => area.level === level);
}

/** The code of the area at `level` that holds `code`; of a code that is shorter, no area's. */
function codeAt(code: string, level: Level): string {
  return level === 'city' ? `${code.slice(0, 4)}00` : code.slice(0, CODE_LENGTH[level]);
}

function emptyRow(code: string, level: Level, areaKm2: number): Rollup {
  return {
    code,
    level,
    grids: 0,
    staff: 0,
    residents: null,
    dwellings: null,
    areaKm2,
    posts: 0,
    postsUnstaffed: 0,
    institutions: 0,
    inspectionsOverdue: 0,
    routes: 0,
    units: 0,
    unitsOnDuty: 0,
    devices: { ok: 0, degraded: 0, offline: 0 },
    checkpoints: { staffed: 0, open: 0, closed: 0 },
    openIncidents: { '1': 0, '2': 0, '3': 0, '4': 0 },
    casesOpen: 0,
    casesOverdue: 0,
  };
}

function shown(count: number | null): number | null {
  return count !== null && count >= SMALLEST_COUNT ? count : null;
}
