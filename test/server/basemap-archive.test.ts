import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkArchive } from '../../server/basemap-archive.ts';
import { pmtilesArchive } from '../support/pmtiles-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'jingwei-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(name: string, content?: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return checkArchive({ basemap: { kind: 'pmtiles', path } });
}

test('an archive that can be read is taken, and so is a basemap of another kind', async () => {
  const tile = { z: 0, x: 0, y: 0, bytes: Uint8Array.of(1) };
  await check('good.pmtiles', pmtilesArchive('png', [tile], [-180, -85, 180, 85]));
  await checkArchive({ basemap: { kind: 'own' } });
});

test('one that is missing, a folder or something else stops the start with a sentence', async () => {
  await expect(check('gone.pmtiles')).rejects.toThrow(/^JINGWEI_BASEMAP: .*gone\.pmtiles can not be read/);
  await expect(check('.')).rejects.toThrow(/no PMTiles archive|can not be read/);
  await expect(check('other.pmtiles', 'SQLite format 3')).rejects.toThrow(/no PMTiles archive of version 3/);
  await expect(check('empty.pmtiles', '')).rejects.toThrow(/no PMTiles archive of version 3/);
});
