/** A process to be killed: opens the data directory in argv and publishes one draft after another until it is ended. */
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { makeApi } from '../server/api.ts';
import { approvedDraft, nudge, planners } from '../server/drafting.ts';

const [, dataDir = ''] = process.argv.slice(2);
const database = await openEmbedded(dataDir);
const api = makeApi(database);
const people = await planners(api);
for (let turn = 1; ; turn++) {
  const draft = await approvedDraft(people, nudge(100 + (Date.now() % 800)));
  process.stdout.write(`publishing ${turn}\n`);
  await people.ben.done(draft.id, 'publish', {});
  process.stdout.write(`published ${turn}\n`);
}
