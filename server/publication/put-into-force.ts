import { communityOf } from '../../core/contract/area-code.ts';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { PublicationCheck } from '../../core/contract/publication.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Doing } from '../commands/command.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import type { NewEvent } from '../queries/events.ts';
import { type ExcessRow, selectAreaExcess, selectGridExcess } from '../queries/partition-proof.ts';
import { switchPlans } from '../queries/publication.ts';
import { figuresOf } from './check.ts';
import type { GridPlan } from './grid-plan.ts';
import { planHash } from './plan-hash.ts';
import { type Prepared, parentsToProve } from './prepared.ts';
import { relink } from './relink.ts';
import { writeAreas, writePlanRows, writeStaff } from './write-plan.ts';

/** What a publication did. */
export interface Published {
  figures: PublicationCheck['figures'];
  /** To be logged after the event of the plan itself. */
  events: NewEvent[];
}

/**
 * Puts a draft that nothing stands in the way of into force, in the transaction that holds the plan in force: its rows, the areas whose borders moved, its
 * officials, everything that lies in changed grids. It is proven once more by the database. Answers what to log at the end of the transaction.
 */
export async function putIntoForce(
  tx: Queryable,
  prepared: Prepared,
  plan: GridPlan,
  { actor, now }: Doing,
): Promise<Published> {
  const { draft, replaced, after } = prepared;
  await writePlanRows(tx, prepared, plan, now);
  const areas = await writeAreas(tx, prepared, now);
  await mustPartition(tx, prepared);
  await writeStaff(tx, prepared, plan, now);
  const proofHash = await planHash(after);
  await switchPlans(tx, {
    planId: draft.id,
    replacedId: replaced.id,
    proofHash,
    accountId: actor.accountId,
    now,
  });
  const relinked = await relink(tx, prepared, now);
  const nouns: LoggedNoun[] = [
    'grids',
    ...(areas.length > 0 ? (['areas'] as const) : []),
    ...(Object.keys(relinked) as LoggedNoun[]),
  ];
  const about = { plan: draft.id, replaced: replaced.id, nameZh: draft.name, nameEn: draft.name };
  const events = nouns.map(
    (noun): NewEvent => ({
      at: now,
      actorId: actor.accountId,
      noun,
      kind: 'bulk',
      subjectId: draft.id,
      areaCode: commonCode(prepared.communities),
      before: null,
      after: about,
    }),
  );
  return { figures: figuresOf(prepared, plan, relinked), events };
}

async function mustPartition(tx: Queryable, prepared: Prepared): Promise<void> {
  const parents = parentsToProve(prepared);
  const above = parents.filter((code) => code !== communityOf(code));
  const excess: ExcessRow[] = await selectGridExcess(tx, prepared.draft.id, prepared.communities);
  if (above.length > 0) excess.push(...(await selectAreaExcess(tx, above)));
  const [first] = excess;
  if (!first) return;
  const { areaCode, fromLng7, fromLat7 } = first;
  const params = { areaCode, places: excess.length, lng: fromLng7 / 1e7, lat: fromLat7 / 1e7 };
  const message = `The database finds that the parts of ${areaCode} do not fill it exactly: ${excess.length} border segments differ.`;
  throw new ProblemError('would_break_partition', refusal(message, 'area_not_filled', params));
}

/** The smallest area that holds all of these. */
function commonCode(codes: readonly string[]): string {
  const [first = '', ...others] = codes;
  const shared = others.reduce((prefix, code) => {
    let length = 0;
    while (length < prefix.length && prefix[length] === code[length]) length += 1;
    return prefix.slice(0, length);
  }, first);
  const length = [12, 9, 6].find((size) => shared.length >= size);
  return length === undefined ? `${first.slice(0, 4)}00` : shared.slice(0, length);
}
