import { z } from '@hono/zod-openapi';
import {
  AlarmRule,
  AlarmRulePatch,
  AlarmSuppression,
  AlarmSuppressionInput,
  RULE_LIMITS,
} from '../../core/contract/alarm-rule.ts';
import { Id } from '../../core/contract/common.ts';
import { RULE_KINDS, type RuleKind } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { createSuppression, patchAlarmRule, removeSuppression } from '../commands/alarm-rules.ts';
import { command, doingOf } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectAlarmRules, selectSuppressions } from '../queries/alarm-rules.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/alarm-rules` and `/api/alarm-suppressions`: what the watch goes by, and what it holds back on purpose. */
export function alarmRuleRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const items = await selectAlarmRules(deps.database);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  for (const kind of RULE_KINDS) servePatch(router, deps, kind);
  serveSuppressions(router, deps);
  return router;
}

/** One route a rule: each has limits of its own. */
function servePatch(router: Router, deps: Deps, kind: RuleKind): void {
  const route = {
    method: 'patch' as const,
    path: `/api/alarm-rules/${kind}`,
    tags,
    summary: `Change what the rule ${kind} goes by (needs If-Match)`,
    request: {
      headers: IfMatch,
      body: jsonBody(AlarmRulePatch.extend({ limits: RULE_LIMITS[kind].optional() })),
    },
    responses: { 200: answers(AlarmRule, 'As it is now; its ETag is its version') },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, 'edit_alarm_rule');
    const versions = requireIfMatch(c);
    const patch = c.req.valid('json') as AlarmRulePatch;
    const doing = doingOf(deps, c.var.actor);
    const rule = await command(deps, (tx) => patchAlarmRule(tx, kind, patch, versions, doing));
    return c.json(rule, 200, { ETag: etagOf(rule.version) });
  });
}

function serveSuppressions(router: Router, deps: Deps): void {
  serve(router, SUPPRESSIONS, async (c) => {
    const asOf = new Date(deps.clock()).toISOString();
    return c.json({ items: await selectSuppressions(deps.database, c.var.actor.scopeCode, asOf), asOf });
  });
  serve(router, SUPPRESS, async (c) => {
    allow(c.var.actor, 'edit_alarm_rule');
    const input = c.req.valid('json');
    const { suppression, masked } = await createOnce(deps, c, (tx, doing) =>
      createSuppression(tx, input, doing),
    );
    const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
    return c.json(suppression, 201, { ETag: etagOf(suppression.version), ...also });
  });
  serve(router, UNSUPPRESS, async (c) => {
    allow(c.var.actor, 'edit_alarm_rule');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor);
    await command(deps, (tx) => removeSuppression(tx, id, versions, doing));
    return c.body(null, 204);
  });
}

const tags = ['alarms'];
const listOf = (item: z.ZodType) => z.object({ items: z.array(item), asOf: z.string() });
const LIST = {
  method: 'get' as const,
  path: '/api/alarm-rules',
  tags,
  summary: 'The rules of the watch: on or off, how urgent, when, and their limits',
  responses: { 200: answers(listOf(AlarmRule), 'Every rule') },
};
const SUPPRESSIONS = {
  method: 'get' as const,
  path: '/api/alarm-suppressions',
  tags,
  summary: "What is held back on purpose in the account's scope, now or later",
  responses: { 200: answers(listOf(AlarmSuppression), 'All that are not over') },
};
const SUPPRESS = {
  method: 'post' as const,
  path: '/api/alarm-suppressions',
  tags,
  summary: 'Hold back the alarms of a rule in an area for a time, for a reason (takes Idempotency-Key)',
  description: 'Their causes are followed all the same: what still lasts at the end alarms then.',
  request: { headers: IdempotencyKey, body: jsonBody(AlarmSuppressionInput) },
  responses: { 201: answers(AlarmSuppression, 'Held back') },
};
const UNSUPPRESS = {
  method: 'delete' as const,
  path: '/api/alarm-suppressions/{id}',
  tags,
  summary: 'Let the alarms speak again (needs If-Match)',
  request: { params: z.object({ id: Id }), headers: IfMatch },
  responses: { 204: { description: 'Removed; the log keeps it' } },
};
