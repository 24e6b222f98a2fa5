import type { Queryable } from '../database/database.ts';
import { selectLastReport } from '../queries/plan-things.ts';

const DAY_MS = 86_400_000;

/** Of which days incidents are counted: `days` up to `until` (milliseconds since 1970), or up to now. */
export interface CountedDays {
  days: number;
  until?: number | undefined;
}

/**
 * When incidents were reported that are counted, half-open. Where no end is asked for and nothing was reported in the scope in these days, as in a
 * city whose incidents were imported from earlier years, they end with its last report.
 */
export async function countedWindow(
  db: Queryable,
  scopeCode: string,
  { days, until }: CountedDays,
  nowMs: number,
): Promise<{ from: string; to: string }> {
  const lengthMs = days * DAY_MS;
  const last = until === undefined ? await selectLastReport(db, scopeCode, nowMs) : null;
  const isOld = last !== null && last < nowMs - lengthMs;
  const toMs = until ?? (isOld ? last + 1 : nowMs);
  return { from: new Date(toMs - lengthMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** What is counted the same by the same key. */
export function countedKey({ days, until }: CountedDays): string {
  return `${days} ${until ?? ''}`;
}
