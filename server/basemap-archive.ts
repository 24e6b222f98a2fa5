import { open } from 'node:fs/promises';
import type { Settings } from './settings.ts';
import { StartFailure } from './start-failure.ts';

/** What each PMTiles archive of version 3 begins with. */
const SIGNATURE = Buffer.from('PMTiles\u0003', 'latin1');

/** Throws StartFailure where a PMTiles archive is configured and can not be read. */
export async function checkArchive({ basemap }: Pick<Settings, 'basemap'>): Promise<void> {
  if (basemap.kind !== 'pmtiles') return;
  const file = await open(basemap.path).catch(({ code }: NodeJS.ErrnoException) => {
    throw new StartFailure(`JINGWEI_BASEMAP: the archive ${basemap.path} can not be read (${code}).`);
  });
  try {
    const head = Buffer.alloc(SIGNATURE.length);
    await file.read(head, 0, head.length, 0).catch(() => undefined);
    if (!head.equals(SIGNATURE))
      throw new StartFailure(`JINGWEI_BASEMAP: ${basemap.path} is no PMTiles archive of version 3.`);
  } finally {
    await file.close();
  }
}
