import { boundsOf } from '../../../../core/geometry/ring.ts';
import type { PlanStep } from '../../../../core/plan/balance/plan-steps.ts';
import { mapHost } from '../../../map/map-host.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { surfacesOf } from '../../../planning/surfaces.ts';
import { flyToLines } from '../fly-to-grid.ts';

/** Goes to the two grids of a transfer; `if away`: only if the piece is not in view. */
export function flyToTransfer({ operation, from, to }: PlanStep, when: 'always' | 'if away'): void {
  const { plan } = draftSession.get();
  const ring = operation.line.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  if (!plan || (when === 'if away' && isSeen(ring))) return;
  const surfaces = surfacesOf(plan);
  const rings = [from, to].flatMap((id) => surfaces.get(id)?.polygons.flat() ?? []);
  flyToLines([ring, ...rings]);
}

function isSeen(ring: readonly number[]): boolean {
  const seen = mapHost.seen();
  if (!seen) return false;
  const [west, south, east, north] = boundsOf(ring);
  return west >= seen[0] * 1e7 && south >= seen[1] * 1e7 && east <= seen[2] * 1e7 && north <= seen[3] * 1e7;
}
