import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { selectCity } from '../queries/city.ts';
import { readReview } from '../review/read-review.ts';
import { readPast } from './past-snapshot.ts';

const HOUR_MS = 3_600_000;
/** Looked at, before now: near, in the middle, and at the end of what is kept. */
const AGES_MS = [HOUR_MS, 10 * 24 * HOUR_MS, 26 * 24 * HOUR_MS];
/** Entries, as the page asks for them first. */
const REVIEWED = 1000;
/** Who starts the server looks at the present first. */
const IDLE_MS = 12_000;
const PAUSE_MS = 1500;

interface WarmUpDeps {
  database: Database;
  log: Logger;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** Looks at the past, and at the review of a day, once, so that the first person who does waits no longer than the others: of a database just opened everything is read anew. */
export async function warmPast(
  { database, clock }: Omit<WarmUpDeps, 'log'>,
  pause: () => Promise<void> = async () => {},
): Promise<void> {
  const city = await selectCity(database);
  if (!city) return;
  for (const ageMs of AGES_MS) {
    const nowMs = clock();
    JSON.stringify(await readPast(database, city.code, nowMs - ageMs, nowMs));
    await pause();
  }
  const toMs = clock();
  const order = { areaCode: city.code, fromMs: toMs - 24 * HOUR_MS, toMs, about: null };
  const day = { order, incident: null, isOpen: false, isCut: false, unitIds: [] };
  await readReview(database, day, toMs, REVIEWED);
}

/** Does so a while after the start, with pauses for what is asked meanwhile. Answers how to stop. */
export function startPastWarmUp({ log, ...deps }: WarmUpDeps): () => Promise<void> {
  const stopped = new AbortController();
  const rest = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(stopped.signal.reason);
      });
    });
  const warmed = rest(IDLE_MS)
    .then(() => warmPast(deps, () => rest(PAUSE_MS)))
    .catch((error: unknown) => {
      if (!stopped.signal.aborted) log.warn({ err: error }, 'the past could not be looked at ahead');
    });
  return async () => {
    stopped.abort();
    await warmed;
  };
}
