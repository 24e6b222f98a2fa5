import { because } from '../../contract/reason.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';

/** Locks a border, a grid or all of a community, or frees it again. */
export type Lock = { isLocked: boolean } & ({ arc: number } | { grid: string } | { community: string });

/** Sets or takes off a lock. Refused: what is to be locked is not there. */
export function lock(made: PlanEdit, asked: Lock): void {
  const { isLocked } = asked;
  if ('arc' in asked) made.change(asked.arc, { isLocked });
  else if ('grid' in asked) made.setGrid(asked.grid, { ...made.grid(asked.grid), isLocked });
  else {
    const { community } = asked;
    const isThere = [...made.grids.values()].some(({ code }) => code.startsWith(community));
    if (!isThere) throw new Refused(because('area_unknown', { areaCode: community }));
    const others = [...made.lockedCommunities].filter((code) => code !== community);
    made.lockedCommunities = new Set(isLocked ? [...others, community] : others);
  }
}
