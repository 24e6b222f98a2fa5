import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import { EmbeddedDatabase } from './database.ts';
import { takeLock } from './lock.ts';
import { ThreadHandle } from './thread-handle.ts';
import { startUpkeep } from './upkeep.ts';

export interface EmbeddedOptions {
  /**
   * Fills a database that did not exist before: migrations, seed. Until it has resolved the database does not exist:
   * a start that is cut short at any moment is begun anew by the next one.
   */
  prepare?: (database: Database) => Promise<void>;
  /** What is being done, for a person at the terminal. */
  onProgress?: (step: string) => void;
}

const FOLDER = 'database';

/**
 * Opens the embedded database in `dataDir`, and creates it when there is none. One process at a time: throws
 * DatabaseUnusable while another one holds the directory. Committed rows survive a killed process, but, since PGlite
 * does not fsync, not for certain a power cut.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = takeLock(join(dataDir, `${FOLDER}.lock`));
  const directory = join(dataDir, FOLDER);
  try {
    removeLeftovers(dataDir);
    if (!isCreated(dataDir)) await create(dataDir, directory, options);
    const database = await open(directory);
    const stopUpkeep = startUpkeep(database);
    database.onClose(stopUpkeep);
    database.onClose(unlock);
    return database;
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Whether `dataDir` already holds an embedded database. */
export function isCreated(dataDir: string): boolean {
  return existsSync(join(dataDir, FOLDER));
}

/** Builds the database beside its place and moves it there when it is whole. */
async function create(dataDir: string, directory: string, { prepare, onProgress }: EmbeddedOptions) {
  const draft = join(dataDir, `${FOLDER}.new-${process.pid}`);
  onProgress?.('creating the embedded database');
  const database = await open(draft);
  try {
    await prepare?.(database);
    await database.script('CHECKPOINT');
  } finally {
    await database.close();
  }
  renameSync(draft, directory);
}

async function open(directory: string): Promise<EmbeddedDatabase> {
  return new EmbeddedDatabase(directory, await ThreadHandle.start(directory));
}

/** What a first start left behind that was cut short. */
function removeLeftovers(dataDir: string): void {
  for (const entry of readdirSync(dataDir))
    if (entry.startsWith(`${FOLDER}.new-`)) rmSync(join(dataDir, entry), { recursive: true, force: true });
}
