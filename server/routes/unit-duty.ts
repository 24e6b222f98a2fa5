import { ancestorCode } from '../../core/contract/area-code.ts';
import { Unit } from '../../core/contract/unit.ts';
import { OwnPostInput, OwnStateInput, UnitDuty } from '../../core/contract/unit-duty.ts';
import { isOpenAssignment } from '../../core/incident/assignment.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import { ownUnit } from '../auth/actor.ts';
import { cityWide } from '../commands/city-wide.ts';
import { doingOf } from '../commands/command.ts';
import type { Commanding } from '../commands/cordons.ts';
import { reportOwnPost } from '../commands/own-post.ts';
import { setOwnState } from '../commands/own-state.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import type { Duty } from '../dispatch/duty-book.ts';
import { notFound } from '../problem.ts';
import { selectAreaNames } from '../queries/areas.ts';
import { selectLatestAssignment } from '../queries/assignments.ts';
import { selectPostOfUnit } from '../queries/cordons.ts';
import { INCIDENTS, UNITS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';

/** What other processes did a phone hears within this time. */
const OTHERS_MS = 1000;

/** `/api/unit`: what the phone of a unit shows, for the account of that unit. Positions come by `POST /api/positions`, steps by `POST /api/assignments/{id}/steps`. */
export function unitDutyRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, READ, async (c) => {
    const { actor } = c.var;
    const unitId = ownUnit(actor);
    await deps.memory.catchUp(OTHERS_MS);
    const { duty, tag } = await deps.duties.of(unitId, async () => {
      const { scopeCode } = (await cityWide(deps.database, doingOf(deps, actor))).actor;
      return (await dutyOf(deps.database, unitId, scopeCode)) as unknown as Duty;
    });
    const headers = { ETag: tag, 'Cache-Control': 'no-cache' };
    if (c.req.header('If-None-Match') === tag) return c.body(null, 304, headers);
    return c.json({ asOf: new Date(deps.clock()).toISOString(), ...duty }, 200, headers);
  });

  serve(router, STATE, async (c) => {
    const unitId = ownUnit(c.var.actor);
    const input = c.req.valid('json');
    const unit = await createOnce(deps, c, (tx, doing) => setOwnState(tx, unitId, input, doing));
    return sendGeoJson(c, unit);
  });

  serve(router, POST, async (c) => {
    const unitId = ownUnit(c.var.actor);
    const input = c.req.valid('json');
    const post = await createOnce(deps, c, (tx, doing) =>
      reportOwnPost(tx, unitId, input, doing as Commanding),
    );
    return c.json({ post });
  });
  return router;
}

async function dutyOf(db: Queryable, unitId: string, scopeCode: string) {
  const unit = await selectPlacedOne(db, UNITS, unitId, scopeCode);
  if (!unit) throw notFound('units', `unit ${unitId}`);
  const assignment = await selectLatestAssignment(db, unitId);
  const found = assignment && (await selectPlacedOne(db, INCIDENTS, assignment.incidentId, scopeCode));
  const post = (await selectPostOfUnit(db, unitId)) ?? null;
  if (!found) return { unit, assignment: null, incident: null, areas: [], post };
  const told = { ...assignment, incidentNumber: String(found.properties.number) };
  if (!isOpenAssignment(assignment)) return { unit, assignment: told, incident: null, areas: [], post };
  return { unit, assignment: told, incident: found, areas: await areasOf(db, found), post };
}

async function areasOf(db: Queryable, { properties }: PlacedFeature) {
  const levels = LEVELS.filter((level) => level !== 'city');
  const codes = levels.flatMap((level) => ancestorCode(String(properties.areaCode), level) ?? []);
  const names = await selectAreaNames(db, codes);
  return codes.flatMap((code) => names.find((one) => one.code === code) ?? []);
}

const tags = ['unit'];
const READ = {
  method: 'get' as const,
  path: '/api/unit',
  tags,
  summary:
    'The unit of this account, the assignment that it has or had last, the incident that it works on, and its post in a cordon',
  description:
    'With If-None-Match of the ETag that was read last the answer is 304 as long as nothing but the position of the unit changed: what is told of its position may be as old as the rest.',
  responses: {
    200: answers(UnitDuty, 'As of now'),
    304: { description: 'Nothing has changed since that ETag was read' },
  },
};
const POST = {
  method: 'post' as const,
  path: '/api/unit/post',
  tags,
  summary: 'Say that the unit is at its post of a cordon (takes Idempotency-Key)',
  description: 'A post that was given up meanwhile is refused (422). Said twice it changes nothing.',
  request: { headers: IdempotencyKey, body: jsonBody(OwnPostInput) },
  responses: { 200: answers(UnitDuty.pick({ post: true }), 'As it is now') },
};
const STATE = {
  method: 'post' as const,
  path: '/api/unit/state',
  tags,
  summary: 'Say in which state the unit is (takes Idempotency-Key)',
  description:
    'With an assignment a unit can only become unavailable: its assignment tells the rest. What was said before the state was changed otherwise is refused (409).',
  request: { headers: IdempotencyKey, body: jsonBody(OwnStateInput) },
  responses: { 200: answers(Unit, 'As it is now', GEOJSON) },
};
