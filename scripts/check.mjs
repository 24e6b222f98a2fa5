// Format, lint and types. Each folder has its own tsconfig, so that core/ can see neither the DOM nor Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ROOT } from './install.mjs';

const FOLDERS = ['test', 'bench', 'client', 'server', 'data', 'core'];
const STEPS = [
  ['biome', '@biomejs/biome/bin/biome', ['check', '--max-diagnostics=50', '.']],
  // One thread each: several would check the same libraries once more for each of them.
  ...FOLDERS.map((folder) => [
    `types of ${folder}/`,
    'typescript/bin/tsc',
    ['-p', folder, '--singleThreaded', '--pretty'],
  ]),
];
const AT_ONCE = 2;

/** Runs every step, prints what each found, and returns how many passed and failed. */
export async function runChecks() {
  let failed = 0;
  const waiting = [...STEPS];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const [title, tool, args] = step;
      const { status, output } = await run(join(ROOT, 'node_modules', tool), args);
      process.stdout.write(`${output}${status === 0 ? '✓' : '✗'} ${title}\n`);
      if (status !== 0) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { passed: STEPS.length - failed, failed };
}

/** Ends with what the program printed, so that two at once do not mix. */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part) => {
        output += part;
      });
    child.on('close', (status) => resolve({ status, output }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled({ dev: true });
  process.exitCode = (await runChecks()).failed > 0 ? 1 : 0;
}
