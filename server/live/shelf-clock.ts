import type { Logger } from 'pino';
import { expireShelves } from '../commands/alarms.ts';
import { command } from '../commands/command.ts';
import type { Deps } from '../deps.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { Lease } from './lease.ts';
import { repeat } from './repeat.ts';

const EVERY_MS = 1000;
const LEASE_MS = 10_000;

type ShelfClockDeps = Pick<Deps, 'database' | 'hub' | 'clock'>;

/** Looks every second which shelved alarms are due back, in one process at a time. Answers how to stop. */
export function startShelfClock(deps: ShelfClockDeps & { log: Logger }): () => Promise<void> {
  const lease = new Lease(deps, 'shelf clock', LEASE_MS);
  const trouble = 'shelved alarms could not be looked at';
  const stop = repeat(() => bringBackDue(deps, lease), { everyMs: EVERY_MS, log: deps.log, trouble });
  return async () => {
    await stop();
    await lease.giveUp();
  };
}

/** Brings back what is due now, unless another process is at it. Answers how many came back. */
export async function bringBackDue(deps: ShelfClockDeps, lease: Pick<Lease, 'isOurs'>): Promise<number> {
  const now = new Date(deps.clock()).toISOString();
  const due = await selectAlarmsOf(deps.database, { shelvedUntil: now });
  if (due.length === 0) return 0;
  if (!(await lease.isOurs())) return 0;
  return await command(deps, (tx) => expireShelves(tx, now));
}
