import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import type { Queryable } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { proveRows, verifyPlan } from '../../../server/publication/verify.ts';
import { selectPlanInForce } from '../../../server/queries/grids.ts';
import { boardPlace } from '../../core/plan/board-plan.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { approvedDraft, MERGE, nudge, planners, RENUMBER, SPLIT, TRANSFER } from '../drafting.ts';
import { loadPlannedCity, PLANNED_ID, plannedGrid } from '../planned-city.ts';
import { DEFECTS } from '../planted-defects.ts';

/** What the proof in TypeScript says of each defect; of any other that a surface is not what its borders enclose. */
const FAULTS: Record<string, RegExp> = {
  'a grid deleted': /^Its borders make no plan: arc \d+ has no grid /,
  'a grid there twice': /^The border of grid 630102001001999 does not close/,
  'a grid in the wrong community': /^Grid 630102001001\d{3} is filed under community 630102001002\.$/,
  'the border of the community moved': /^The parts of 630102001001 do not fill it exactly/,
};
/** A grid gets an island in another one, which must be allowed first. */
const ISLAND: PlanOperation[] = [
  { kind: 'allowParts', grid: plannedGrid(0, 0), isMultipart: true },
  {
    kind: 'transfer',
    from: plannedGrid(2, 3),
    to: plannedGrid(0, 0),
    line: [boardPlace(2.3, 3.3), boardPlace(2.7, 3.3), boardPlace(2.7, 3.7), boardPlace(2.3, 3.7)],
    snapMetres: 0,
  },
];
const OTHER_SURFACE = /^The surfaces of the grids are not those that its borders enclose\.$/;

withDatabases('schema', (database) => {
  let api: Api;
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
  });
  afterAll(() => api.close());

  /** What is found in rows with a defect, which the table itself would refuse in part; nothing of it stays. */
  const faultsWith = async (plant: (tx: Queryable) => Promise<unknown>): Promise<string[]> => {
    let faults: string[] = [];
    const undone = new Error('taken back');
    await database()
      .transaction(async (tx) => {
        await tx.query(sql`ALTER TABLE grid DROP CONSTRAINT grid_geom_check`);
        await plant(tx);
        ({ faults } = await proveRows(tx, PLANNED_ID, true));
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return faults;
  };

  describe('the proof of a plan in TypeScript, of rows that no check of the database keeps whole', () => {
    it('finds nothing without a defect', async () => {
      expect(await faultsWith(async () => undefined)).toEqual([]);
    });

    it.each(Object.keys(DEFECTS))('finds %s', async (name) => {
      const faults = await faultsWith(DEFECTS[name] ?? (async () => undefined));
      expect(faults).toContainEqual(expect.stringMatching(FAULTS[name] ?? OTHER_SURFACE));
    });
  });

  it('tells of a plan whose borders lack a grid, and does not fall over it', async () => {
    let faults: string[] = [];
    await database()
      .transaction(async (tx) => {
        await DEFECTS['a grid deleted']?.(tx);
        faults = (await verifyPlan(tx, PLANNED_ID))?.faults ?? [];
        throw new Error('taken back');
      })
      .catch(() => undefined);
    expect(faults).toHaveLength(2);
    expect(faults[1]).toMatch(/^The database: the parts of 630102001001 do not fill it exactly/);
  });

  it('raises no false alarm: plans that were changed in every legal way are proven, one on the other', async () => {
    const people = await planners(api);
    const proven = async () => {
      const id = (await selectPlanInForce(database())) ?? '';
      return (await verifyPlan(database(), id))?.faults;
    };
    expect(await proven()).toEqual([]);
    for (const operations of [[SPLIT], [MERGE], [TRANSFER], [RENUMBER], [nudge(150)], ISLAND]) {
      const { id } = await approvedDraft(people, ...operations);
      await people.ben.done(id, 'publish', {});
      expect(await proven()).toEqual([]);
    }
    const plan = await api.deps.drafts.origin(database(), (await selectPlanInForce(database())) ?? '');
    expect(polygonsOf(plan, plannedGrid(0, 0))).toHaveLength(2);
    expect([...plan.grids].filter(([, { isMultipart }]) => isMultipart).map(([id]) => id)).toEqual([
      plannedGrid(0, 0),
    ]);
  });
});
