import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Id } from '../../core/contract/common.ts';
import type { FileAnswer } from '../commands/files.ts';
import { sendGeoJson } from '../validate.ts';
import { tagOf } from './placed.ts';

/** What the routes of cases and risk files share. */
export const FileParams = z.object({ id: Id });

export const MASKED =
  'Phone and identity numbers, plates and the like are masked in every text; X-Masked names the kinds.';

/** A yes or no in a query. */
export const YesOrNo = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .openapi({ type: 'boolean' });

/** The file as it is now, its ETag, and what was masked. */
export function sendFile(
  c: Context,
  { feature, masked }: FileAnswer,
  headers: Record<string, string> = {},
  status: 200 | 201 = 200,
) {
  const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
  return sendGeoJson(c, feature, { ...tagOf(feature), ...also, ...headers }, status);
}

/** The body of an edit whose schema has optional geometry and properties; an unknown field is refused. */
export function strictPatch(
  patch: z.ZodObject<{ geometry: z.ZodType; properties: z.ZodOptional<z.ZodObject> }>,
) {
  return z.strictObject({
    type: z.literal('Feature').optional(),
    geometry: patch.shape.geometry,
    properties: z.strictObject(patch.shape.properties.unwrap().shape).optional(),
  });
}
