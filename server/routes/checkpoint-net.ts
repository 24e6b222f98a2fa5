import { z } from '@hono/zod-openapi';
import { CheckpointNet, NetClosing } from '../../core/contract/checkpoint-net.ts';
import { AreaCode, Id } from '../../core/contract/common.ts';
import { Lat, Lng } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import { FALL_MINUTES, MOST_ZONES } from '../../core/cordon/checkpoint-net-terms.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { allow } from '../auth/actor.ts';
import { areaUnknown, gridAt } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { CheckpointNetBook } from '../dispatch/checkpoint-net-book.ts';
import { PLACE_METRES } from '../dispatch/checkpoint-net-desk.ts';
import { refusedPlan } from '../dispatch/cordon-checks.ts';
import { notFound, ProblemError } from '../problem.ts';
import { commonArea } from '../queries/scope.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const NO_STORE = { 'Cache-Control': 'no-store' };

/** `/api/checkpoint-net`: where an area can be left past no checkpoint, which checkpoints matter, and what closing costs traffic. */
export function checkpointNetRoutes(deps: Deps): Router {
  const router = newRouter();
  const book = new CheckpointNetBook(deps, deps.checkpointNet);

  serve(router, NET, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const within = withinOf(c.req.valid('query').within, scopeCode);
    const net = await book.net(within, scopeCode, c.req.raw.signal);
    if (!net) throw areaUnknown('not_found', within);
    return c.json(net, 200, NO_STORE);
  });

  serve(router, CLOSING, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { checkpoint, lng, lat, within: asked } = c.req.valid('query');
    const within = withinOf(asked, scopeCode);
    if (lng !== undefined && lat !== undefined) await gridAt(deps.database, [lng, lat], scopeCode);
    const closing =
      checkpoint === undefined ? { lng7: toInt7(lng!), lat7: toInt7(lat!) } : { checkpointId: checkpoint };
    const told = await book.closing(within, scopeCode, closing, c.req.raw.signal);
    if (told === undefined) throw areaUnknown('not_found', within);
    if (told === 'unknown_checkpoint') throw notFound('checkpoints', `checkpoint ${checkpoint}`);
    if (told === 'no_roads') throw refusedPlan('cordon_no_roads');
    if (told === 'off_road') throw OFF_ROAD;
    return c.json(told, 200, NO_STORE);
  });
  return router;
}

/** The area asked for as far as it lies in the scope; 404 where it does not. */
function withinOf(within: string | undefined, scopeCode: string): string {
  const common = commonArea(within ?? scopeCode, scopeCode);
  if (common === undefined) throw areaUnknown('not_found', within ?? scopeCode);
  return common;
}

const OFF_ROAD = new ProblemError(
  'conflict',
  refusal(`There is no open road within ${PLACE_METRES} m of the place.`, 'cordon_off_road', {
    metres: PLACE_METRES,
  }),
);

const tags = ['checkpoints'];
const within = AreaCode.optional().openapi({ description: "Default: the account's scope" });
const MODELLED =
  `Trips are modelled, never measured: each zone (of the smallest level that has at most ${MOST_ZONES}) sends out as many as it has residents, once to other zones as they have institutions and once over the border as roads ` +
  `there have lanes times speed, falling to 1/e with every ${FALL_MINUTES.within} and ${FALL_MINUTES.across} minutes of driving (the gravity model held to what is produced, Wilson 1971). By car at the speeds of this hour, closed roads left out.`;

const NET = {
  method: 'get' as const,
  path: '/api/checkpoint-net',
  tags,
  summary: 'Where roads cross the border of an area past no checkpoint, and which checkpoints matter most',
  description:
    'A crossing is left `free` past no checkpoint, `past_open` where on some way none is staffed or closed now, `guarded` where every way meets one, or `not_now`. A checkpoint matters by how much the least number of lanes (and of roads) that parts the ' +
    `zones from the border falls when it holds its own place, and by the trips that pass it. ${MODELLED}`,
  request: { query: z.strictObject({ within }) },
  responses: { 200: answers(CheckpointNet, 'As of now') },
};

const CLOSING = {
  method: 'get' as const,
  path: '/api/checkpoint-net/closing',
  tags,
  summary: 'What closing a checkpoint, or the junction or road at a place, costs traffic',
  description: `Either \`checkpoint\`, or \`lng\` and \`lat\`. ${MODELLED} Trips over the border that have no way there are severed: where else they may leave is not known.`,
  request: {
    query: z
      .strictObject({
        within,
        checkpoint: Id.optional(),
        lng: z.coerce.number().pipe(Lng).optional(),
        lat: z.coerce.number().pipe(Lat).optional(),
      })
      .refine(
        ({ checkpoint, lng, lat }) =>
          checkpoint === undefined
            ? lng !== undefined && lat !== undefined
            : lng === undefined && lat === undefined,
        'give either checkpoint, or lng and lat',
      ),
  },
  responses: { 200: answers(NetClosing, 'As of now') },
};
