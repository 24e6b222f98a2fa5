import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { deleteGridMinutesBefore } from '../queries/grid-presence.ts';
import { deleteStrayingsBefore } from '../queries/patrol-strayings.ts';
import { deleteVisitsBefore } from '../queries/patrol-visits.ts';
import {
  createPositionDay,
  deletePositionsBefore,
  dropPositionDay,
  lockPositionDays,
  positionDays,
} from '../queries/positions.ts';
import { deleteRoadDrivesBefore } from '../queries/road-drives.ts';
import { repeat } from './repeat.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
/** Fixes are at most a day old; partitions for the next days are made ahead. */
const DAYS_FROM = -1;
const DAYS_TO = 2;

/** Makes the daily partitions of the position history ahead of time, and drops those older than `keepDays` with the visits and drives of that time. */
export async function keepUpPositions(database: Database, nowMs: number, keepDays: number): Promise<void> {
  const dayAt = (days: number) => new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
  const oldest = dayAt(-keepDays);
  await database.transaction(async (transaction) => {
    await lockPositionDays(transaction);
    const days = await positionDays(transaction);
    for (let offset = DAYS_FROM; offset <= DAYS_TO; offset += 1)
      if (!days.includes(dayAt(offset))) await createPositionDay(transaction, dayAt(offset));
    for (const day of days) if (day < oldest) await dropPositionDay(transaction, day);
    await deletePositionsBefore(transaction, `${oldest}T00:00:00Z`);
    await deleteVisitsBefore(transaction, `${oldest}T00:00:00Z`);
    await deleteStrayingsBefore(transaction, `${oldest}T00:00:00Z`);
    await deleteGridMinutesBefore(transaction, `${oldest}T00:00:00Z`);
    await deleteRoadDrivesBefore(transaction, `${oldest}T00:00:00Z`);
  });
}

/** Does so now and every hour; answers how to stop it. */
export function startPositionUpkeep(
  deps: { database: Database; log: Logger; clock: () => number },
  keepDays: number,
): () => Promise<void> {
  const trouble = 'partitions of the position history could not be kept up';
  const work = () => keepUpPositions(deps.database, deps.clock(), keepDays);
  return repeat(work, { everyMs: EVERY_MS, log: deps.log, trouble });
}
