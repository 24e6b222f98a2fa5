import type { Actor } from '../auth/actor.ts';
import type { Queryable, QueryOptions } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { appendedBy, type LoggedEvent } from '../queries/events.ts';

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
  let written: readonly LoggedEvent[] = [];
  const result = await deps.database.transaction(async (tx) => {
    const done = await work(tx);
    written = appendedBy(tx);
    return done;
  }, options);
  deps.hub.wake(written);
  return result;
}

export function doingOf(deps: Deps, actor: Actor): Doing {
  return { actor, now: new Date(deps.clock()).toISOString() };
}
