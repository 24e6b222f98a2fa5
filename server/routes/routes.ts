import { Route, RouteInput } from '../../core/contract/route.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { lengthMetres } from '../../core/geometry/metres.ts';
import type { Doing } from '../commands/command.ts';
import { gridAt } from '../commands/locate.ts';
import type { Derivation } from '../commands/placed.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { ROUTES } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** `/api/routes`: patrol routes of the street patrol net. */
export const patrolRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: ROUTES, action: 'edit_unit', area: 'home', derive: lengthOf, check: endsInScope },
    title: 'Route',
    feature: Route,
    input: RouteInput,
  });

function lengthOf({ geometry }: Derivation) {
  if (!geometry) return {};
  const flat = positionsOf(geometry).flat().map(toInt7);
  return { lengthMetres: Math.round(lengthMetres(flat) * 10) / 10 };
}

async function endsInScope(tx: Queryable, { geometry }: Derivation, { actor }: Doing): Promise<void> {
  if (!geometry) return;
  const positions = positionsOf(geometry);
  for (const end of [positions[0], positions.at(-1)]) if (end) await gridAt(tx, end, actor.scopeCode);
}

function positionsOf(geometry: { coordinates: unknown }): [number, number][] {
  return geometry.coordinates as [number, number][];
}
