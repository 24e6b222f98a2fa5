import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { DESK_ROLES } from '../core/vocabulary.ts';
import { createApp } from './app.ts';
import type { Database } from './database/database.ts';
import { isReachableFromOutside, listen } from './listen.ts';
import { startBackground } from './live/background.ts';
import { makeDeps } from './make-deps.ts';
import { isDemoCity } from './queries/city.ts';
import type { Settings } from './settings.ts';
import { StartFailure } from './start-failure.ts';
import { serveSite } from './static.ts';

const SITE = fileURLToPath(new URL('../dist/client', import.meta.url));
const GRACE_MS = 3000;

/** Serves page, API, tiles and live streams from an open database until `stopped` resolves, then ends what is under way. */
export async function serveUntil(
  stopped: Promise<void>,
  settings: Settings,
  database: Database,
): Promise<void> {
  await checkMode(database, settings);
  const log = pino({ level: settings.logLevel, timestamp: pino.stdTimeFunctions.isoTime });
  const clock = Date.now;
  const deps = makeDeps({ database, settings, log, clock }, { hub: { sessionHours: settings.sessionHours } });
  const app = createApp(deps);
  app.get('*', serveSite(SITE));
  const listener = await listen(app.fetch, settings);
  const stopBackground = startBackground({ ...deps, api: app }, settings);
  announce(settings, listener.url);
  await stopped;
  console.log('Stopping 正在停止 ...');
  const closed = listener.close(GRACE_MS);
  await deps.hub.close();
  await deps.cubes.close();
  await deps.roads.close();
  await deps.ways.close();
  await deps.cordons.close();
  await deps.checkpointNet.close();
  await Promise.all([closed, stopBackground()]);
}

/** Demo mode lets anyone in and simulates: never on a real city. And a demo city never passes for a real one. */
async function checkMode(database: Database, { demo }: Settings): Promise<void> {
  const isDemo = await isDemoCity(database);
  if (demo && isDemo === false)
    throw new StartFailure(
      'This database is not the demo. Start with JINGWEI_DEMO=0, or name another database.',
    );
  if (!demo && isDemo)
    throw new StartFailure(
      'This database holds the demo city, and JINGWEI_DEMO is 0. Name another DATA_DIR or DATABASE_URL for your own city.',
    );
}

function announce(settings: Settings, url: string): void {
  console.log(`\n  Jingwei 经纬  →  ${settings.publicUrl ?? url}\n`);
  if (!settings.demo) return;
  console.log(`  演示：在登录页一键登录任一角色。 Demo: sign in with one click as ${DESK_ROLES.join(', ')}.`);
  if (isReachableFromOutside(settings.host))
    console.log('  注意：能访问此地址的人都能登录。 Note: whoever reaches this address can sign in.');
  console.log('');
}
