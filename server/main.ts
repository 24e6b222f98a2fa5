/** Puts the server together from the environment, runs it until a signal, and takes it apart again. */
import { DEMO_HISTORY_DAYS, openPrepared } from '../data/seed/prepare.ts';
import { checkArchive } from './basemap-archive.ts';
import { type Database, DatabaseUnusable } from './database/database.ts';
import { checkPortFree } from './listen.ts';
import { readSettings, type Settings } from './settings.ts';
import { StartFailure } from './start-failure.ts';
import { untilStopped } from './stopping.ts';

async function main(): Promise<void> {
  const result = readSettings(process.env);
  if ('problems' in result) throw new StartFailure(result.problems.join('\n'));
  const { settings } = result;
  const stopped = untilStopped();
  await checkArchive(settings);
  await checkPortFree(settings);
  const opening = openDatabase(settings);
  // The database opens in a thread of its own: the rest of the program is loaded meanwhile.
  const loading = import('./serve.ts');
  // A start that is cut short here leaves nothing that the next one could stumble over.
  const database = await Promise.race([opening, stopped]);
  if (!database) return;
  try {
    const { serveUntil } = await loading;
    await serveUntil(stopped, settings, database);
  } finally {
    await database.close();
  }
}

async function openDatabase(settings: Settings): Promise<Database> {
  const started = performance.now();
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
  const database = await openPrepared(settings, {
    demo: settings.demo,
    seed: settings.seed,
    historyDays: Math.min(DEMO_HISTORY_DAYS, settings.positionHistoryDays),
    onProgress: (step) => console.log(`${seconds().padStart(7)} s  ${step}`),
  });
  console.log(`Database ready 数据库已就绪 (${seconds()} s).`);
  return database;
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartFailure || error instanceof DatabaseUnusable)) throw error;
  console.error(`\njingwei: ${error.message}`);
  process.exit(1);
}
