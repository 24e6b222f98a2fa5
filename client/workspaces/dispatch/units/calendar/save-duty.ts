import type { Unit } from '../../../../../core/contract/unit.ts';
import { addDays, type DutyException, withException } from '../../../../../core/duty/rota.ts';
import type { Duty } from '../../../../../core/duty/vocabulary.ts';
import { ApiError } from '../../../../api/client.ts';

/** What a day of a unit is to be; null: as its pattern has it. */
export interface DutyChange {
  day: string;
  duty: Duty | null;
}

/** The way to the server for one unit. */
export interface DutyServer {
  /** Throws ApiError `version_stale` when somebody was faster. */
  patch: (onto: Unit, exceptions: readonly DutyException[]) => Promise<Unit>;
  latest: () => Promise<Unit>;
}

/** Saved, with what the day was before; or not, because somebody else set the same day to something else meanwhile. */
export type DutyResult = { saved: Unit; before: Duty | null } | { theirs: Unit };

const MOST_TRIES = 4;
/** Exceptions of days so long past are dropped with the next edit. */
const KEPT_DAYS = 62;

/** The exception of a unit for a day; null: there is none. */
export function exceptionOn({ properties: { exceptions } }: Unit, day: string): Duty | null {
  return exceptions?.find((one) => one.day === day)?.duty ?? null;
}

/**
 * Sets one day of a unit as `base` showed it. What others changed of the unit meanwhile stands beside it; where they changed the same day to something
 * else nothing is saved and the person decides. `today`: yyyy-mm-dd. Throws ApiError for everything else.
 */
export async function saveDuty(
  base: Unit,
  change: DutyChange,
  today: string,
  server: DutyServer,
): Promise<DutyResult> {
  const seen = exceptionOn(base, change.day);
  let held = base;
  for (let attempt = 1; ; attempt++) {
    const now = exceptionOn(held, change.day);
    if (now === change.duty) return { saved: held, before: seen };
    if (now !== seen) return { theirs: held };
    const all = withException(held.properties.exceptions ?? [], change, addDays(today, -KEPT_DAYS));
    try {
      return { saved: await server.patch(held, all), before: seen };
    } catch (error) {
      const isStale = error instanceof ApiError && error.problem.code === 'version_stale';
      if (!isStale || attempt === MOST_TRIES) throw error;
    }
    held = await server.latest();
  }
}
