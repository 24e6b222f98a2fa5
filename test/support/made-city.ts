import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { DemoCity } from '../../data/city/city.ts';
import { type CityOptions, makeCity } from '../../data/city/make-city.ts';
import { CACHE, once, sourcesHash } from './cache.ts';

/** What a city is made of; core is small, and any of it may be asked. */
const SOURCES = ['core', 'data/city'];

/** The city of these options, made once for each state of the sources: making one takes as long as a test file. */
export async function madeCity(options: Pick<CityOptions, 'seed' | 'asOf' | 'incidents'>): Promise<DemoCity> {
  const path = join(CACHE, `${sourcesHash(SOURCES, JSON.stringify(options))}_made`);
  await once(
    path,
    async () => existsSync(path),
    async () => {
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, serialize(makeCity(options)));
      renameSync(draft, path);
    },
  );
  return deserialize(readFileSync(path)) as DemoCity;
}
