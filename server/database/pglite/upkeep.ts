import type { Database } from '../database.ts';
import { sql } from '../sql.ts';
import type { EmbeddedDatabase } from './database.ts';

const EVERY_MS = 15_000;
const IDLE_MS = 2_000;
/** Work that has found no idle moment for this long is done between two callers. */
const OVERDUE_MS = 300_000;
const CHECKPOINT_BYTES = 8 << 20;

/** The embedded database has no autovacuum and no checkpointer: one small step of either whenever nobody waits. */
export function startUpkeep(database: EmbeddedDatabase): () => void {
  let lastStepAt = Date.now();
  const step = async () => {
    const now = Date.now();
    const isIdle = !database.isBusy && now - database.lastUsedAt >= IDLE_MS;
    if (!isIdle && now - lastStepAt < OVERDUE_MS) return;
    lastStepAt = now;
    await doUpkeep(database).catch(() => undefined); // tried again at the next turn
  };
  const timer = setInterval(() => void step(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Vacuums or analyses the table that needs it most, and writes a checkpoint when the log has grown. */
export async function doUpkeep(database: Database): Promise<void> {
  const [worst] = await database.query<{ table: string; dead: number }>(sql`
    SELECT relname AS table, n_dead_tup AS dead FROM pg_stat_user_tables
    WHERE n_dead_tup > 200 + n_live_tup * 0.1 OR n_mod_since_analyze > 500 + n_live_tup * 0.1
    ORDER BY n_dead_tup DESC, n_mod_since_analyze DESC LIMIT 1`);
  if (worst) await database.script(`VACUUM (ANALYZE) ${worst.table}`);
  const [log] = await database.query<{ bytes: number }>(sql`
    SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()`);
  if (log && log.bytes > CHECKPOINT_BYTES) await database.script('CHECKPOINT');
}
