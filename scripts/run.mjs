// node scripts/run.mjs FILE.ts [args]: runs a TypeScript file, installing the packages first if they are missing.
import { ensureInstalled, fail } from './install.mjs';
import { runProgram } from './process.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) fail('Which file? node scripts/run.mjs FILE.ts [args]');
ensureInstalled({ dev: file.startsWith('bench/') });
runProgram(file, args);
