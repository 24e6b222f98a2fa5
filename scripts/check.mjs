// Format, lint and types. Each folder has its own tsconfig, so that core/ can see neither the DOM nor Node.
import { spawnSync } from 'node:child_process';

const FOLDERS = ['core', 'server', 'data', 'client', 'bench', 'test'];
const steps = [['biome', ['check', '.']], ...FOLDERS.map((folder) => ['tsc', ['-p', folder]])];
let failed = false;
for (const [tool, args] of steps) {
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { stdio: 'inherit' });
  if (status !== 0) {
    failed = true;
    console.error(`${tool} ${args.join(' ')} failed`);
  }
}
process.exit(failed ? 1 : 0);
