/** A plan of the demo city that changes one community put into force, and brought back, with many incidents; the database's proof of a community and of the city; with `--kill 20` kill -9 while plans are published. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ancestorCode } from '../core/contract/area-code.ts';
import type { PlanOperation } from '../core/contract/draft.ts';
import { levelOfArc, type Plan, placeAt, pointsIn } from '../core/plan/plan.ts';
import { makeCity } from '../data/city/make-city.ts';
import { seedCity } from '../data/seed/seed-city.ts';
import type { Database } from '../server/database/database.ts';
import { migrate } from '../server/database/migrate.ts';
import { sql } from '../server/database/sql.ts';
import { selectPlanInForce } from '../server/queries/grids.ts';
import { selectGridExcess } from '../server/queries/partition-proof.ts';
import { makeApi } from '../test/server/api.ts';
import { approvedDraft, planners } from '../test/server/drafting.ts';
import { onBenchDatabase } from './city-database.ts';
import { killPublications } from './killed-publications.ts';
import { printResults, type ResultRow, spread, timeMs } from './table.ts';

const CITY = '630100';
/** Milliseconds: a publication and a restoration, the proof of a community and of the city. */
const BARS = { publish: { postgres: 2000, embedded: 4000 }, community: 50, city: 3000 };

/** `--incidents N` (1,000,000 on the server of BENCH_POSTGRES_URL, else 200,000 embedded), `--rounds N`; or `--kill N`: so many publications killed instead, on both engines. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      kill: { type: 'string' },
    },
  });
  if (values.kill !== undefined) return await killPublications(Number(values.kill));
  const server = process.env.BENCH_POSTGRES_URL;
  const incidents = Number(values.incidents ?? (server ? 1_000_000 : 200_000));
  const measure = (database: Database) => measureOn(database, incidents, Number(values.rounds));
  await onBenchDatabase(measure);
}

async function measureOn(database: Database, incidents: number, rounds: number): Promise<void> {
  await migrate(database);
  await seedCity(database, makeCity({ asOf: '2026-11-23T00:00:00Z', incidents }));
  const api = makeApi(database);
  const people = await planners(api);
  const firstId = (await selectPlanInForce(database)) ?? '';
  const plan = await api.deps.drafts.origin(database, firstId);
  const times: Record<string, number[]> = {
    publish: [],
    restore: [],
    'community in SQL': [],
    'city in SQL': [],
  };
  const timed = async (what: string, work: () => Promise<unknown>) => times[what]?.push(await timeMs(work));
  let moved = 0;
  let community = '';
  for (let round = 0; round < rounds; round++) {
    const { operations, code } = operationsOf(plan, round);
    community = ancestorCode(code, 'community') ?? '';
    const draft = await approvedDraft(people, ...operations);
    moved = (await people.ben.check(draft.id)).figures.incidents;
    await timed('publish', () => people.ben.done(draft.id, 'publish', {}));
    const planId = (await selectPlanInForce(database)) ?? '';
    await timed('community in SQL', () => selectGridExcess(database, planId, [community]));
    await timed('city in SQL', () => selectGridExcess(database, planId));
    const { body } = await people.benSends('POST', `/api/plans/${firstId}/restore`, {});
    await timed('restore', () => people.ben.done(body.id, 'publish', {}));
  }
  const [count] = await database.query<{ incidents: number }>(
    sql`SELECT count(*)::integer AS incidents FROM incident`,
  );
  const bars: Record<string, number> = {
    publish: BARS.publish[database.engine],
    restore: BARS.publish[database.engine],
    'community in SQL': BARS.community,
    'city in SQL': BARS.city,
  };
  const rows = Object.entries(times).map(
    ([what, samples]): ResultRow => ({ what, ...spread(samples), barMs: bars[what] ?? null }),
  );
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  printResults('publish', rows, {
    engine: database.engine,
    city: CITY,
    grids: plan.grids.size,
    ...count,
    moved,
    load,
  });
  await api.close();
  await database.close();
}

/** A point of a border between two grids of one community moved by some metres, and the codes of the two exchanged; others each time. */
function operationsOf(plan: Plan, round: number): { operations: PlanOperation[]; code: string } {
  const inner = [...plan.arcs].filter(
    ([, arc]) => levelOfArc(plan, arc) === 'grid' && pointsIn(arc.line) > 4,
  );
  const [arc, { line, left, right }] = inner[(round + 1) * Math.floor(inner.length / 12)] ?? inner[0]!;
  const index = Math.floor(pointsIn(line) / 2);
  const { lng7, lat7 } = placeAt(line, index);
  const [a, b] = [left ?? '', right ?? ''];
  const codeOf = (id: string): string => plan.grids.get(id)?.code ?? '';
  const operations: PlanOperation[] = [
    { kind: 'moveVertex', arc, index, to: { lng7: lng7 + 60, lat7: lat7 + 60 } },
    {
      kind: 'renumber',
      codes: [
        [a, codeOf(b)],
        [b, codeOf(a)],
      ],
    },
  ];
  return { operations, code: codeOf(a) };
}
