import { v7 as uuidv7 } from 'uuid';
import type { HandoverHead, HandoverSummary } from '../../core/contract/handover.ts';
import type { Refusal } from '../../core/contract/reason.ts';
import { refusalToSignOff, refusalToSignOn } from '../../core/handover/signing.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { readChanges } from '../handover/watch-state.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import {
  insertHandover,
  type StoredHandover,
  selectHandover,
  selectLastHandover,
  signHandoverOn,
} from '../queries/handovers.ts';
import type { Doing } from './command.ts';

/** Who signs is always an account, never the system. */
export type Signing = Doing & { actor: { accountId: string } };

/** Freezes a summary as the outgoing side's signature. Its event bears the summary's hash, not the summary. */
export async function signOff(
  tx: Queryable,
  summary: HandoverSummary,
  { actor, now }: Signing,
): Promise<StoredHandover> {
  const last = await selectLastHandover(tx, summary.areaCode);
  const against = refusalToSignOff({
    fromMs: Date.parse(summary.from),
    nowMs: Date.parse(now),
    isWaiting: last?.state === 'signed_off',
  });
  if (against) throw refused(against);
  const id = uuidv7({ msecs: Date.parse(now) });
  await insertHandover(tx, { id, summary, signedOffBy: actor.accountId });
  const after = await find(tx, id, actor.scopeCode);
  await log(tx, 'create', null, after.head, { actor, now });
  return after;
}

/** The incoming side's signature: it has read, and what happened since the sign-off is noted with it. Masked kinds are of the reason. */
export async function signOn(
  tx: Queryable,
  id: string,
  given: { aloneReason: string | null },
  versions: Versions,
  { actor, now }: Signing,
): Promise<{ handover: StoredHandover; masked: readonly string[] }> {
  const before = await find(tx, id, actor.scopeCode, true);
  expectVersion(versions, before.head.version);
  const { text, masked } = maskPersonalData(given.aloneReason ?? '');
  const against = refusalToSignOn(before.head, { accountId: actor.accountId, aloneReason: text || null });
  if (against) throw refused(against);
  const isAlone = before.head.signedOffBy === actor.accountId;
  const span = { from: before.head.to, to: now };
  const changes = await readChanges(tx, before.head.areaCode, span);
  await signHandoverOn(tx, { id, by: actor.accountId, now, aloneReason: isAlone ? text : null, changes });
  const handover = await find(tx, id, actor.scopeCode);
  await log(tx, 'update', before.head, handover.head, { actor, now });
  return { handover, masked: isAlone ? masked : [] };
}

async function find(tx: Queryable, id: string, scopeCode: string, lock = false): Promise<StoredHandover> {
  const handover = await selectHandover(tx, id, scopeCode, lock);
  if (!handover) throw notFound('handovers', `handover ${id}`);
  return handover;
}

async function log(
  tx: Queryable,
  kind: 'create' | 'update',
  before: HandoverHead | null,
  after: HandoverHead,
  { actor, now }: Signing,
): Promise<void> {
  const { id: subjectId, areaCode } = after;
  const about = { noun: 'handovers', kind, subjectId, areaCode, before, after } as const;
  await appendEvent(tx, { at: now, actorId: actor.accountId, ...about });
}

function refused(why: Refusal): ProblemError {
  return new ProblemError(why.reason === 'handover_span' ? 'invalid_request' : 'illegal_transition', why);
}
