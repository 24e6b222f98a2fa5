/*
 * Of a Feature that was changed the log stores beside the whole `after` only what was otherwise before: the changed properties, and
 * the geometry if it moved. Without a `type` it is told apart from a whole one.
 */
import { type Sql, sql } from '../database/sql.ts';
import { canonicalJson } from './canonical-json.ts';

/** The whole `before` of an event, of a row of the log called `e`. */
export const WHOLE_BEFORE: Sql = sql`CASE WHEN e.after ? 'type' AND NOT e.before ? 'type'
  THEN e.after || e.before || jsonb_build_object('properties', (e.after -> 'properties') || (e.before -> 'properties'))
  ELSE e.before END`;

/** What is stored of `before`; all of it unless both are Features of one thing with the same properties. */
export function storedBefore(before: object | null, after: object | null): object | null {
  if (!isFeature(before) || !isFeature(after) || before.id !== after.id) return before;
  const keys = keysOf(before.properties);
  if (keys.join() !== keysOf(after.properties).join()) return before;
  const isOtherwise = (one: unknown, other: unknown) => canonicalJson(one) !== canonicalJson(other);
  const changed = keys.filter((key) => isOtherwise(before.properties[key], after.properties[key]));
  const properties = Object.fromEntries(changed.map((key) => [key, before.properties[key]]));
  return isOtherwise(before.geometry, after.geometry)
    ? { geometry: before.geometry ?? null, properties }
    : { properties };
}

interface PlainFeature {
  type: 'Feature';
  id: string;
  geometry: unknown;
  properties: Record<string, unknown>;
}

function isFeature(thing: object | null): thing is PlainFeature {
  return thing !== null && keysOf(thing).join() === 'geometry,id,properties,type';
}

function keysOf(thing: object): string[] {
  return Object.entries(thing)
    .flatMap(([key, value]) => (value === undefined ? [] : [key]))
    .sort();
}
