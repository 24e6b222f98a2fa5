import type { ShownRollup } from './counted-rollups.ts';

/** What a roll-up table can show and be ordered by. */
export const ROLLUP_COLUMNS = [
  'open',
  'onDuty',
  'staff',
  'residents',
  'unstaffed',
  'overdue',
  'offline',
  'cases',
  'casesOverdue',
] as const;
export type RollupColumn = (typeof ROLLUP_COLUMNS)[number];

export interface RollupOrder {
  by: RollupColumn | 'name';
  descending: boolean;
}

/** The figure of a column; null where it is withheld (fewer than 10) or not known. */
export function figureOf(rollup: ShownRollup, column: RollupColumn): number | null {
  switch (column) {
    case 'open':
      return openOf(rollup);
    case 'onDuty':
      return rollup.unitsOnDuty;
    case 'staff':
      return rollup.staff;
    case 'residents':
      return rollup.residents;
    case 'unstaffed':
      return rollup.postsUnstaffed;
    case 'overdue':
      return rollup.inspectionsOverdue;
    case 'offline':
      return rollup.devices.offline;
    case 'cases':
      return rollup.casesOpen;
    case 'casesOverdue':
      return rollup.casesOverdue;
  }
}

export function openOf({ openIncidents }: Pick<ShownRollup, 'openIncidents'>): number {
  return openIncidents[1] + openIncidents[2] + openIncidents[3] + openIncidents[4];
}

/** Rows in order; ties, and order by name, follow the name. */
export function orderRollups<R extends { rollup: ShownRollup; name: string }>(
  rows: readonly R[],
  order: RollupOrder,
): R[] {
  const sign = order.descending ? -1 : 1;
  const byName = (a: R, b: R) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true });
  return [...rows].sort((a, b) => {
    if (order.by === 'name') return sign * byName(a, b);
    const difference = (figureOf(a.rollup, order.by) ?? 0) - (figureOf(b.rollup, order.by) ?? 0);
    return sign * difference || byName(a, b);
  });
}
