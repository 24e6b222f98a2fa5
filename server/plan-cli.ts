/** `npm run plan -- verify [ID]`: proves a published plan once more, for whoever runs the server. Exit code 1: it is not proven. */
import { openDatabase } from './database/open.ts';
import { runPlanCommand, USAGE } from './plan-commands.ts';
import { readSettings } from './settings.ts';

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const settings = readSettings(process.env);
  if ('problems' in settings) throw new Error(settings.problems.join('\n'));
  if (words.length === 0) throw new Error(USAGE);
  const database = await openDatabase(settings.settings);
  try {
    const { lines, isWell } = await runPlanCommand(database, words);
    for (const line of lines) console.log(line);
    return isWell ? 0 : 1;
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
