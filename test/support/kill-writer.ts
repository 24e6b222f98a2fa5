/** A process to be killed: opens the data directory in argv and writes until it is ended. Each acknowledged row is one line of output. */
import { migrate } from '../../server/database/migrate.ts';
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { name, sql } from '../../server/database/sql.ts';

const [mode, dataDir = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const PROBE =
  'CREATE TABLE IF NOT EXISTS probe (id integer PRIMARY KEY, batch integer NOT NULL, filler text)';

const database = await openEmbedded(dataDir, {
  async prepare(fresh) {
    say('opened');
    await migrate(fresh);
    say('migrated');
    await fresh.script(PROBE);
    await fresh.copy('probe', ['id', 'batch', 'filler'], ['-1,-1,first\n']);
    say('filled');
  },
});
say('ready');

if (mode === 'write') {
  await database.script(PROBE);
  const [last] = await database.query<{ id: number }>(sql`SELECT max(id) AS id FROM ${name('probe')}`);
  for (let id = (last?.id ?? -1) + 1; ; id++) {
    const insert = (batch: number) =>
      sql`INSERT INTO probe VALUES (${id}, ${batch}, ${'x'.repeat(id % 900)})`;
    if (id % 3 !== 0) {
      await database.query(insert(id));
    } else {
      const batch = id;
      await database.transaction(async (transaction) => {
        for (const end = id + 5; id < end; id++) await transaction.query(insert(batch));
        id--;
      });
    }
    say(`wrote ${id}`);
  }
}
await database.close();
say('closed');
