import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expireShelves } from '../commands/alarms.ts';
import { command } from '../commands/command.ts';
import type { Deps } from '../deps.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { holdLease } from '../queries/leases.ts';

const EVERY_MS = 1000;
const LEASE_MS = 10_000;

type ShelfClockDeps = Pick<Deps, 'database' | 'hub' | 'clock'>;

/** Looks every second which shelved alarms are due back, in one process at a time. Answers how to stop. */
export function startShelfClock(deps: ShelfClockDeps & { log: Logger }): () => Promise<void> {
  const holder = uuidv7();
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= bringBackDue(deps, holder)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'shelved alarms could not be looked at'))
      .finally(() => {
        running = undefined;
      });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Brings back what is due now, unless another process than `holder` is at it. Answers how many came back. */
export async function bringBackDue(deps: ShelfClockDeps, holder: string): Promise<number> {
  const nowMs = deps.clock();
  const now = new Date(nowMs).toISOString();
  const due = await selectAlarmsOf(deps.database, { shelvedUntil: now });
  if (due.length === 0) return 0;
  if (!(await holdLease(deps.database, 'shelf clock', holder, nowMs, nowMs + LEASE_MS))) return 0;
  return await command(deps, (tx) => expireShelves(tx, now));
}
