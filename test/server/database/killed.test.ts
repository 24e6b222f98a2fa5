import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { openEmbedded } from '../../../server/database/pglite/embedded.ts';
import { sql } from '../../../server/database/sql.ts';
import { KilledProcess, lastAcknowledged } from '../../support/killed-process.ts';
import { copyTemplate, embeddedTemplate } from '../../support/templates.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'jingwei-killed-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const drafts = () => readdirSync(dataDir).filter((entry) => entry.includes('.new-'));
const draftHolds = (entry: string) => drafts().some((draft) => existsSync(join(dataDir, draft, entry)));

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openEmbedded(dataDir);
  return work(database).finally(() => database.close());
}

/** A database without a city, as a start before left it. */
async function useCreated(): Promise<void> {
  copyTemplate(await embeddedTemplate('schema'), dataDir);
}

describe('kill -9', { timeout: 600_000 }, () => {
  it('at any moment of the first start leaves a directory that the next start can use', async () => {
    const moments: ((child: KilledProcess) => boolean)[] = [
      () => existsSync(join(dataDir, 'database.lock')),
      () => draftHolds('PG_VERSION'),
      (child) => child.lines.includes('migrated'),
      (child) => child.lines.includes('filled'),
    ];
    for (const isThere of moments) {
      const child = new KilledProcess('create', dataDir);
      await child.until(() => isThere(child));
      await child.kill();
    }
    const last = new KilledProcess('create', dataDir);
    expect(await last.exit()).toMatchObject({ code: 0 });
    expect(drafts()).toEqual([]);
    const rows = await withDatabase((database) => database.query(sql`SELECT id, filler FROM probe`));
    expect(rows).toEqual([{ id: -1, filler: 'first' }]);
  });

  it('during writes loses no acknowledged row and no part of a transaction, three times', async () => {
    await useCreated();
    for (let cycle = 0; cycle < 3; cycle++) {
      const child = new KilledProcess('write', dataDir);
      await child.until(() => child.lines.length > 150 * (cycle + 1));
      const acknowledged = lastAcknowledged(await child.kill());
      await withDatabase(async (database) => {
        const [kept] = await database.query<{ rows: number }>(
          sql`SELECT count(*) AS rows FROM probe WHERE id BETWEEN 0 AND ${acknowledged}`,
        );
        expect(kept?.rows).toBe(acknowledged + 1);
        const torn = await database.query(sql`SELECT batch FROM probe WHERE batch % 3 = 0
          GROUP BY batch HAVING count(*) <> 5`);
        expect(torn).toEqual([]);
      });
    }
  });
});

describe('the lock of a data directory', { timeout: 180_000 }, () => {
  beforeEach(useCreated);

  it('keeps a second process out, says who holds it, and lets the first go on', async () => {
    const first = new KilledProcess('write', dataDir);
    await first.until(() => first.lines.includes('ready'));
    await expect(openEmbedded(dataDir)).rejects.toThrow(
      new RegExp(`in use by process ${first.pid} .*stop that one first, or choose another DATA_DIR`),
    );
    const count = first.lines.length;
    await first.until(() => first.lines.length > count + 20);
    await first.kill();
  });

  it('keeps the same process from opening it twice', async () => {
    await withDatabase(async () => {
      await expect(openEmbedded(dataDir)).rejects.toThrow(/in use by process/);
    });
    expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
  });

  it('is taken over from a process that is gone, also when its number was given to another one', async () => {
    const lock = join(dataDir, 'database.lock');
    await withDatabase(async () => {
      const mine = JSON.parse(readFileSync(lock, 'utf8'));
      writeFileSync(`${lock}.kept`, JSON.stringify({ ...mine, pid: process.ppid, startedAt: '1' }));
    });
    writeFileSync(lock, readFileSync(`${lock}.kept`));
    expect(await withDatabase((database) => database.query(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }]);
  });

  it('is never taken from a holder elsewhere that still gives signs of life', async () => {
    const lock = join(dataDir, 'database.lock');
    writeFileSync(
      lock,
      JSON.stringify({ pid: 1, startedAt: '1', boot: 'other', pidSpace: 'other', host: 'elsewhere' }),
    );
    await expect(openEmbedded(dataDir)).rejects.toThrow(/in use by process 1 on elsewhere/);
  });
});
