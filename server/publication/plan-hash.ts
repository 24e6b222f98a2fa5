import { polygonsOf } from '../../core/plan/faces.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { proofHash } from '../import/proof-hash.ts';
import { inTurns } from '../in-turns.ts';

const hashes = new WeakMap<Plan, Promise<string>>();

/** SHA-256 of a plan's certificate, made once for each plan and without keeping others waiting. */
export function planHash(plan: Plan): Promise<string> {
  const known = hashes.get(plan);
  if (known) return known;
  const made = hashOf(plan);
  hashes.set(plan, made);
  return made;
}

async function hashOf(plan: Plan): Promise<string> {
  const grids: Parameters<typeof proofHash>[0][number][] = [];
  for await (const [id, { code }] of inTurns(plan.grids))
    grids.push({ code, polygons: polygonsOf(plan, id) ?? [] });
  return proofHash(grids);
}
