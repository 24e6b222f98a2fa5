import { refusal } from '../../core/contract/reason.ts';
import { Unit, UnitInput } from '../../core/contract/unit.ts';
import type { Doing } from '../commands/command.ts';
import { unitBusy } from '../commands/incidents.ts';
import type { Derivation } from '../commands/placed.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { selectIncidentOfUnit } from '../queries/assignments.ts';
import { ROUTES, UNITS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { deleteUnitPosition } from '../queries/units.ts';
import { placedRoutes } from './placed.ts';

/** `/api/units`: brigades and squads. Where they are comes by `POST /api/positions`. */
export const unitRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: {
      table: UNITS,
      action: 'edit_unit',
      area: 'home',
      feed: 'units',
      derive: stateSince,
      check: routeExists,
      clear: clearUnit,
    },
    title: 'Unit',
    feature: Unit,
    input: UnitInput,
  });

function stateSince({ given, before, now }: Derivation) {
  const changes = given.state !== undefined && given.state !== before?.properties.state;
  return changes ? { stateSince: now } : {};
}

async function routeExists(tx: Queryable, { given }: Derivation, { actor }: Doing): Promise<void> {
  if (typeof given.routeId !== 'string') return;
  if (await selectPlacedOne(tx, ROUTES, given.routeId, actor.scopeCode)) return;
  const why = refusal(`There is no route ${given.routeId}.`, 'route_unknown');
  throw new ProblemError('invalid_request', why, {
    issues: [{ path: 'body.properties.routeId', ...why }],
  });
}

async function clearUnit(tx: Queryable, { id, properties }: PlacedFeature): Promise<void> {
  const busy = await selectIncidentOfUnit(tx, id);
  if (busy) throw unitBusy(String(properties.code), busy.number);
  await deleteUnitPosition(tx, id);
}
