import { type AreaWatch, newAreaWatch } from '../../core/live/area-watch.ts';
import type { Database } from '../database/database.ts';
import { selectPlanInForce } from '../queries/grid-presence.ts';
import { loadGround } from './sentry/ground.ts';

const known = new WeakMap<Database, { planId: string | undefined; grids: AreaWatch }>();

/** The grids of the plan in force, read once for each plan. */
export async function gridsInForce(database: Database): Promise<AreaWatch> {
  const planId = await selectPlanInForce(database);
  const kept = known.get(database);
  if (kept && kept.planId === planId) return kept.grids;
  const grids = planId === undefined ? newAreaWatch([]) : (await loadGround(database)).grids;
  known.set(database, { planId, grids });
  return grids;
}
