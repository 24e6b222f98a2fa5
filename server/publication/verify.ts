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
import { proofHashOf } from './write-plan.ts';

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
  const plan = await new DraftBoard().origin(db, planId);
  const hash = proofHashOf(plan);
  const faults: string[] = [];
  const rows = await selectGridSurfacesOf(db, planId);
  const surfaces = rows.map(({ code, wkb }) => ({ code, polygons: readPolygons(wkb) }));
  if (proofHash(surfaces) !== hash)
    faults.push('The surfaces of the grids are not those that its borders enclose.');
  if (storedHash !== null && storedHash !== hash)
    faults.push(`Its certificate is ${hash}, but ${storedHash} was kept when it came into force.`);
  const areas = new Map((await existingAreas(db)).map(({ code, polygons }) => [code, polygons]));
  if (isInForce) {
    const communities = new Set(rows.map(({ code }) => code.slice(0, -3)));
    for (const { message } of provePlan(plan, { grids: plan.grids.keys(), areas, parents: communities }))
      faults.push(message);
  }
  for (const { code, why } of await selectInvalidGrids(db, planId))
    faults.push(`Grid ${code} in the database: ${why}.`);
  const excess = isInForce
    ? [...(await selectGridExcess(db, planId)), ...(await selectAreaExcess(db))]
    : await selectCityExcess(db, planId);
  const areasOfExcess = new Set(excess.map(({ areaCode }) => areaCode));
  for (const code of areasOfExcess) {
    const own = excess.filter(({ areaCode }) => areaCode === code);
    faults.push(
      `The database: the parts of ${code} do not fill it exactly; ${own.length} border segments differ.`,
    );
  }
  return { name, grids: plan.grids.size, hash, storedHash, faults };
}
