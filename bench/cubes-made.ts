import { openPrepared } from '../data/seed/prepare.ts';
import type { Database } from '../server/database/database.ts';
import { sql } from '../server/database/sql.ts';

/** Incidents of the demo city that the others are like. */
const LIKE = 20_000;
const YEARS = 3;
/** One transaction each: none may last too long for a machine that does other things. */
const AT_ONCE = 1_000_000;

/**
 * A demo city with `count` incidents of three years: each is like one of the city's own in kind, place (within 100 m), grid and time of day.
 */
export async function manyIncidents(databaseUrl: string, count: number): Promise<void> {
  const onProgress = (step: string): void => console.log(`  ${step}`);
  const options = { demo: true, incidents: LIKE, historyDays: 1, onProgress };
  const database = await openPrepared({ databaseUrl, dataDir: '' }, options);
  try {
    onProgress(`${count} incidents`);
    await insert(database, count);
  } finally {
    await database.close();
  }
}

async function insert(database: Database, count: number): Promise<void> {
  const indexes = await database.query<{ name: string; made: string }>(sql`
    SELECT indexname AS name, indexdef AS made FROM pg_indexes
    WHERE tablename = 'incident' AND indexname <> 'incident_pkey'`);
  await database.script(`
    ALTER TABLE incident DROP CONSTRAINT incident_pkey;
    ${indexes.map(({ name }) => `DROP INDEX ${name};`).join('\n')}
    CREATE TABLE like_incident AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, t.* FROM incident t;
    ANALYZE like_incident`);
  const [had] = await database.query<{ n: number }>(sql`SELECT count(*)::integer AS n FROM incident`);
  for (let made = had?.n ?? 0; made < count; made += AT_ONCE)
    await database.script(someOf(made, Math.min(count, made + AT_ONCE), count, had?.n ?? 1));
  await database.script('DROP TABLE like_incident; ALTER TABLE incident ADD PRIMARY KEY (id)');
  for (const { made } of indexes) await database.script(made);
  await database.script('ANALYZE incident');
}

/** The incidents `from` to `to` of `count`, in order of their days. */
function someOf(from: number, to: number, count: number, templates: number): string {
  const day = `date_trunc('day', now() - interval '1 day') - (${count} - i) * (interval '${YEARS * 365} days' / ${count})`;
  return `
    INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, resolved_at, geom)
    SELECT gen_random_uuid(), t.area_code, 'B' || i, t.type, t.priority, 'closed', t.source, t.net,
      date_trunc('day', ${day}) + (t.reported_at - date_trunc('day', t.reported_at)), ${day} + interval '2 days',
      ST_Translate(t.geom, (random() - 0.5) * 0.002, (random() - 0.5) * 0.0018)
    FROM generate_series(${from}, ${to} - 1) i JOIN like_incident t ON t.n = (i::bigint * 7919) % ${templates}`;
}
