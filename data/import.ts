/** npm run import -- FILE --as NOUN [...]: checks a file, then writes it into the city; `--undo ID` takes an import back. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportOptions } from '../core/contract/import.ts';
import type { Issue } from '../core/contract/problem.ts';
import { IMPORT_NOUNS } from '../core/vocabulary.ts';
import { type Database, DatabaseUnusable } from '../server/database/database.ts';
import type { ImportDeps, Job } from '../server/import/import-job.ts';
import { ImportJobs } from '../server/import/import-jobs.ts';
import { ImportRefused } from '../server/import/import-refused.ts';
import { DEFAULT_CITY_CODE } from '../server/import/surface-plan.ts';
import { recoverImports, undoImport } from '../server/import/undo-import.ts';
import { selectCity } from '../server/queries/city.ts';
import { selectBatch } from '../server/queries/imports.ts';
import { printChecked, printProgress, say } from './import/print.ts';
import { openPrepared } from './seed/prepare.ts';

const USAGE = `npm run import -- FILE --as ${IMPORT_NOUNS.join('|')}
  [--crs EPSG:4543|GCJ-02|BD-09|...]   CRS of the file; GeoJSON and lng/lat columns: EPSG:4326
  [--map column=field ...]             what a column is, where its name does not say it
  [--set field=value ...]              a value for rows that have none, e.g. --set type=burglary
  [--zone Asia/Shanghai]               zone of times without one; default: the city's
  [--date-order dmy|mdy]               order of dates such as 01/02/2014
  [--city-code 990100] [--city-name X] the city that grids or areas make in an empty deployment
  [--snap-metres 1]                    grids: borders of neighbours as near as this are drawn together
  [--dry-run]                          only check
  [--yes]                              apply in spite of warnings that ask for a confirmation
npm run import -- --undo ID            take an import back
DATABASE_URL or DATA_DIR name the database, as for npm start.`;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      crs: { type: 'string' },
      map: { type: 'string', multiple: true },
      set: { type: 'string', multiple: true },
      zone: { type: 'string' },
      'date-order': { type: 'string' },
      'city-code': { type: 'string' },
      'city-name': { type: 'string' },
      'snap-metres': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      undo: { type: 'string' },
    },
  });
  return { values, positionals };
}

/** Ends the program with a sentence and the features concerned. */
class NotImported extends Error {
  readonly issues: readonly Issue[];
  constructor(message: string, issues: readonly Issue[] = []) {
    super(message);
    this.issues = issues;
  }
}

type Arguments = ReturnType<typeof readArguments>;

function pairs(option: string, texts: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const at = text.lastIndexOf('=');
      if (at < 1) throw new NotImported(`${option} takes column=field, not "${text}".`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function readOptions({ values }: Arguments): ImportOptions {
  const given = {
    as: values.as,
    crs: values.crs,
    map: pairs('--map', values.map),
    set: pairs('--set', values.set),
    zone: values.zone,
    dateOrder: values['date-order'],
    cityCode: values['city-code'],
    cityName: values['city-name'],
    snapMetres: values['snap-metres'],
  };
  const parsed = ImportOptions.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NotImported(`--${issue?.path.join('.')}: ${issue?.message}.\n${USAGE}`);
}

async function openDatabase(): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = process.env;
  const location = { databaseUrl: DATABASE_URL || null, dataDir: DATA_DIR || '.data' };
  return await openPrepared(location, { demo: false, onProgress: say });
}

async function undo(deps: ImportDeps, id: string, cityCode: string): Promise<void> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const batch = isId ? await selectBatch(deps.database, id, cityCode) : undefined;
  if (!batch) throw new NotImported(`There is no import ${id}.`);
  await undoImport(deps, batch, null);
  say(`undone: ${batch.fileName}, ${batch.rowsWritten} rows`);
}

/** Checks and applies; whether everything that could be taken was. */
async function importFile(deps: ImportDeps, args: Arguments, path: string, cityCode: string): Promise<void> {
  const options = readOptions(args);
  const jobs = new ImportJobs(deps);
  const job = await jobs.begin({
    path,
    fileName: basename(path),
    options,
    accountId: null,
    scopeCode: cityCode,
  });
  await watched(job, jobs.check(job));
  refuseFailed(job);
  printChecked(job);
  const isBlocked = job.report.warnings.some(({ blocking }) => blocking) && !args.values.yes;
  if (args.values['dry-run'] || job.report.accepted === 0 || isBlocked) {
    await jobs.discard(job);
    if (args.values['dry-run']) return say('dry run: nothing was written');
    throw new NotImported(
      job.report.accepted === 0
        ? 'No row of the file can be taken. Nothing was written.'
        : 'Nothing was written because of the warning above. Add --yes to import all the same.',
    );
  }
  if (!(await jobs.claim(job))) throw new NotImported('The import was given up meanwhile.');
  await watched(job, jobs.apply(job));
  refuseFailed(job);
  const written = Object.entries(job.report.written).map(([table, rows]) => `${rows} ${table}`);
  say(`written: ${written.join(', ')}; ${job.rowsRefused} rows refused`);
  say(`to take it back: npm run import -- --undo ${job.id}`);
}

function refuseFailed(job: Job): void {
  const { error } = job.report;
  if (!error) return;
  throw new NotImported(error.detail, error.issues);
}

async function watched(job: Job, work: Promise<void>): Promise<void> {
  const timer = setInterval(() => printProgress(job), 2000);
  await work.finally(() => clearInterval(timer));
}

async function main(): Promise<void> {
  const args = readArguments();
  const [path, ...more] = args.positionals;
  if (args.values.undo === undefined && (path === undefined || more.length > 0))
    throw new NotImported(`One file is imported at a time.\n${USAGE}`);
  if (args.values.undo === undefined) readOptions(args);
  const database = await openDatabase();
  try {
    const deps: ImportDeps = {
      database,
      clock: Date.now,
      wake: () => undefined,
      onFault: (error) => console.error(error),
    };
    await recoverImports(deps, true);
    const cityCode = (await selectCity(database))?.code ?? args.values['city-code'] ?? DEFAULT_CITY_CODE;
    if (args.values.undo !== undefined) await undo(deps, args.values.undo, cityCode);
    else await importFile(deps, args, path as string, cityCode);
  } finally {
    await database.close();
  }
}

function explain(error: unknown): string | undefined {
  if (error instanceof ImportRefused || error instanceof NotImported)
    return [
      error.message,
      ...error.issues.slice(0, 20).map(({ path, message }) => `  ${path}: ${message}`),
    ].join('\n');
  if (error instanceof DatabaseUnusable) return error.message;
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${message}\n${USAGE}`;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return `The file ${path ?? ''} can not be read (${code}).`;
  return undefined;
}

try {
  await main();
} catch (error) {
  const text = explain(error);
  if (text === undefined) throw error;
  console.error(`import: ${text}`);
  process.exitCode = 1;
}
