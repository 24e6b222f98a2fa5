// npm test: everything. npm test -- NAME: only the test files whose path holds NAME, without the checks.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './install.mjs';

const filters = process.argv.slice(2);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

ensureInstalled({ dev: true });
const { ensureClientBuilt } = await import('./build.mjs');
const { runChecks } = await import('./check.mjs');
const { startCluster } = await import('./cluster.mjs');
const { ensureTestTools, findChromium, findPostgres } = await import('./test-tools.mjs');

ensureTestTools();
const given = process.env.TEST_POSTGRES_URL;
const cluster = given ? { url: given, stop() {} } : await startCluster(findPostgres());
process.on('exit', () => cluster.stop());
for (const signal of SIGNALS) process.on(signal, () => process.exit(1));
const isAll = filters.length === 0;
const [checks, prepared] = await Promise.all([
  isAll ? runChecks() : { passed: 0, failed: 0 },
  isAll ? prepareDatabases({ TEST_POSTGRES_URL: cluster.url }) : true,
]);
const built = ensureClientBuilt();
console.log(built ? '✓ client builds' : '✗ client builds');
const { code, tests } = await runVitest({ TEST_POSTGRES_URL: cluster.url, CHROMIUM_PATH: findChromium() });

if (tests.skipped > 0)
  console.log(`${tests.skipped} skipped tests count as failed: a test that does not run proves nothing.`);
const steps = isAll ? [built, prepared] : [built];
const passed = checks.passed + steps.filter(Boolean).length + tests.passed;
const failed = checks.failed + steps.filter((step) => !step).length + tests.failed + tests.skipped;
if (code !== 0 && failed === 0) console.log(`vitest ended with code ${code} although no test failed.`);
process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed`);

/** Makes the databases that tests copy before the first test needs one; a single test file makes its own when it does. */
function prepareDatabases(env) {
  console.log('Preparing the test databases ...');
  const started = Date.now();
  const program = "import('./test/support/global-setup.ts').then(({ setup }) => setup())";
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  process.on('exit', () => child.kill());
  return new Promise((resolve) => {
    child.on('exit', (status) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${status === 0 ? '✓' : '✗'} test databases (${seconds} s)`);
      resolve(status === 0);
    });
  });
}

function runVitest(env) {
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-test-'));
  const report = join(directory, 'report.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  process.on('exit', () => child.kill());
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      const tests = countTests(report);
      rmSync(directory, { recursive: true, force: true });
      resolve({ code: code ?? 1, tests });
    });
  });
}

/** A file that could not be loaded holds no test, and counts as one failed. */
function countTests(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let files;
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return { ...counts, failed: 1 };
  }
  for (const file of files) {
    const states = file.assertionResults.map((result) => result.status);
    const failed = states.filter((state) => state === 'failed').length;
    counts.passed += states.filter((state) => state === 'passed').length;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length;
  }
  return counts;
}
