import { communityOf } from '../../core/contract/area-code.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { provePlan } from '../../core/plan/publication/prove-plan.ts';
import type { Queryable } from '../database/database.ts';
import { DraftBoard } from '../draft/draft-board.ts';
import { proofHash } from '../import/proof-hash.ts';
import { readPolygons } from '../import/wkb.ts';
import { existingAreas } from '../import/write-batch.ts';
import {
  selectAreaExcess,
  selectCityExcess,
  selectGridExcess,
  selectInvalidGrids,
} from '../queries/partition-proof.ts';
import { selectGridSurfacesOf, selectPlanRecord } from '../queries/publication.ts';
import { planHash } from './plan-hash.ts';

/** What was found wrong with a published plan; nothing: it is proven. */
export interface PlanVerdict {
  name: string;
  grids: number;
  hash: string;
  /** Null: none was kept, as for plans that were seeded. */
  storedHash: string | null;
  faults: string[];
}

/**
 * Proves a plan that is or was in force from its rows once more, in two ways: by its borders (nodes and arcs) in TypeScript, and by its surfaces (grids, and areas where it is
 * in force) in the database; and compares the certificate of both with the one that was kept. Undefined: there is no such plan.
 */
export async function verifyPlan(db: Queryable, planId: string): Promise<PlanVerdict | undefined> {
  const record = await selectPlanRecord(db, planId);
  if (!record) return undefined;
  const { name, proofHash: storedHash, isInForce } = record;
  const { grids, hash, faults } = await proveRows(db, planId, isInForce);
  if (storedHash !== null && storedHash !== hash)
    faults.push(`Its certificate is ${hash}, but ${storedHash} was kept when it came into force.`);
  return {
    name,
    grids,
    hash,
    storedHash,
    faults: [...faults, ...(await faultsInDatabase(db, planId, isInForce))],
  };
}

/** The proof in TypeScript: the database is asked for rows, and for nothing that they come to. Without a plan of borders the certificate is of the surfaces. */
export async function proveRows(
  db: Queryable,
  planId: string,
  isInForce: boolean,
): Promise<Pick<PlanVerdict, 'grids' | 'hash' | 'faults'>> {
  const rows = await selectGridSurfacesOf(db, planId);
  const hashOfSurfaces = proofHash(rows.map(({ code, wkb }) => ({ code, polygons: readPolygons(wkb) })));
  const faults = rows
    .filter(({ code, communityCode }) => communityOf(code) !== communityCode)
    .map(({ code, communityCode }) => `Grid ${code} is filed under community ${communityCode}.`);
  const plan = await planOfRows(db, planId);
  if (typeof plan === 'string') {
    const fault = `Its borders make no plan: ${plan}.`;
    return { grids: rows.length, hash: hashOfSurfaces, faults: [...faults, fault] };
  }
  const hash = await planHash(plan);
  if (hashOfSurfaces !== hash)
    faults.push('The surfaces of the grids are not those that its borders enclose.');
  if (isInForce) {
    const areas = new Map((await existingAreas(db)).map(({ code, polygons }) => [code, polygons]));
    const parents = new Set(rows.map(({ code }) => communityOf(code)));
    for (const { message } of provePlan(plan, { grids: plan.grids.keys(), areas, parents }))
      faults.push(message);
  }
  return { grids: plan.grids.size, hash, faults };
}

/** The plan, or why its rows make none. */
async function planOfRows(db: Queryable, planId: string): Promise<Plan | string> {
  try {
    return await new DraftBoard().origin(db, planId);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function faultsInDatabase(db: Queryable, planId: string, isInForce: boolean): Promise<string[]> {
  const faults = (await selectInvalidGrids(db, planId)).map(
    ({ code, why }) => `Grid ${code} in the database: ${why}.`,
  );
  const excess = isInForce
    ? [...(await selectGridExcess(db, planId)), ...(await selectAreaExcess(db))]
    : await selectCityExcess(db, planId);
  for (const code of new Set(excess.map(({ areaCode }) => areaCode))) {
    const own = excess.filter(({ areaCode }) => areaCode === code);
    faults.push(
      `The database: the parts of ${code} do not fill it exactly; ${own.length} border segments differ.`,
    );
  }
  return faults;
}
