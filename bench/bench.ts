/** `npm run bench -- NAME [args]`: runs bench/NAME.ts, a module that exports `run(args)`. Without a name: lists them. */
import { readdirSync, readFileSync } from 'node:fs';

interface Bench {
  run(args: readonly string[]): Promise<void>;
}

const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && exportsRun(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

function exportsRun(file: string): boolean {
  return /^export (?:async function|const) run\b/m.test(readFileSync(new URL(file, here), 'utf8'));
}

/** The first comment of a bench says what it measures. */
function summary(name: string): string {
  const text = readFileSync(new URL(`${name}.ts`, here), 'utf8');
  return /\/\*\*\s*(.*?)\s*(?:\*\/|\n)/.exec(text)?.[1] ?? '';
}

const [chosen, ...args] = process.argv.slice(2);
if (chosen === undefined || !names.includes(chosen)) {
  if (chosen !== undefined) console.error(`There is no bench "${chosen}".`);
  console.log('npm run bench -- NAME [args], where NAME is one of:');
  for (const name of names) console.log(`  ${name.padEnd(12)} ${summary(name)}`);
  process.exitCode = chosen === undefined ? 0 : 1;
} else {
  const bench = (await import(`./${chosen}.ts`)) as Bench;
  await bench.run(args);
}
