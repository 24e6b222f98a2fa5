/** A process to be killed: opens the database in argv (a data directory or a URL) and publishes one draft after another until it is ended. */
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { makeApi } from '../server/api.ts';
import { approvedDraft, nudge, planners } from '../server/drafting.ts';

const [, address = ''] = process.argv.slice(2);
const database = await (address.startsWith('postgres') ? openPostgres : openEmbedded)(address);
const api = makeApi(database);
const people = await planners(api);
for (let turn = 1; ; turn++) {
  const draft = await approvedDraft(people, nudge(100 + (Date.now() % 3000)));
  process.stdout.write(`publishing ${turn} ${draft.id}\n`);
  await people.ben.done(draft.id, 'publish', {});
  process.stdout.write(`published ${turn}\n`);
}
