// Installs the packages of package-lock.json when they are missing. Plain Node: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const LEAST_NODE = [20, 19];

/** Ends the process with one sentence. */
export function fail(sentence) {
  console.error(`\njingwei: ${sentence}`);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  fail(
    `Node ${process.versions.node} is too old; install Node ${LEAST_NODE.join('.')} or newer from https://nodejs.org.` +
      ` 需要 Node ${LEAST_NODE.join('.')} 或更新版本。`,
  );
}

/**
 * Makes node_modules hold what package-lock.json says: all of it, or what running needs (`dev: false`).
 * npm writes its own record (node_modules/.package-lock.json) last, so a broken-off install is seen and done again.
 */
export function ensureInstalled({ dev }) {
  checkNode();
  if (missingPackages({ dev }).length === 0) return;
  console.log(`Installing packages 正在安装依赖 (${dev ? 'with' : 'without'} development tools) ...`);
  const started = Date.now();
  runNpm(['ci', dev ? '--include=dev' : '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  const missing = missingPackages({ dev });
  if (missing.length > 0)
    fail(`npm ci ended well, but these packages are not there: ${missing.slice(0, 5).join(', ')}.`);
  console.log(`Packages installed 依赖已安装 (${((Date.now() - started) / 1000).toFixed(1)} s).`);
}

function missingPackages({ dev }) {
  const wanted = readPackages(`${ROOT}package-lock.json`);
  const present = readPackages(`${ROOT}node_modules/.package-lock.json`);
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional && (dev || !(entry.dev || entry.devOptional)))
    .filter(([path, entry]) => present[path]?.version !== entry.version)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

function runNpm(args) {
  const cli = process.env.npm_execpath;
  const [command, ...rest] = cli?.endsWith('.js')
    ? [process.execPath, cli, ...args]
    : [platform() === 'win32' ? 'npm.cmd' : 'npm', ...args];
  const { status, error } = spawnSync(command, rest, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: command.endsWith('.cmd'),
  });
  if (status === 0) return;
  const why = error ? ` (${error.message})` : '';
  fail(
    `npm ci failed${why}. It needs the package registry that npm is set up for: check the network and run again.`,
  );
}
