import type { Logger } from 'pino';
import { escalation, overdueStages, targetsOf } from '../../core/incident/deadlines.ts';
import { endMissed, escalateIncident } from '../commands/escalations.ts';
import type { Database } from '../database/database.ts';
import { activeAlarmKeys, selectAlarmsOf } from '../queries/alarms.ts';
import { selectCity } from '../queries/city.ts';
import { selectOpenTimed } from '../queries/incidents.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { Lease } from './lease.ts';
import { repeat } from './repeat.ts';

const EVERY_MS = 2000;
const LEASE_MS = 10_000;

interface EscalatorDeps {
  database: Database;
  log: Logger;
  hub: { wake(): void };
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** Looks every 2 s which deadlines of open incidents have passed, in one process at a time. Answers how to stop. */
export function startEscalator(deps: EscalatorDeps): () => Promise<void> {
  const lease = new Lease(deps, 'escalator', LEASE_MS);
  const look = async () => (await lease.isOurs()) && (await escalateOverdue(deps));
  const stop = repeat(look, {
    everyMs: EVERY_MS,
    log: deps.log,
    trouble: 'deadlines could not be looked at',
  });
  return async () => {
    await stop();
    await lease.giveUp();
  };
}

/**
 * Notes every missed deadline of now, each incident in a transaction of its own, and lets alarms return whose incident caught
 * up. Answers how many incidents changed.
 */
export async function escalateOverdue(deps: EscalatorDeps): Promise<number> {
  const { database, clock } = deps;
  const city = await selectCity(database);
  if (!city) return 0;
  const targets = targetsOf(await selectResponseTargets(database));
  const nowMs = clock();
  const open = await selectOpenTimed(database);
  const now = new Date(nowMs).toISOString();
  const doing = { actor: { accountId: null, role: 'admin' as const, scopeCode: city.code }, now };
  let changed = 0;
  for (const incident of open) {
    if (!escalation(incident, targets, nowMs)) continue;
    if (await database.transaction((tx) => escalateIncident(tx, incident.id, targets, doing))) changed += 1;
  }
  const overdue = open.filter((incident) => overdueStages(incident, targets, nowMs).length > 0);
  const ended = await endThoseWithout(database, new Set(overdue.map(({ id }) => id)), now);
  if (changed + ended > 0) deps.hub.wake();
  return changed;
}

async function endThoseWithout(
  database: Database,
  overdue: ReadonlySet<string>,
  now: string,
): Promise<number> {
  const keys = await activeAlarmKeys(database, ['deadline_missed']);
  const ended = keys.filter((key) => !overdue.has(key.slice(key.indexOf(':') + 1)));
  if (ended.length > 0)
    await database.transaction(async (tx) => endMissed(tx, await selectAlarmsOf(tx, { keys: ended }), now));
  return ended.length;
}
