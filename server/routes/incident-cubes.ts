import { z } from '@hono/zod-openapi';
import { encodeCellCounts } from '../../core/columns/cell-counts.ts';
import type { CellRange } from '../../core/columns/cell-cube.ts';
import type { Clauses } from '../../core/columns/crossfilter.ts';
import { Instant } from '../../core/contract/common.ts';
import { IncidentCounts, IncidentCubes } from '../../core/contract/incident-cube.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { cubesOfScope } from '../cubes/scope-cubes.ts';
import type { Deps } from '../deps.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { clauseParameters, storable } from './parameters.ts';

const CELLS = 'application/vnd.jingwei.incident-cells';
const PLACES = 'application/vnd.jingwei.incident-places';
const NOT_KEPT = { 'Cache-Control': 'no-store' };
const MOST_CELLS = 4_000_000;
const MOST_ACROSS = 4096;
const [LEAST_ZOOM, MOST_ZOOM] = [4, 26];
const MOST_EDGES = 400;

/** `/api/incidents/cubes`: counts of more incidents than a browser should hold, for the analysis. */
export function incidentCubeRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, SCOPE, async (c) => {
    allow(c.var.actor, 'read');
    return c.json(await cubesOfScope(deps, c.var.actor.scopeCode), 200, NOT_KEPT);
  });

  serve(router, COUNTS, async (c) => {
    allow(c.var.actor, 'read');
    const { level, edges = null, ...rest } = c.req.valid('query');
    const question = questionOf(rest, c.var.actor.scopeCode);
    const asked = { what: 'counts' as const, level, edges, ...question };
    const { areas, histogram, ...counts } = await deps.cubes.ask(asked, c.req.raw.signal);
    const plain = Object.fromEntries(
      Object.entries(counts).map(([name, each]) => [name, typeof each === 'number' ? each : [...each]]),
    );
    const answer = {
      ...plain,
      areas: { level, codes: areas.codes, counts: [...areas.counts] },
      histogram: histogram && [...histogram],
      asOf: new Date(deps.clock()).toISOString(),
    };
    return c.json(answer, 200, NOT_KEPT);
  });

  serve(router, IN_CELLS, async (c) => {
    allow(c.var.actor, 'read');
    const { cells: range, ...rest } = c.req.valid('query');
    const question = questionOf(rest, c.var.actor.scopeCode);
    const counts = await deps.cubes.ask({ what: 'cells', range, ...question }, c.req.raw.signal);
    return c.body(encodeCellCounts(counts), 200, { ...NOT_KEPT, 'Content-Type': CELLS });
  });

  serve(router, SAMPLE, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode, clauses } = questionOf(c.req.valid('query'), c.var.actor.scopeCode);
    const asked = { what: 'sample' as const, scopeCode, clauses };
    const { total, lng7, lat7 } = await deps.cubes.ask(asked, c.req.raw.signal);
    const numbers = new Int32Array(1 + 2 * lng7.length);
    numbers[0] = total;
    numbers.set(lng7, 1);
    numbers.set(lat7, 1 + lng7.length);
    return c.body(new Uint8Array(numbers.buffer), 200, { ...NOT_KEPT, 'Content-Type': PLACES });
  });
  return router;
}

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  within?: string | undefined;
  type?: Clauses['types'] | undefined;
  priority?: Clauses['priorities'] | undefined;
  status?: Clauses['statuses'] | undefined;
  net?: Clauses['nets'] | undefined;
  hours?: Clauses['hours'] | undefined;
}

function questionOf(asked: Asked, scopeCode: string) {
  const { from, to, within = null, type = [], priority = [], status = [], net = [], hours = [] } = asked;
  const clauses: Clauses = { types: type, priorities: priority, statuses: status, nets: net, hours, within };
  const secondOf = (instant: string): number => Math.ceil(storable(instant) / 1000);
  return { scopeCode, clauses, from: from ? secondOf(from) : 0, to: to ? secondOf(to) : EVERY_SECOND };
}
const EVERY_SECOND = 2 ** 32;

