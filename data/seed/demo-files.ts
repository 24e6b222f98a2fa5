import type { Queryable } from '../../server/database/database.ts';
import { CASES, RISKS } from '../../server/queries/nouns.ts';
import { insertPlaced, type PlacedTable } from '../../server/queries/placed.ts';
import { type DemoCase, demoCases } from './demo-cases.ts';
import { type DemoRisk, demoRisks } from './demo-risks.ts';
import type { SeededCity } from './seeded-city.ts';

/** The cases and risk files of the demo city. */
export async function insertFiles(tx: Queryable, seeded: SeededCity): Promise<void> {
  await insertAll(tx, CASES, demoCases(seeded), seeded.city.asOf);
  await insertAll(tx, RISKS, demoRisks(seeded), seeded.city.asOf);
}

async function insertAll(
  tx: Queryable,
  table: PlacedTable,
  files: readonly (DemoCase | DemoRisk)[],
  now: string,
): Promise<void> {
  for (const { id, areaCode, point, properties } of files) {
    const geometry = { type: 'Point', coordinates: point.map((units) => units / 1e7) };
    await insertPlaced(tx, table, id, { areaCode, geometry, properties, now });
  }
}
