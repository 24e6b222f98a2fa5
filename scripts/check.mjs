// Format, lint and types. Each folder has its own tsconfig, so that core/ can see neither the DOM nor Node.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ROOT } from './install.mjs';

const FOLDERS = ['core', 'server', 'data', 'client', 'bench', 'test'];
const STEPS = [
  ['biome', '@biomejs/biome/bin/biome', ['check', '--max-diagnostics=50', '.']],
  ...FOLDERS.map((folder) => [`types of ${folder}/`, 'typescript/bin/tsc', ['-p', folder]]),
];

/** Runs every step, prints what each found, and returns how many passed and failed. */
export function runChecks() {
  let failed = 0;
  for (const [title, tool, args] of STEPS) {
    const program = join(ROOT, 'node_modules', tool);
    const { status } = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, stdio: 'inherit' });
    console.log(`${status === 0 ? '✓' : '✗'} ${title}`);
    if (status !== 0) failed += 1;
  }
  return { passed: STEPS.length - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled({ dev: true });
  process.exitCode = runChecks().failed > 0 ? 1 : 0;
}
