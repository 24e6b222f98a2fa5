import { expect, it } from 'vitest';
import { openEmbedded } from '../../../server/database/pglite/embedded.ts';
import { sql } from '../../../server/database/sql.ts';
import { runPlanCommand } from '../../../server/plan-commands.ts';
import { openTestDatabase } from '../../support/databases.ts';
import { KilledProcess } from '../../support/killed-process.ts';
import { loadPlannedCity } from '../planned-city.ts';
import { loadIncidents, misplaced } from '../planned-incidents.ts';

const CYCLES = 3;

it('kill -9 while a plan is published leaves the old one or the new one in force, whole', async () => {
  const { database, address, drop } = await openTestDatabase('embedded');
  try {
    await loadPlannedCity(database);
    await loadIncidents(database);
    await database.close();
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      const publisher = new KilledProcess('publish', address);
      await publisher.until(() => publisher.lines.at(-1)?.startsWith('publishing') ?? false);
      const moment = performance.now() + cycle * 25;
      await publisher.until(() => performance.now() > moment);
      const published = (await publisher.kill()).filter((line) => line.startsWith('published')).length;
      const reopened = await openEmbedded(address);
      const plans = await reopened.query<{ status: string }>(
        sql`SELECT status FROM plan WHERE status IN ('in_force', 'superseded')`,
      );
      expect(plans.filter(({ status }) => status === 'in_force')).toHaveLength(1);
      expect(plans.length).toBeGreaterThan(published);
      expect(await runPlanCommand(reopened, ['verify'])).toMatchObject({ isWell: true });
      expect(await misplaced(reopened)).toEqual([]);
      await reopened.close();
    }
  } finally {
    await drop().catch(() => undefined);
  }
}, 480_000);
