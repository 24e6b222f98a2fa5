import type { Logger } from 'pino';
import type { Issue } from '../../core/contract/problem.ts';
import { findDraft } from '../commands/drafts.ts';
import { stopSwitch, switchDraft } from '../commands/publications.ts';
import { type Database, DatabaseBusy } from '../database/database.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import type { DraftNewsDesk } from '../draft/news.ts';
import { toProblem } from '../problem.ts';
import { selectCity } from '../queries/city.ts';
import { selectDuePlans } from '../queries/publication.ts';
import { Lease } from './lease.ts';
import { repeat } from './repeat.ts';

const EVERY_MS = 2000;
const LEASE_MS = 10_000;
/** Writing a city's plan takes seconds. */
const DEADLINE_MS = 120_000;

export interface SwitchDeps {
  database: Database;
  drafts: DraftBoard;
  draftNews: DraftNewsDesk;
  log: Logger;
  hub: { wake(): void };
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** Looks every 2 s which scheduled plans are due, in one process at a time. Answers how to stop. */
export function startPlanSwitch(deps: SwitchDeps): () => Promise<void> {
  const lease = new Lease(deps, 'plan switch', LEASE_MS);
  const look = async () => (await lease.isOurs()) && (await switchDuePlans(deps));
  const stop = repeat(look, {
    everyMs: EVERY_MS,
    log: deps.log,
    trouble: 'scheduled plans could not be looked at',
  });
  return async () => {
    await stop();
    await lease.giveUp();
  };
}

/** Puts the plans into force whose time has come, each in a transaction of its own; one that no longer holds is approved again. Answers how many were looked at. */
export async function switchDuePlans(deps: SwitchDeps): Promise<number> {
  const { database, drafts, clock } = deps;
  const now = new Date(clock()).toISOString();
  const due = await selectDuePlans(database, now);
  const city = due.length > 0 ? await selectCity(database) : undefined;
  if (!city) return 0;
  const doing = { actor: { accountId: null, role: 'admin' as const, scopeCode: city.code }, now };
  for (const { id } of due) {
    const options = { deadlineMs: DEADLINE_MS };
    try {
      await database.transaction((tx) => switchDraft(tx, drafts, id, doing), options);
    } catch (error) {
      if (error instanceof DatabaseBusy) throw error;
      deps.log.error({ err: error, plan: id }, 'a scheduled plan could not come into force');
      const problem = toProblem(error);
      const message = problem?.message ?? 'It failed by a fault of the system: its log says more.';
      const why = { path: 'plan', message, ...problem?.because };
      await database.transaction(async (tx) => {
        const before = await findDraft(tx, id, city.code, true);
        if (before.status === 'scheduled') await stopSwitch(tx, before, [why as Issue], doing);
      });
    }
    deps.hub.wake();
    deps.draftNews.ring(id);
  }
  return due.length;
}
