import { z } from '@hono/zod-openapi';
import { AlarmLoad } from '../../core/contract/alarm-load.ts';
import { refusal } from '../../core/contract/reason.ts';
import { alarmLoad, loadPeriod } from '../../core/live/alarm-load.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { MAX_HAPPENINGS, selectHappenings, selectStanding } from '../queries/alarms.ts';
import { selectCityZone } from '../queries/city.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { wholeNumber } from './parameters.ts';

const MOST_HOURS = 31 * 24;

/** `GET /api/alarms/load`: whether the alarms of the scope can be answered by people. */
export function alarmLoadRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    const { hours } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const nowMs = deps.clock();
    const period = loadPeriod(nowMs, hours);
    const [from, to] = [new Date(period.fromMs).toISOString(), new Date(period.toMs).toISOString()];
    const happenings = await selectHappenings(deps.database, { scopeCode, from, to });
    if (happenings.length > MAX_HAPPENINGS) throw tooMany(happenings.length);
    const standing = await selectStanding(deps.database, scopeCode);
    const zone = await selectCityZone(deps.database);
    return c.json(alarmLoad(happenings, standing, { ...period, nowMs, zone }));
  });
  return router;
}

function tooMany(events: number): ProblemError {
  const message = `The period has at least ${events} events of alarms, more than ${MAX_HAPPENINGS}: ask for a shorter one.`;
  return new ProblemError(
    'invalid_request',
    refusal(message, 'period_of_too_many_events', { events, maximum: MAX_HAPPENINGS }),
  );
}

const READ = {
  method: 'get' as const,
  path: '/api/alarms/load',
  tags: ['alarms'],
  summary: 'Alarm load of the last hours: per ten minutes and day, floods, chattering, stale, priority mix',
  request: { query: z.strictObject({ hours: wholeNumber(1, MOST_HOURS, 24) }) },
  responses: { 200: answers(AlarmLoad, 'The load') },
};
