import type { Database } from './database/database.ts';
import { verifyPlan } from './publication/verify.ts';
import { selectPlanInForce } from './queries/grids.ts';

export const USAGE = `Usage:
  npm run plan -- verify [ID]   (proves a plan that is or was in force from its rows once more, the one in force without ID)`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Does what was asked for: the lines to print, and whether all is well. Throws an Error of one sentence. */
export async function runPlanCommand(
  database: Database,
  [verb, id, ...rest]: readonly string[],
): Promise<{ lines: string[]; isWell: boolean }> {
  if (verb !== 'verify' || rest.length > 0) throw new Error(USAGE);
  if (id !== undefined && !UUID.test(id)) throw new Error(`${id} is not the id of a plan.`);
  const planId = id ?? (await selectPlanInForce(database));
  if (planId === undefined) throw new Error('There is no plan in force.');
  const verdict = await verifyPlan(database, planId);
  if (!verdict) throw new Error(`There is no plan ${planId} that is or was in force.`);
  const { name, grids, hash, storedHash, faults } = verdict;
  const kept = storedHash === null ? 'no certificate was kept of it' : 'as it was kept';
  const lines = [
    `Plan ${planId} "${name}": ${grids} grids`,
    `Certificate ${hash}${faults.length === 0 ? `, ${kept}` : ''}`,
  ];
  if (faults.length === 0)
    return { lines: [...lines, 'Proven by its borders and by the database.'], isWell: true };
  return { lines: [...lines, ...faults], isWell: false };
}
