/** npm run seed -- [--incidents N] [--seed N] [--as-of INSTANT] [--days N] [--replace]: makes the demo city in a database. */
import { parseArgs } from 'node:util';
import { type Database, DatabaseUnusable } from '../server/database/database.ts';
import { isCreated, openEmbedded } from '../server/database/pglite/embedded.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { openPrepared, type PrepareOptions, refuseIfHeld, replaceCity } from './seed/prepare.ts';

const USAGE =
  'npm run seed -- [--incidents N] [--seed N] [--as-of 2026-06-30T08:00:00Z] [--days N] [--replace]';
const startedAt = performance.now();

interface SeedArguments extends PrepareOptions {
  replace: boolean;
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  const location = {
    databaseUrl: process.env.DATABASE_URL || null,
    dataDir: process.env.DATA_DIR || '.data',
  };
  const isNew = !location.databaseUrl && !isCreated(location.dataDir);
  if (isNew) {
    await (await openPrepared(location, options)).close();
  } else {
    const database = await (location.databaseUrl
      ? openPostgres(location.databaseUrl)
      : openEmbedded(location.dataDir));
    await seedExisting(database, options).finally(() => database.close());
  }
  say('done');
}

async function seedExisting(database: Database, options: SeedArguments): Promise<void> {
  if (!options.replace) await refuseIfHeld(database);
  await replaceCity(database, options);
}

function readArguments(args: string[]): SeedArguments {
  const { values } = parseArgs({
    args,
    options: {
      incidents: { type: 'string' },
      seed: { type: 'string' },
      'as-of': { type: 'string' },
      days: { type: 'string' },
      replace: { type: 'boolean', default: false },
    },
  });
  return {
    demo: true,
    incidents: wholeNumber('--incidents', values.incidents, 1_000_000),
    seed: wholeNumber('--seed', values.seed, 4_294_967_295),
    asOf: instant(values['as-of']),
    historyDays: wholeNumber('--days', values.days, 365),
    replace: values.replace,
    onProgress: say,
  };
}

function wholeNumber(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text) || Number(text) > most)
    throw new DatabaseUnusable(`${option} takes a whole number from 0 to ${most}, not "${text}".`);
  return Number(text);
}

function instant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new DatabaseUnusable(`--as-of takes an ISO 8601 instant, not "${text}".`);
  return new Date(time).toISOString();
}

function say(step: string): void {
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${step}`);
}

try {
  await main();
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage && !(error instanceof DatabaseUnusable)) throw error;
  console.error(`seed: ${(error as Error).message}${isUsage ? `\n${USAGE}` : ''}`);
  process.exitCode = 1;
}
