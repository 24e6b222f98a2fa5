import { randomBytes } from 'node:crypto';
import type { PatrolCode, PatrolCodePlace } from '../../core/contract/patrol-check-in.ts';
import { refusal } from '../../core/contract/reason.ts';
import { PLACE_CODE_BYTES, placeCodeOf } from '../../core/patrol/place-code.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';
import {
  insertPatrolCode,
  placesUnplanned,
  retirePatrolCode,
  selectPatrolCodes,
} from '../queries/patrol-codes.ts';
import type { Planning } from './patrol-plans.ts';

/** The codes that are to hang at some places; made where there is none. Refused (422): at one of them no plan and no template of the scope has a stop. */
export async function codesOf(
  tx: Queryable,
  places: readonly PatrolCodePlace[],
  doing: Planning,
): Promise<PatrolCode[]> {
  await refuseUnplanned(tx, places, doing);
  const known = new Set((await selectPatrolCodes(tx, places)).map(keyOf));
  const missing = new Map(places.filter((place) => !known.has(keyOf(place))).map((one) => [keyOf(one), one]));
  const made = [...missing.values()].map((place) => newCode(place, doing));
  for (const code of made) await insertPatrolCode(tx, code);
  if (made.length > 0)
    await appendEvents(
      tx,
      made.map((code) => eventOf('create', code, doing)),
    );
  return await selectPatrolCodes(tx, places);
}

/** Another code for a place, as the one before may be known where it should not: from now on that is refused. */
export async function renewCode(tx: Queryable, place: PatrolCodePlace, doing: Planning): Promise<PatrolCode> {
  await refuseUnplanned(tx, [place], doing);
  const code = newCode(place, doing);
  await retirePatrolCode(tx, place, doing.now);
  await insertPatrolCode(tx, code);
  await appendEvents(tx, [eventOf('update', code, doing)]);
  return code;
}

function keyOf({ kind, placeId }: PatrolCodePlace): string {
  return `${kind} ${placeId}`;
}

function newCode({ kind, placeId }: PatrolCodePlace, { now }: Planning): PatrolCode {
  return { kind, placeId, code: placeCodeOf(randomBytes(PLACE_CODE_BYTES)), createdAt: now };
}

async function refuseUnplanned(
  tx: Queryable,
  places: readonly PatrolCodePlace[],
  { actor }: Planning,
): Promise<void> {
  const { length } = await placesUnplanned(tx, actor.scopeCode, places);
  if (length === 0) return;
  const message = `At ${length} of the places no plan and no template of your area has a stop.`;
  throw new ProblemError('outside_scope', refusal(message, 'patrol_place_unplanned', { places: length }));
}

/** The log tells that there is another code, never which. */
function eventOf(
  kind: NewEvent['kind'],
  { code: _, ...after }: PatrolCode,
  { actor, now }: Planning,
): NewEvent {
  return {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_codes',
    kind,
    subjectId: keyOf(after),
    areaCode: actor.scopeCode,
    before: null,
    after,
  };
}
