import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What takes long to make and is made once for each state of its sources. */
export const CACHE = join(ROOT, 'node_modules/.cache/jingwei-test');

/** Twelve hex digits that change whenever one of the files does, or `more`. */
export function sourcesHash(sources: readonly string[], more = ''): string {
  const hash = createHash('sha256').update(more);
  for (const source of sources)
    for (const file of filesOf(join(ROOT, source))) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesOf(join(path, entry)));
}

/** Builds what is not ready yet; while another test process is at it, waits for that one. */
export async function once(
  path: string,
  isReady: () => Promise<boolean>,
  build: () => Promise<void>,
): Promise<void> {
  const guard = `${path}.guard`;
  for (;;) {
    if (await isReady()) return;
    mkdirSync(CACHE, { recursive: true });
    removeOld();
    try {
      mkdirSync(guard);
    } catch {
      await delay(300);
      continue;
    }
    try {
      if (!(await isReady())) await build();
      return;
    } finally {
      rmSync(guard, { recursive: true, force: true });
    }
  }
}

/** What was made an hour ago, and guards whose process was ended. */
function removeOld(): void {
  for (const entry of readdirSync(CACHE)) {
    const path = join(CACHE, entry);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > (entry.endsWith('.guard') ? 300_000 : 3_600_000))
      rmSync(path, { recursive: true, force: true });
  }
}
