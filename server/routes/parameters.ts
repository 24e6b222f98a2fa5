import { z } from '@hono/zod-openapi';
import { HOURS_A_WEEK } from '../../core/columns/crossfilter.ts';
import { AreaCode } from '../../core/contract/common.ts';
import type { Bbox } from '../../core/contract/geometry.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES } from '../../core/vocabulary.ts';

export const MAX_LIMIT = 5000;
const BBOX_HINT = 'must be west,south,east,north in degrees, west < east and south < north';

/** A whole number in [least, most] as text. */
export function wholeNumber(least: number, most: number, fallback: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= least && value <= most, error)
    .default(fallback)
    .openapi({ type: 'integer', minimum: least, maximum: most, default: fallback });
}

/** `bbox=west,south,east,north` in degrees, EPSG:4326. */
export const BboxParameter = z
  .string()
  .max(200)
  .transform((text, context): Bbox => {
    const numbers = text
      .split(',')
      .map((part) => (/^-?\d+(\.\d+)?$/.test(part.trim()) ? Number(part) : Number.NaN));
    if (isBbox(numbers)) return numbers;
    context.addIssue({ code: 'custom', message: BBOX_HINT });
    return z.NEVER;
  })
  .openapi({ type: 'string', description: `${BBOX_HINT} (EPSG:4326)`, example: '101.7,36.6,101.8,36.7' });

function isBbox(numbers: number[]): numbers is Bbox {
  const [west, south, east, north] = numbers;
  if (
    numbers.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    return false;
  return west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;
}

/** `a,b,c`, each of `words`; an empty list is refused. */
export function commaList<const W extends readonly (string | number)[]>(words: W) {
  const known = new Map(words.map((word) => [String(word), word]));
  const error = `must be one or more of ${words.join(', ')}, separated by commas`;
  return z
    .string()
    .max(1000)
    .transform((text, context): W[number][] => {
      const found = text.split(',').map((part) => known.get(part.trim()));
      if (!found.includes(undefined)) return found as W[number][];
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    })
    .openapi({ type: 'string', description: error, example: String(words[0]) });
}

/** `within`, `bbox`, `limit` and `cursor`, which every list of placed things takes. */
export const listParameters = {
  bbox: BboxParameter.optional(),
  within: AreaCode.optional().openapi({ description: 'Only what lies in this area', example: '630102' }),
  limit: wholeNumber(1, MAX_LIMIT, 100),
  cursor: z.string().max(500).optional().openapi({ description: '`nextCursor` of the page before' }),
};

/** Milliseconds since 1970 of the instant, moved into the years that columns and cubes can hold. */
export function storable(instant: string): number {
  return Math.min(Math.max(Date.parse(instant), 0), LATEST_MS);
}
const LATEST_MS = Date.UTC(2106, 0, 1);

const HOURS = Array.from({ length: HOURS_A_WEEK }, (_, hour) => hour);
/** Which incidents an analysis looks at, without the window of time. */
export const clauseParameters = {
  within: AreaCode.optional().openapi({ description: 'Only what lies in this area', example: '630102' }),
  type: commaList(INCIDENT_TYPES).optional(),
  priority: commaList(PRIORITIES).optional(),
  status: commaList(INCIDENT_STATUSES).optional(),
  net: commaList(NETS).optional(),
  hours: commaList(HOURS).optional().openapi({
    type: 'string',
    description:
      "Hours of the week by the city's clock, separated by commas; 0 is Monday 00-01, 167 Sunday 23-24",
    example: '22,23',
  }),
};

/** By which plan areas of incidents are meant. */
export const Attribution = z.enum(['now', 'then']).default('now').openapi({
  description:
    'Whose grids areas are told by: of the plan in force now, or of that in force when the incident was reported. What the account may see goes by now',
});
