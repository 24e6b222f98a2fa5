import { ApiError } from '../../../api/client.ts';
import type { FieldValue } from './edit-fields.ts';

export interface Editable {
  id: string;
  properties: { version: number };
}
export type Values = Readonly<Record<string, FieldValue>>;

/** The way to the server for one thing. */
export interface EditServer<T> {
  /** Changes what is given on a version; throws ApiError `version_stale` when somebody was faster. */
  patch: (onto: T, values: Values) => Promise<T>;
  latest: () => Promise<T>;
}

/** Saved on top of `before`; or not, because others changed `fields` to something else. */
export type EditResult<T> = { saved: T; before: T } | { theirs: T; fields: string[] };

const MOST_TRIES = 3;

/**
 * Saves what was edited of `base`. Where others changed other fields meanwhile, both stand; where they changed the same to something
 * else, nothing is saved and the person decides. Throws ApiError for everything else.
 */
export async function saveEdit<T extends Editable>(
  base: T,
  mine: Values,
  server: EditServer<T>,
): Promise<EditResult<T>> {
  let held = base;
  for (let attempt = 1; ; attempt++) {
    const wanted = differing(mine, held);
    if (Object.keys(wanted).length === 0) return { saved: held, before: held };
    try {
      return { saved: await server.patch(held, wanted), before: held };
    } catch (error) {
      if (!isStale(error) || attempt === MOST_TRIES) throw error;
    }
    const theirs = await server.latest();
    const fields = clashes(base, mine, theirs);
    if (fields.length > 0) return { theirs, fields };
    held = theirs;
  }
}

/** The values of `feature` for the fields of `values`: what an undo puts back. */
export function valuesOf(feature: Editable, values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, fieldOf(feature, name)]));
}

/** The value of a property, or the place under the name `geometry`. */
export function fieldOf(feature: Editable, name: string): FieldValue {
  if (name === 'geometry') return (feature as unknown as { geometry: FieldValue }).geometry;
  return (feature.properties as unknown as Record<string, FieldValue>)[name] as FieldValue;
}

/** Fields that both sides changed, and not to the same. */
function clashes(base: Editable, mine: Values, theirs: Editable): string[] {
  return Object.keys(differing(mine, theirs)).filter(
    (name) => !isSame(fieldOf(theirs, name), fieldOf(base, name)),
  );
}

function differing(values: Values, from: Editable): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !isSame(fieldOf(from, name), value)),
  );
}

/** Whether two values are the same all through, in whatever order their keys are. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
  const keys = Object.keys(a);
  const value = (of: object, key: string) => (of as Record<string, unknown>)[key];
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(value(a, key), value(b, key)));
}

function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'version_stale';
}
