import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseUnusable } from '../database.ts';

/** Who holds a data directory. `startedAt`, `boot` and `pidSpace` are null where the system does not tell them. */
interface Holder {
  pid: number;
  startedAt: string | null;
  boot: string | null;
  pidSpace: string | null;
  host: string;
}

const HEARTBEAT_MS = 5_000;
/** A holder that can not be looked up (another container or machine) counts as gone after this long without a heartbeat. */
const SILENT_MS = 30_000;
const heldHere = new Set<string>();

/**
 * Takes the lock file at `path`, or throws DatabaseUnusable naming the process that holds it. A lock left by a process
 * that is gone is taken over; one of a live process never is. Returns how to give it back.
 */
export function takeLock(path: string): () => void {
  const me = describe(process.pid);
  if (heldHere.has(path)) throw inUse(path, me);
  if (!tryWrite(path, me)) {
    takeOver(path, me);
  }
  heldHere.add(path);
  const heartbeat = setInterval(() => beat(path), HEARTBEAT_MS);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    heldHere.delete(path);
    rmSync(path, { force: true });
  };
}

/** Replaces a stale lock. A directory beside it lets only one process do so at a time. */
function takeOver(path: string, me: Holder): void {
  const guard = `${path}.takeover`;
  if (ageMs(guard) > 10_000) rmSync(guard, { recursive: true, force: true });
  try {
    mkdirSync(guard);
  } catch {
    throw inUse(path, readHolder(path));
  }
  try {
    const holder = readHolder(path);
    if (isAlive(path, holder)) throw inUse(path, holder);
    rmSync(path, { force: true });
    if (!tryWrite(path, me)) throw inUse(path, readHolder(path));
  } finally {
    rmdirSync(guard);
  }
}

/** Writes the lock in one step, so that nobody reads half of it; false when it exists. */
function tryWrite(path: string, me: Holder): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(me));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    return writeExclusively(path, me); // a file system without hard links
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeExclusively(path: string, me: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(me), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(path: string, holder: Holder | undefined): boolean {
  if (!holder) return ageMs(path) < SILENT_MS && ageMs(path) >= 0;
  const me = describe(process.pid);
  if (holder.boot !== me.boot || holder.pidSpace !== me.pidSpace || (!me.boot && holder.host !== me.host))
    return ageMs(path) < SILENT_MS;
  if (!isRunning(holder.pid)) return false;
  return holder.startedAt === null || holder.startedAt === describe(holder.pid).startedAt;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function describe(pid: number): Holder {
  return {
    pid,
    // Field 22 of stat, counted after the command name, which may hold spaces.
    startedAt: tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19]),
    boot: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidSpace: tryRead(() => readlinkSync('/proc/self/ns/pid')),
    host: hostname(),
  };
}

function tryRead(read: () => string | undefined): string | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return -1;
  }
}

function beat(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // the directory was removed by hand: nothing to keep alive
  }
}

function inUse(path: string, holder: Holder | undefined): DatabaseUnusable {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new DatabaseUnusable(
    `The data directory is in use by ${who}: stop that one first, or choose another DATA_DIR (lock file ${path}).`,
  );
}
