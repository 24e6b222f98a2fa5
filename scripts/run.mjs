// node scripts/run.mjs FILE.ts [args]: runs a TypeScript file, installing the packages first if they are missing.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, fail, ROOT } from './install.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) fail('Which file? node scripts/run.mjs FILE.ts [args]');
ensureInstalled({ dev: file.startsWith('bench/') });
const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, file), ...args], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});
