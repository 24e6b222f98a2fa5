import { Geofence, GeofenceInput } from '../../core/contract/geofence.ts';
import type { Surface } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Doing } from '../commands/command.ts';
import type { Derivation } from '../commands/placed.ts';
import { requireSurface } from '../commands/surface.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { GEOFENCES } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** Enough for the border of a district. */
const MAX_VERTICES = 5000;

/** `/api/geofences`: places whose border units must not cross. */
export const geofenceRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: GEOFENCES, action: 'edit_geofence', area: 'cover', check },
    title: 'Geofence',
    feature: Geofence,
    input: GeofenceInput,
  });

async function check(tx: Queryable, { geometry, given, before }: Derivation, _doing: Doing): Promise<void> {
  if (geometry) await requireSurface(tx, geometry as Surface, MAX_VERTICES);
  const { validFrom, validUntil } = { ...before?.properties, ...given } as Record<string, string | null>;
  if (!validFrom || !validUntil || validFrom <= validUntil) return;
  const message = 'The last day is before the first.';
  throw new ProblemError('invalid_request', refusal(message, 'period_reversed'), {
    issues: [{ path: 'body.properties.validUntil', message, reason: 'period_reversed', params: {} }],
  });
}