/** `zoom,column,row,columns,rows`. */
const CellsParameter = z
  .string()
  .max(60)
  .transform((text, context): CellRange => {
    const numbers = /^\d{1,9}(,\d{1,9}){4}$/.test(text) ? text.split(',').map(Number) : [];
    const [zoom = 0, column = 0, row = 0, columns = 0, rows = 0] = numbers;
    const isOnMap = column + columns <= 2 ** zoom && row + rows <= 2 ** zoom;
    const isSmall =
      columns > 0 && rows > 0 && Math.max(columns, rows) <= MOST_ACROSS && columns * rows <= MOST_CELLS;
    if (isOnMap && isSmall && zoom >= LEAST_ZOOM && zoom <= MOST_ZOOM)
      return { zoom, column, row, columns, rows };
    context.addIssue({ code: 'custom', message: CELLS_HINT });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description: `must be zoom,column,row,columns,rows: cells of side 2^-zoom of the world in EPSG:3857 from the north-west, zoom ${LEAST_ZOOM} to ${MOST_ZOOM}, at most ${MOST_CELLS} cells and ${MOST_ACROSS} in a row or column`,
    example: '15,25640,12760,600,400',
  });
const CELLS_HINT = `must be zoom,column,row,columns,rows on the map, zoom ${LEAST_ZOOM} to ${MOST_ZOOM}, at most ${MOST_CELLS} cells and ${MOST_ACROSS} in a row or column`;

const EDGES_HINT = `must be 2 to ${MOST_EDGES} rising Unix seconds, separated by commas`;
const EdgesParameter = z
  .string()
  .max(MOST_EDGES * 11)
  .transform((text, context): number[] => {
    const edges = /^\d{1,10}(,\d{1,10})*$/.test(text) ? text.split(',').map(Number) : [];
    const isRising = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0));
    if (isRising && edges.length >= 2 && edges.length <= MOST_EDGES) return edges;
    context.addIssue({ code: 'custom', message: EDGES_HINT });
    return z.NEVER;
  })
  .openapi({ type: 'string', description: EDGES_HINT, example: '1764086400,1764172800' });

const question = {
  from: Instant.optional().openapi({ description: 'Reported at or after, to the second' }),
  to: Instant.optional().openapi({ description: 'Reported before, to the second' }),
  ...clauseParameters,
};
const tags = ['incidents'];

const SCOPE = {
  method: 'get' as const,
  path: '/api/incidents/cubes',
  tags,
  summary: "Who counts the incidents of the account's scope, and what there is",
  description:
    'Above two million incidents the server counts them: it holds cumulative cubes (cell × kind × time), current with every event. It reads ' +
    'the incidents when they are first asked for; `reading` tells how far it is.',
  responses: { 200: answers(IncidentCubes, 'What there is') },
};
const COUNTS = {
  method: 'get' as const,
  path: '/api/incidents/cubes/counts',
  tags,
  summary: 'Counts of a window of time under clauses, each without its own clause',
  description:
    'Equal to counting the incidents one by one, to the second. With `edges` also a histogram of the whole history.',
  request: {
    query: z.strictObject({
      ...question,
      level: z.enum(LEVELS).default('street'),
      edges: EdgesParameter.optional(),
    }),
  },
  responses: { 200: answers(IncidentCounts, 'The counts') },
};
const IN_CELLS = {
  method: 'get' as const,
  path: '/api/incidents/cubes/cells',
  tags,
  summary: 'How many incidents of a window of time and a filter lie in each cell of the Web Mercator pyramid',
  description: 'The format is described in core/columns/cell-counts.ts.',
  request: { query: z.strictObject({ ...question, cells: CellsParameter }) },
  responses: {
    200: {
      description: 'The cells that are not empty',
      content: { [CELLS]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
};
const SAMPLE = {
  method: 'get' as const,
  path: '/api/incidents/cubes/sample',
  tags,
  summary: 'Places of an even sample of at most 30,000 of the incidents that pass a filter',
  description:
    '32-bit integers, least byte first: how many pass, then degrees times 1e7 (EPSG:4326): all longitudes, then all latitudes.',
  request: { query: z.strictObject(clauseParameters) },
  responses: {
    200: {
      description: 'The places',
      content: { [PLACES]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
};
