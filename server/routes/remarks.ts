import { z } from '@hono/zod-openapi';
import { ancestorCode } from '../../core/contract/area-code.ts';
import { Id } from '../../core/contract/common.ts';
import { Remark, RemarkInput, Remarks } from '../../core/contract/remark.ts';
import { Responsible } from '../../core/contract/responsible.ts';
import { allow } from '../auth/actor.ts';
import { addRemark } from '../commands/remarks.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { selectResponsible } from '../queries/incidents.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { selectRemarks } from '../queries/remarks.ts';
import { selectStaffing } from '../queries/staffing.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/incidents/{id}/remarks` and `/responsible`: the log of an incident, and who answers for its place. */
export function remarkRoutes(deps: Deps): Router {
  const router = newRouter();
  const find = async (id: string, scopeCode: string): Promise<PlacedFeature> => {
    const incident = await selectPlacedOne(deps.database, INCIDENTS, id, scopeCode);
    if (!incident) throw notFound('incidents', `incident ${id}`);
    return incident;
  };

  serve(router, LIST, async (c) => {
    const { id } = c.req.valid('param');
    await find(id, c.var.actor.scopeCode);
    const items = await selectRemarks(deps.database, id);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });

  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_incident');
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const { remark, masked } = await createOnce(deps, c, (tx, doing) => addRemark(tx, id, input, doing));
    return c.json(remark, 201, masked.length > 0 ? { 'X-Masked': masked.join(',') } : {});
  });

  serve(router, RESPONSIBLE, async (c) => {
    const { id } = c.req.valid('param');
    const { scopeCode } = c.var.actor;
    const { properties } = await find(id, scopeCode);
    const gridCode = String(properties.areaCode);
    const kept = await selectResponsible(deps.database, id);
    const today = { scopeCode, within: gridCode, limit: 20 };
    return c.json({
      gridCode,
      communityCode: ancestorCode(gridCode, 'community') ?? gridCode,
      planId: kept?.planId ?? null,
      attachedAt: kept?.planId ? (kept.recordedAt ?? null) : null,
      staff: kept?.staff ?? (await selectStaffing(deps.database, today)).map(officialOf),
    });
  });
  return router;
}

function officialOf<T extends { role: unknown; officialNameZh: unknown; officialNameEn: unknown }>(one: T) {
  return { role: one.role, officialNameZh: one.officialNameZh, officialNameEn: one.officialNameEn };
}

const params = z.object({ id: Id });
const tags = ['incidents'];
const PATH = '/api/incidents/{id}/remarks';
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'The log of an incident, oldest line first',
  request: { params },
  responses: { 200: answers(Remarks, 'Every line') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Add a line to the log of an incident (takes Idempotency-Key)',
  description:
    'Words, a fact of the place, things on the map. Phone and identity numbers, plates and the like are masked; X-Masked names the kinds.',
  request: { params, headers: IdempotencyKey, body: jsonBody(RemarkInput) },
  responses: { 201: answers(Remark, 'Added') },
};
const RESPONSIBLE = {
  method: 'get' as const,
  path: '/api/incidents/{id}/responsible',
  tags,
  summary: 'Grid, community and the four officials who answer for the place, as when it was taken in',
  request: { params },
  responses: {
    200: answers(Responsible, 'Null `attachedAt`: it was imported, the staff are those of today'),
  },
};
