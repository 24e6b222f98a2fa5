import { v7 as uuidv7 } from 'uuid';
import type { Closure, ClosureInput, RoadHere } from '../../core/contract/closure.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { insertClosure, liftClosure, lockClosure } from '../queries/closures.ts';
import { appendEvent } from '../queries/events.ts';
import type { Doing } from './command.ts';
import { gridAt } from './locate.ts';

/** Closes a road, from now or a later time on. Refused (400): an end that is past or before the begin; (422) a place outside the scope. */
export async function closeRoad(
  tx: Queryable,
  { reason, headingDegrees, onFoot, fromAt, untilAt }: ClosureInput,
  { geometry, properties: road }: RoadHere,
  doing: Doing,
): Promise<Closure> {
  const { now } = doing;
  const begin = fromAt ?? now;
  if (untilAt !== null && Date.parse(untilAt) <= Math.max(Date.parse(begin), Date.parse(now)))
    throw new ProblemError(
      'invalid_request',
      refusal('It ends before it begins, or has ended already.', 'closure_ends_first'),
      { issues: [{ path: 'body.untilAt', message: 'not after the begin and now' }] },
    );
  const { lng, lat, nameZh: roadNameZh, nameEn: roadNameEn } = road;
  const areaCode = await gridAt(tx, [lng, lat], doing.actor.scopeCode);
  const span = { fromAt: begin, untilAt, liftedAt: null };
  const closure: Closure = {
    type: 'Feature',
    id: uuidv7({ msecs: Date.parse(now) }),
    geometry,
    properties: {
      ...{ version: 1, updatedAt: now, areaCode, roadNameZh, roadNameEn, reason, headingDegrees, onFoot },
      ...span,
      lng,
      lat,
    },
  };
  await insertClosure(tx, closure);
  await log(tx, null, closure, doing);
  return closure;
}

/** Opens a road that was closed. Done again it changes nothing. */
export async function openRoad(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Doing,
): Promise<Closure> {
  const before = await lockClosure(tx, id, doing.actor.scopeCode);
  if (!before) throw notFound('closures', `closure ${id}`);
  expectVersion(versions, before.properties.version);
  if (before.properties.liftedAt !== null) return before;
  await liftClosure(tx, id, doing.now);
  const version = before.properties.version + 1;
  const after = {
    ...before,
    properties: { ...before.properties, version, updatedAt: doing.now, liftedAt: doing.now },
  };
  await log(tx, before, after, doing);
  return after;
}

async function log(
  tx: Queryable,
  before: Closure | null,
  after: Closure,
  { actor, now }: Doing,
): Promise<void> {
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'closures',
    kind: before ? 'update' : 'create',
    subjectId: after.id,
    areaCode: after.properties.areaCode,
    before,
    after,
  });
}
