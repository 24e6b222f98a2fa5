import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/jingwei-test');
const SOURCES = ['client', 'core', 'vite.config.ts', 'package-lock.json'];

/** Folder with the client as it is built for use; built once for each state of its sources. */
export async function builtClient(): Promise<string> {
  const site = join(CACHE, `client-${sourceHash()}`);
  if (existsSync(site)) return site;
  mkdirSync(CACHE, { recursive: true });
  for (const entry of readdirSync(CACHE)) {
    if (!entry.startsWith('client-') || Date.now() - statSync(join(CACHE, entry)).mtimeMs < 3_600_000)
      continue;
    rmSync(join(CACHE, entry), { recursive: true, force: true });
  }
  const draft = `${site}.${process.pid}`;
  const { NODE_ENV } = process.env;
  // Vitest says 'test', by which the development build of React would be taken: larger, and not what is used.
  process.env.NODE_ENV = 'production';
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: draft, emptyOutDir: true },
  }).finally(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
  if (existsSync(site)) rmSync(draft, { recursive: true });
  else renameSync(draft, site);
  return site;
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(join(ROOT, source))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesOf(join(path, entry)));
}
