import { readFileSync } from 'node:fs';
import { Health } from '../../core/contract/health.ts';
import type { FeedAge } from '../../core/contract/live.ts';
import type { Deps } from '../deps.ts';
import { selectCity } from '../queries/city.ts';
import { feedAges } from '../queries/feeds.ts';
import { selectPostgisVersion } from '../queries/postgis-version.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const packageText = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
/** Version of this program. */
export const VERSION = (JSON.parse(packageText) as { version: string }).version;

/** `GET /api/health`: for load balancers, the sign-in page and people; needs no sign-in and tells nothing of the city's data. */
export function healthRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    const startedMs = performance.now();
    const postgis = await selectPostgisVersion(deps.database);
    const latencyMs = Math.round((performance.now() - startedMs) * 10) / 10;
    const feeds = await feedAges(deps.database);
    const city = await selectCity(deps.database);
    const nowMs = deps.clock();
    const health: Health = {
      status: feeds.some((feed) => isSilent(feed, nowMs)) ? 'degraded' : 'ok',
      version: VERSION,
      demo: deps.settings.demo,
      cityNameZh: city?.nameZh ?? '',
      cityNameEn: city?.nameEn ?? '',
      database: { engine: deps.database.engine, postgis, latencyMs },
      feeds: feeds.map(({ feed, lastSeenAt, expectedIntervalSeconds }) => ({
        feed,
        lastSeenAt,
        ageSeconds: lastSeenAt === null ? null : ageSeconds(lastSeenAt, nowMs),
        expectedIntervalSeconds,
      })),
      serverNow: new Date(nowMs).toISOString(),
    };
    return c.json(health);
  });
  return router;
}

function ageSeconds(at: string, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - Date.parse(at)) / 100) / 10);
}

/** A feed that was heard once and is silent for three times as long as expected. */
function isSilent({ lastSeenAt, expectedIntervalSeconds }: FeedAge, nowMs: number): boolean {
  return lastSeenAt !== null && ageSeconds(lastSeenAt, nowMs) > 3 * expectedIntervalSeconds;
}

const READ = {
  method: 'get' as const,
  path: '/api/health',
  tags: ['system'],
  summary: 'Database, ages of the live feeds, version',
  security: [],
  responses: { 200: answers(Health, 'Whether all is well') },
};
