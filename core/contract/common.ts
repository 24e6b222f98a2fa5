import { z } from 'zod';

/** A point in time, ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true });
/** A calendar day in the city's zone. */
export const Day = z.iso.date();
export const AreaCode = z.string().regex(/^\d{6}(\d{3}){0,3}$/, 'an area code has 6, 9, 12 or 15 digits');
export const GridCode = z.string().regex(/^\d{15}$/, 'a grid code has 15 digits');
export const Name = z.string().trim().min(1).max(120);
/** UUIDv7, made by the server. */
export const Id = z.uuid();

/**
 * What every stored noun carries. `version` is the row's edit count (its strong ETag is `"<version>"`),
 * `areaCode` the smallest area it belongs to: the grid code of its place, or the home area of a unit or route.
 */
export const stored = {
  version: z.int().min(1),
  updatedAt: Instant,
  areaCode: z.string(),
};

/** One page of a list of things that are no places; the cursor leads to the next page, null at the end. */
export function itemsPage<I extends z.ZodType>(item: I) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    /** When the rows were read, ISO 8601 UTC. */
    asOf: z.string(),
  });
}
