import { expect, it } from 'vitest';
import { countedRollups } from '../../../client/workspaces/watch/counted-rollups.ts';
import { cityDay, DEFAULT_CITY_ZONE } from '../../../core/city-time.ts';
import type { LiveSnapshot } from '../../../core/contract/live.ts';
import { liveSetOf } from '../../../core/live/apply-event.ts';
import { withDatabases } from '../../support/databases.ts';
import { TEST_CITY } from '../../support/templates.ts';
import { makeApi } from '../api.ts';

withDatabases('city', (database) => {
  it('the page counts the areas of the past as the server counts those of the present', async () => {
    const api = makeApi(database());
    const nowMs = Date.parse(TEST_CITY.asOf);
    api.setClock(nowMs);
    const send = await api.as('viewer', '630100');
    const set = liveSetOf((await send('GET', '/api/live/snapshot')).body as LiveSnapshot);
    for (const query of [
      'level=city',
      'level=district',
      'level=street&within=630102',
      'level=grid&within=630102',
    ]) {
      const { items } = (await send('GET', `/api/rollups?${query}`)).body;
      expect(items.length).toBeGreaterThan(0);
      expect(countedRollups(items, set, cityDay(DEFAULT_CITY_ZONE, nowMs))).toEqual(items);
    }
    await api.close();
  });
});
