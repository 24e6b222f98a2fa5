import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folder with the client as it is built for use. `npm test` has built it; run by hand, the first spec builds what is stale. */
export function builtClient(): string {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the client does not build: ${stderr}`);
  return fileURLToPath(new URL('../../dist/client', import.meta.url));
}
