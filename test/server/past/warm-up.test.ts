import { expect, it } from 'vitest';
import { startPastWarmUp, warmPast } from '../../../server/past/warm-up.ts';
import { withDatabases } from '../../support/databases.ts';
import { makeApi, NOW_MS } from '../api.ts';
import { loadSmallCity } from '../small-city.ts';

withDatabases('schema', (database) => {
  it('looks at the past of a city, and at nothing while there is none; a stop ends the wait', async () => {
    const api = makeApi(database());
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    const deps = { database: database(), clock: () => NOW_MS, log: api.deps.log };
    await warmPast(deps, pause);
    expect(pauses).toBe(0);
    await loadSmallCity(database());
    await warmPast(deps, pause);
    expect(pauses).toBe(3);
    const startedMs = performance.now();
    await startPastWarmUp(deps)();
    expect(performance.now() - startedMs).toBeLessThan(5000);
    await api.close();
  });
});
