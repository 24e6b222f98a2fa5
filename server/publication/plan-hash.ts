import { setImmediate as turn } from 'node:timers/promises';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { proofHash } from '../import/proof-hash.ts';

/** So long others may wait for their turn. */
const TURN_MS = 20;
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
  let sinceMs = performance.now();
  for (const [id, { code }] of plan.grids) {
    if (performance.now() - sinceMs > TURN_MS) {
      await turn();
      sinceMs = performance.now();
    }
    grids.push({ code, polygons: polygonsOf(plan, id) ?? [] });
  }
  return proofHash(grids);
}
