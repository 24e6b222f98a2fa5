import { v7 as uuidv7 } from 'uuid';
import { refusal } from '../../core/contract/reason.ts';
import type { AssignmentInput, Recommendation } from '../../core/contract/recommendation.ts';
import { WITH_UNIT } from '../../core/incident/transitions.ts';
import { toConfirm } from '../../core/patrol/recommendation.ts';
import type { IncidentStatus } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import type { Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { insertDispatchDecision } from '../queries/dispatch-decisions.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { sendAnother } from './assignments.ts';
import type { Doing } from './command.ts';
import { patchIncident } from './incidents.ts';

/**
 * Sends a unit to an incident of one of `versions`, beside those that it has, and keeps what was recommended. Refused (409): a unit that is bound elsewhere or not on
 * duty; one with something to confirm that nobody confirmed. `accountId`: whose decision it is.
 */
export async function assignUnit(
  tx: Queryable,
  { unitId, confirmed }: AssignmentInput,
  recommendation: Recommendation,
  versions: Versions,
  doing: Doing & { actor: { accountId: string } },
): Promise<PlacedFeature> {
  const { incidentId } = recommendation;
  const incident = await selectPlacedOne(tx, INCIDENTS, incidentId, doing.actor.scopeCode, true);
  if (!incident) throw notFound('incidents', `incident ${incidentId}`);
  const patch = { properties: { unitId, status: 'assigned' as const } };
  const feature = WITH_UNIT.includes(incident.properties.status as IncidentStatus)
    ? await sendAnother(tx, incident, unitId, versions, doing)
    : (await patchIncident(tx, incidentId, patch, versions, doing)).feature;
  const open = toConfirm(recommendation, unitId).filter((one) => !confirmed.includes(one));
  if (open.length > 0)
    throw new ProblemError(
      'conflict',
      refusal(`Confirm what is known of the unit: ${open.join(', ')}.`, 'unit_unconfirmed', {
        warnings: open,
      }),
    );
  await insertDispatchDecision(tx, incidentId, {
    id: uuidv7({ msecs: Date.parse(doing.now) }),
    at: doing.now,
    accountId: doing.actor.accountId,
    unitId,
    confirmed,
    recommendation,
  });
  return feature;
}
