/** `npm run account -- add|list|disable|enable|password|token ...`: accounts from the command line, for whoever runs the server. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { runAccountCommand, USAGE } from './account-commands.ts';
import { openDatabase } from './database/open.ts';
import { readSettings } from './settings.ts';

/** The first line of standard input; typed, it is not shown. */
async function readPassword(): Promise<string> {
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write('Password (at least 8 characters, not shown): ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
  for await (const line of reader) {
    reader.close();
    if (isTTY) process.stderr.write('\n');
    return line;
  }
  return '';
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      scope: { type: 'string' },
      unit: { type: 'string' },
      name: { type: 'string' },
      label: { type: 'string' },
      days: { type: 'string' },
    },
  });
  const settings = readSettings(process.env);
  if ('problems' in settings) throw new Error(settings.problems.join('\n'));
  if (positionals.length === 0) throw new Error(USAGE);
  const database = await openDatabase(settings.settings);
  try {
    for (const line of await runAccountCommand(database, { words: positionals, ...values }, readPassword))
      console.log(line);
    return 0;
  } finally {
    await database.close();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
