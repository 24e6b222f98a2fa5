import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Alarm } from '../../core/contract/alarm.ts';
import { Id, Instant } from '../../core/contract/common.ts';
import { pageOf } from '../../core/contract/geometry.ts';
import { SHELF_SECONDS } from '../../core/live/alarm.ts';
import { ALARM_KINDS, ALARM_STATES, PRIORITIES } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { type AlarmAnswer, actOnAlarm, actOnMany, type PersonsAct } from '../commands/alarm-acts.ts';
import { command, doingOf } from '../commands/command.ts';
import type { Planning } from '../commands/patrol-plans.ts';
import { acknowledgeStrayingsOf } from '../commands/patrol-strayings.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectAlarms, selectAlarmsOf } from '../queries/alarms.ts';
import {
  type AppEnv,
  answers,
  GEOJSON,
  jsonBody,
  newRouter,
  type Router,
  sendGeoJson,
  serve,
} from '../validate.ts';
import { commaList, listParameters } from './parameters.ts';
import { collectionOf } from './placed.ts';

/** `/api/alarms`: last raised first. None is made here: rules raise them (server/commands/alarms.ts), people act on them. */
export function alarmRoutes(deps: Deps): Router {
  const router = newRouter();
  serveReads(router, deps);
  serveMany(router, deps, 'acknowledge');
  serveMany(router, deps, 'silence');
  serveAct(router, deps, 'acknowledge', 'acknowledge', 'Acknowledge an alarm: somebody owns it');
  serveAct(router, deps, 'unshelve', 'unshelve', 'Take an alarm from the shelf before its time');
  serveAct(router, deps, 'return', 'put_back', 'Put an alarm back into service');
  serveSilence(router, deps);
  serveShelve(router, deps);
  serveTakeOut(router, deps);
  return router;
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit, state, kind, priority, ...rest } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const lists = { states: state, kinds: kind, priorities: priority };
    const after = decodeCursor(cursor, CursorKey);
    const rows = await selectAlarms(deps.database, { ...rest, ...lists, scopeCode, after, limit: limit + 1 });
    const page = cutPage(rows, limit, (row) => row.position);
    const features = page.rows.map((row) => row.feature);
    return sendGeoJson(c, collectionOf(features, page.nextCursor, deps.clock()));
  });
  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const { scopeCode } = c.var.actor;
    const [alarm] = await selectAlarmsOf(deps.database, { ids: [id], scopeCode });
    if (!alarm) throw notFound('alarms', `alarm ${id}`);
    return send(c, { feature: alarm, masked: [] });
  });
}

/** Acts on one alarm as it was seen. */
async function act(c: Context<AppEnv>, deps: Deps, id: string, what: PersonsAct, needsVersion = true) {
  allow(c.var.actor, 'handle_alarm');
  const versions = needsVersion ? requireIfMatch(c) : (['*'] as const);
  const doing = doingOf(deps, c.var.actor) as Planning;
  const answer = await command(deps, async (tx) => {
    const acted = await actOnAlarm(tx, id, what, versions, doing);
    await acknowledgeStrayingsOf(tx, [acted.feature], doing);
    return acted;
  });
  return send(c, answer);
}

function send(c: Context, { feature, masked }: AlarmAnswer) {
  const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
  return sendGeoJson(c, feature, { ETag: etagOf(feature.properties.version), ...also });
}

function serveAct(router: Router, deps: Deps, path: string, name: PersonsAct['act'], summary: string): void {
  const route = {
    ...ONE,
    path: `${PATH}/{id}/${path}`,
    summary: `${summary} (needs If-Match)`,
    request: { params: Params, headers: IfMatch },
  };
  serve(router, route, (c) => act(c, deps, c.req.valid('param').id, { act: name }));
}

/** Needs no If-Match: silencing changes no state, and must not wait for what others do meanwhile. */
function serveSilence(router: Router, deps: Deps): void {
  const route = {
    ...ONE,
    path: `${PATH}/{id}/silence`,
    summary: 'Note that an alarm was silenced at one console; it stays unacknowledged',
    request: { params: Params },
  };
  serve(router, route, (c) => act(c, deps, c.req.valid('param').id, { act: 'silence' }, false));
}

function serveShelve(router: Router, deps: Deps): void {
  const { usual, most } = SHELF_SECONDS;
  const route = {
    ...ONE,
    path: `${PATH}/{id}/shelve`,
    summary: 'Shelve an alarm until a time, with a reason (needs If-Match)',
    description: `Without \`until\` for ${usual} s, at most for ${most} s; then it comes back by itself.`,
    request: { params: Params, headers: IfMatch, body: jsonBody(Shelving) },
  };
  serve(router, route, (c) =>
    act(c, deps, c.req.valid('param').id, { act: 'shelve', ...c.req.valid('json') }),
  );
}

function serveTakeOut(router: Router, deps: Deps): void {
  const route = {
    ...ONE,
    path: `${PATH}/{id}/out-of-service`,
    summary: 'Take an alarm out of service until somebody puts it back, with a reason (needs If-Match)',
    request: { params: Params, headers: IfMatch, body: jsonBody(z.strictObject({ reason: Reason })) },
  };
  serve(router, route, (c) =>
    act(c, deps, c.req.valid('param').id, { act: 'take_out', ...c.req.valid('json') }),
  );
}

function serveMany(router: Router, deps: Deps, name: 'acknowledge' | 'silence'): void {
  const route = {
    method: 'post' as const,
    path: `${PATH}/${name}`,
    tags: ['alarms'],
    summary: `${name === 'silence' ? 'Silence' : 'Acknowledge'} many alarms at once`,
    description:
      'Each with the version that was seen, if that matters. Those that can not be are told with the reason, the others are done.',
    request: { body: jsonBody(Seen) },
    responses: { 200: answers(Many, 'What became of them') },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, 'handle_alarm');
    const { alarms } = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Planning;
    const answer = await command(deps, async (tx) => {
      const acted = await actOnMany(tx, name, alarms, doing);
      await acknowledgeStrayingsOf(tx, acted.alarms, doing);
      return acted;
    });
    return c.json(answer);
  });
}

const PATH = '/api/alarms';
const CursorKey = z.object({ raisedMicros: z.int(), id: z.uuid() });
const Params = z.object({ id: Id });
const Reason = z.string().trim().min(1).max(200);
const Shelving = z.strictObject({ reason: Reason, until: Instant.optional() });
const Seen = z.strictObject({
  alarms: z
    .array(z.strictObject({ id: Id, version: z.int().min(1).optional() }))
    .min(1)
    .max(500),
});
const Many = z.object({
  alarms: z.array(Alarm),
  refused: z.array(z.object({ id: z.string(), reason: z.string() })),
});

const tags = ['alarms'];
const ONE = {
  method: 'post' as const,
  tags,
  responses: { 200: answers(Alarm, 'As it is now', GEOJSON) },
};
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Alarms in the account's scope, last raised first",
  request: {
    query: z.strictObject({
      ...listParameters,
      state: commaList(ALARM_STATES).optional(),
      kind: commaList(ALARM_KINDS).optional(),
      priority: commaList(PRIORITIES).optional(),
    }),
  },
  responses: { 200: answers(pageOf(Alarm), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One alarm',
  request: { params: Params },
  responses: { 200: answers(Alarm, 'The feature; its ETag is for If-Match', GEOJSON) },
};
