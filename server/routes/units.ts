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
import { countSquads, deleteUnitPosition, isBrigade } from '../queries/units.ts';
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
      check: async (tx, derivation, doing) => {
        await routeExists(tx, derivation, doing);
        await brigadeExists(tx, derivation);
      },
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

/** The brigade of a unit is another unit of that kind; one that has squads stays a brigade. */
async function brigadeExists(tx: Queryable, { given, before }: Derivation): Promise<void> {
  const { brigadeId, kind } = given;
  if (typeof brigadeId === 'string' && (brigadeId === before?.id || !(await isBrigade(tx, brigadeId)))) {
    const why = refusal(`There is no brigade ${brigadeId}.`, 'brigade_unknown');
    throw new ProblemError('invalid_request', why, {
      issues: [{ path: 'body.properties.brigadeId', ...why }],
    });
  }
  if (before && kind === 'squad' && before.properties.kind === 'brigade') await refuseWithSquads(tx, before);
}

async function refuseWithSquads(tx: Queryable, { id, properties }: PlacedFeature): Promise<void> {
  const squads = await countSquads(tx, id);
  if (squads === 0) return;
  const code = String(properties.code);
  throw new ProblemError(
    'conflict',
    refusal(`${code} is the brigade of ${squads} units.`, 'brigade_has_units', { code, units: squads }),
  );
}

async function clearUnit(tx: Queryable, unit: PlacedFeature): Promise<void> {
  const { id, properties } = unit;
  const busy = await selectIncidentOfUnit(tx, id);
  if (busy) throw unitBusy(String(properties.code), busy.number);
  await refuseWithSquads(tx, unit);
  await deleteUnitPosition(tx, id);
}
