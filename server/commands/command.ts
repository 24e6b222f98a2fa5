import type { Actor } from '../auth/actor.ts';
import type { Queryable, QueryOptions } from '../database/database.ts';
import type { Deps } from '../deps.ts';

/** Who does something, and when (ISO 8601 UTC). */
export interface Doing {
  /** `accountId` null: the system. */
  actor: Pick<Actor, 'role' | 'scopeCode'> & { accountId: string | null };
  now: string;
}

/** Runs a change and its event in one transaction and wakes the live streams once it is committed. */
export async function command<T>(
  deps: Pick<Deps, 'database' | 'hub'>,
  work: (tx: Queryable) => Promise<T>,
  options: QueryOptions = {},
): Promise<T> {
  const result = await deps.database.transaction(work, options);
  deps.hub.wake();
  return result;
}

export function doingOf(deps: Deps, actor: Actor): Doing {
  return { actor, now: new Date(deps.clock()).toISOString() };
}
