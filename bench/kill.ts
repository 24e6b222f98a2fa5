/** kill -9 during writes to the embedded database: how many acknowledged rows are lost. Argument: cycles, default 20. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../server/database/pglite/embedded.ts';
import { sql } from '../server/database/sql.ts';
import { KilledProcess, lastAcknowledged } from '../test/support/killed-process.ts';
import { printResults, type ResultRow } from './table.ts';

export async function run(args: readonly string[]): Promise<void> {
  const cycles = Number(args[0] ?? 20);
  const dataDir = mkdtempSync(join(tmpdir(), 'jingwei-kill-'));
  const rows: ResultRow[] = [];
  try {
    for (let cycle = 1; cycle <= cycles; cycle++) rows.push(await killOnce(dataDir, cycle));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  const lost = rows.reduce((sum, row) => sum + Number(row.lostRows), 0);
  const torn = rows.reduce((sum, row) => sum + Number(row.tornTransactions), 0);
  printResults('kill', rows, { cycles, lostRows: lost, tornTransactions: torn });
  if (lost + torn > 0) process.exitCode = 1;
}

async function killOnce(dataDir: string, cycle: number): Promise<ResultRow> {
  const writer = new KilledProcess('write', dataDir);
  await writer.until(() => writer.lines.some((line) => line.startsWith('wrote ')));
  const moment = performance.now() + 200 + Math.random() * 1500;
  await writer.until(() => performance.now() > moment);
  const acknowledged = lastAcknowledged(await writer.kill());
  const before = performance.now();
  const database = await openEmbedded(dataDir);
  const reopenMs = Math.round(performance.now() - before);
  try {
    const [kept] = await database.query<{ rows: number }>(
      sql`SELECT count(*) AS rows FROM probe WHERE id BETWEEN 0 AND ${acknowledged}`,
    );
    const torn = await database.query(sql`SELECT batch FROM probe WHERE batch % 3 = 0 AND batch >= 0
      GROUP BY batch HAVING count(*) <> 5`);
    const lostRows = acknowledged + 1 - (kept?.rows ?? 0);
    return { cycle, acknowledged: acknowledged + 1, lostRows, tornTransactions: torn.length, reopenMs };
  } finally {
    await database.close();
  }
}
