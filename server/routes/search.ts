import { z } from '@hono/zod-openapi';
import { cityDayBounds } from '../../core/city-time.ts';
import { SearchAnswer, type SearchHit } from '../../core/contract/search.ts';
import { SEARCH_NOUNS } from '../../core/contract/search-noun.ts';
import { DEVICE_KINDS } from '../../core/vocabulary.ts';
import { fromWallTime } from '../../core/zone.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';
import { type NumberPrefix, selectIncidentHits, selectPlacesOfUnits } from '../queries/search.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { commaList, wholeNumber } from './parameters.ts';

/** `GET /api/search`: areas and things by name, pinyin, code or number, in the account's scope. */
export function searchRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, SEARCH, async (c) => {
    const { q: text, limit, noun: nouns, deviceKind, near } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const isAsked = (nouns ?? SEARCH_NOUNS).includes('incidents');
    const incidents = isAsked
      ? await selectIncidentHits(deps.database, {
          text,
          scopeCode,
          limit,
          incidents: await numberPrefix(deps, text),
        })
      : [];
    const found = await deps.search.find({ text, scopeCode, nouns, deviceKind, near, limit });
    return c.json({ items: await whereUnitsAre(deps, [...incidents, ...found].slice(0, limit)) });
  });
  return router;
}

/** The memory knows where a unit was when it last changed; where it is now the database tells. */
async function whereUnitsAre(deps: Deps, hits: readonly SearchHit[]): Promise<SearchHit[]> {
  const ids = hits.filter(({ noun }) => noun === 'units').map(({ id }) => id);
  const places = new Map((await selectPlacesOfUnits(deps.database, ids)).map((place) => [place.id, place]));
  return hits.map((hit) => {
    if (hit.noun !== 'units') return hit;
    const place = places.get(hit.id);
    return { ...hit, lng: place?.lng ?? null, lat: place?.lat ?? null };
  });
}

/** '261123-00' -> that day and the beginning of its numbers; undefined when the text is no beginning of a number. */
async function numberPrefix(deps: Deps, text: string): Promise<NumberPrefix | undefined> {
  const parts = /^(\d\d)(\d\d)(\d\d)(-\d{0,6})?$/.exec(text);
  if (!parts) return undefined;
  const noon = Date.parse(`20${parts[1]}-${parts[2]}-${parts[3]}T12:00:00Z`);
  if (Number.isNaN(noon)) return undefined;
  const zone = await selectCityZone(deps.database);
  const [from, to] = cityDayBounds(zone, fromWallTime(zone, noon));
  return { prefix: text, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** `lng,lat` in degrees, EPSG:4326. */
const Near = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,12})?,-?\d{1,2}(\.\d{1,12})?$/, 'must be lng,lat in degrees')
  .transform((text) => text.split(',').map(Number) as [number, number])
  .refine(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90, 'must be lng,lat in degrees')
  .openapi({ type: 'string', description: 'lng,lat in degrees (EPSG:4326)', example: '101.78,36.62' });

const SEARCH = {
  method: 'get' as const,
  path: '/api/search',
  tags: ['search'],
  summary: 'Find areas and things by name (Chinese, English or pinyin), code or number',
  description:
    'The best match first: whole names, codes and numbers (014 is a grid whose code ends so, 12 a unit whose code does), then beginnings, then pinyin, whole or by first letters (cbq: 城北区; of a character with several readings each counts), then parts. Larger areas first, then what is nearest to `near`. An incident needs its day at least (yyMMdd). A road comes once for each street (the area) that it runs through; its id is for telling hits apart only.',
  request: {
    query: z.strictObject({
      q: z.string().trim().min(1).max(80),
      limit: wholeNumber(1, 100, 20),
      noun: commaList(SEARCH_NOUNS).optional(),
      deviceKind: z.enum(DEVICE_KINDS).optional(),
      near: Near.optional(),
    }),
  },
  responses: { 200: answers(SearchAnswer, 'Best first') },
};
