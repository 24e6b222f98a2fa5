// Builds the client into dist/client when its sources changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ROOT } from './install.mjs';

const SITE = join(ROOT, 'dist', 'client');
/** Holds the fingerprint of the sources that SITE was built from; written last, so half a build never counts. */
const RECORD = join(ROOT, 'dist', 'client.built-from');
const SOURCES = ['client', 'core', 'vite.config.ts', 'package-lock.json'];
const COMPRESSIBLE = /\.(html|js|mjs|css|json|svg|webmanifest|pbf|wasm|txt)$/;

/** Whether dist/client now holds the client of the present sources. */
export function ensureClientBuilt() {
  const fingerprint = hashSources();
  if (existsSync(SITE) && existsSync(RECORD) && readFileSync(RECORD, 'utf8') === fingerprint) return true;
  console.log('Building the client 正在构建前端 ...');
  const started = Date.now();
  const fresh = join(ROOT, 'dist', `client.${process.pid}`);
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--outDir',
      fresh,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ],
    // Whatever the caller works in: React has a larger body for development.
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    return false;
  }
  compress(fresh);
  rmSync(RECORD, { force: true });
  rmSync(SITE, { recursive: true, force: true });
  renameSync(fresh, SITE);
  writeFileSync(RECORD, fingerprint);
  removeLeftovers();
  console.log(`Client built 前端已构建 (${((Date.now() - started) / 1000).toFixed(1)} s).`);
  return true;
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.map((source) => join(ROOT, source)).flatMap(filesUnder)) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Beside each text file its .br and .gz, which the server sends as they are. */
function compress(directory) {
  for (const file of filesUnder(directory).filter((name) => COMPRESSIBLE.test(name))) {
    const content = readFileSync(file);
    if (content.length < 1024) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Builds that were killed left their folder behind. */
function removeLeftovers() {
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    if (/^client\.\d+$/.test(name)) rmSync(join(ROOT, 'dist', name), { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = ensureClientBuilt() ? 0 : 1;
