/** Puts the server together from the environment, runs it until a signal, and takes it apart again. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ACCOUNT_ROLES } from '../core/vocabulary.ts';
import { createApp } from './app.ts';
import { type Database, DatabaseUnusable } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { openEmbedded } from './database/pglite/embedded.ts';
import { openPostgres } from './database/postgres.ts';
import { recoverImports } from './import/undo-import.ts';
import { checkPortFree, isReachableFromOutside, listen } from './listen.ts';
import { startBackground } from './live/background.ts';
import { Hub } from './live/hub.ts';
import { readSettings, type Settings } from './settings.ts';
import { StartFailure } from './start-failure.ts';
import { serveSite } from './static.ts';
import { untilStopped } from './stopping.ts';
import { TileStore } from './tiles/tile-store.ts';

const SITE = fileURLToPath(new URL('../dist/client', import.meta.url));
const GRACE_MS = 3000;

async function main(): Promise<void> {
  const result = readSettings(process.env);
  if ('problems' in result) throw new StartFailure(result.problems.join('\n'));
  const { settings } = result;
  const stopped = untilStopped();
  await checkPortFree(settings);
  const log = pino({ level: settings.logLevel, timestamp: pino.stdTimeFunctions.isoTime });
  const database = await openDatabase(settings);
  const clock = Date.now;
  const hub = new Hub({ database, log, clock }, { sessionHours: settings.sessionHours });
  try {
    await recoverImports({ database, clock, wake: () => hub.wake() }, true);
    const tiles = new TileStore({ database, clock });
    const app = createApp({ database, settings, log, clock, hub, tiles });
    app.get('*', serveSite(SITE));
    const listener = await listen(app.fetch, settings);
    announce(settings, listener.url);
    const stopBackground = startBackground({ api: app, database, tiles, log, clock }, settings);
    await stopped;
    console.log('Stopping 正在停止 ...');
    await stopBackground();
    const closed = listener.close(GRACE_MS);
    await hub.close();
    await closed;
  } finally {
    await hub.close();
    await database.close();
  }
}

async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<Database> {
  const database =
    databaseUrl === null
      ? await openEmbedded(dataDir, { prepare: fill, onProgress: say })
      : await openPostgres(databaseUrl);
  try {
    await fill(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function fill(database: Database): Promise<void> {
  await migrate(database);
}

function say(step: string): void {
  console.log(`  ${step} ...`);
}

function announce(settings: Settings, url: string): void {
  console.log(`\n  Jingwei 经纬  →  ${settings.publicUrl ?? url}\n`);
  if (!settings.demo) return;
  console.log(`  演示 DEMO: 登录页可一键登录以下角色 sign in with one click as ${ACCOUNT_ROLES.join(', ')}`);
  if (isReachableFromOutside(settings.host))
    console.log(
      '  注意：演示模式下任何能访问此地址的人都能登录。 In the demo, whoever reaches this address can sign in.',
    );
  console.log('');
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartFailure || error instanceof DatabaseUnusable)) throw error;
  console.error(`\njingwei: ${error.message}`);
  process.exit(1);
}
