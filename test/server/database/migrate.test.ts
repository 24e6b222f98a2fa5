import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseUnusable } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';

withDatabases('schema', (database) => {
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'jingwei-migrations-'));
    await database().script('DROP TABLE IF EXISTS migration, one, two');
    write('0001-one.sql', 'CREATE TABLE one (id integer);');
    write('0002-two.sql', 'CREATE TABLE two (id integer);');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
  const exists = async (table: string) =>
    (await database().query<{ found: boolean }>(sql`SELECT to_regclass(${table}) IS NOT NULL AS found`))[0]
      ?.found;

  it('applies the files in order, once', async () => {
    write('0003-uses-two.sql', 'ALTER TABLE two ADD COLUMN word text;');
    expect(await migrate(database(), directory)).toEqual(['0001-one', '0002-two', '0003-uses-two']);
    expect(await migrate(database(), directory)).toEqual([]);
  });

  it('applies what is new to an older database', async () => {
    await migrate(database(), directory);
    write('0003-more.sql', 'ALTER TABLE one ADD COLUMN word text;');
    expect(await migrate(database(), directory)).toEqual(['0003-more']);
  });

  it('ignores files that are no migrations', async () => {
    write('README.md', 'text');
    write('draft.sql', 'nonsense');
    expect(await migrate(database(), directory)).toEqual(['0001-one', '0002-two']);
  });

  it('leaves nothing of a file that fails', async () => {
    write('0003-broken.sql', 'DROP TABLE one; SELECT 1 / 0;');
    await expect(migrate(database(), directory)).rejects.toMatchObject({ code: '22012' });
    expect(await exists('one')).toBe(true);
    write('0003-broken.sql', 'SELECT 1;');
    expect(await migrate(database(), directory)).toEqual(['0003-broken']);
  });

  it('refuses a database that is newer than the code', async () => {
    await migrate(database(), directory);
    rmSync(join(directory, '0002-two.sql'));
    const refused = migrate(database(), directory);
    await expect(refused).rejects.toThrow(DatabaseUnusable);
    await expect(refused).rejects.toThrow(/newer than this program.*"0002-two"/);
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(database(), directory);
    write('0001-one.sql', 'CREATE TABLE one (id bigint);');
    await expect(migrate(database(), directory)).rejects.toThrow(/0001-one\.sql was changed/);
  });

  it('takes other line ends for the same file', async () => {
    write('0001-one.sql', 'CREATE TABLE one (\n  id integer\n);\n');
    await migrate(database(), directory);
    write('0001-one.sql', 'CREATE TABLE one (\r\n  id integer\r\n);\r\n');
    expect(await migrate(database(), directory)).toEqual([]);
  });

  it('may be run by several processes at once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(database(), directory)));
    expect(results.flat().sort()).toEqual(['0001-one', '0002-two']);
  });

  it('says what to do when PostGIS is missing', async () => {
    write('0003-needs.sql', 'CREATE EXTENSION postgis_that_is_not_installed;');
    const refused = migrate(database(), directory);
    await expect(refused).rejects.toThrow(DatabaseUnusable);
    await expect(refused).rejects.toThrow(/PostGIS is missing on the database server.*install PostGIS 3\.3/);
  });
});
