import { isOverdue } from '../../../core/case/due.ts';
import { ancestorCode } from '../../../core/contract/area-code.ts';
import type { Rollup } from '../../../core/contract/rollup.ts';
import type { LiveMaps } from '../../live/live-set.ts';
import { isOpen } from '../../state/incident-filter.ts';

const OFF_DUTY: readonly string[] = ['off_duty', 'unavailable'];

/**
 * Figures of areas of one level with what moves counted anew from the things that are shown, as the server counts the live ones;
 * grids, staff and residents stay. `today` is the day in the city's zone, 'yyyy-mm-dd'.
 */
export function countedRollups(rollups: readonly Rollup[], things: LiveMaps, today: string): Rollup[] {
  const counted = new Map(rollups.map((rollup) => [rollup.code, withoutCounts(rollup)]));
  const level = rollups[0]?.level ?? 'grid';
  const each = <N extends keyof LiveMaps>(
    noun: N,
    count: (rollup: Rollup, properties: LiveMaps[N] extends ReadonlyMap<string, infer F> ? F : never) => void,
  ): void => {
    for (const feature of things[noun].values()) {
      const rollup = counted.get(ancestorCode(feature.properties.areaCode, level) ?? '');
      if (rollup) count(rollup, feature as never);
    }
  };
  each('posts', (rollup, { properties }) => {
    rollup.posts++;
    if (!properties.staffed) rollup.postsUnstaffed++;
  });
  each('institutions', (rollup, { properties }) => {
    rollup.institutions++;
    if (properties.inspectionDueOn < today) rollup.inspectionsOverdue++;
  });
  each('routes', (rollup) => {
    rollup.routes++;
  });
  each('units', (rollup, { properties }) => {
    rollup.units++;
    if (!OFF_DUTY.includes(properties.state)) rollup.unitsOnDuty++;
  });
  each('devices', (rollup, { properties }) => {
    rollup.devices[properties.health]++;
  });
  each('checkpoints', (rollup, { properties }) => {
    rollup.checkpoints[properties.state]++;
  });
  each('incidents', (rollup, { properties }) => {
    if (isOpen(properties)) rollup.openIncidents[`${properties.priority}` as '1']++;
  });
  each('cases', (rollup, { properties }) => {
    rollup.casesOpen++;
    if (isOverdue(properties, today)) rollup.casesOverdue++;
  });
  return [...counted.values()];
}

function withoutCounts(rollup: Rollup): Rollup {
  return {
    ...rollup,
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
