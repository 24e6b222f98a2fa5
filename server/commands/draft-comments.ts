import { v7 as uuidv7 } from 'uuid';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import type { DraftComment, DraftCommentInput } from '../../core/contract/draft.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { insertComment, selectComment, settleComment } from '../queries/draft-comments.ts';
import { type Drafting, findDraft, mustBe, OPEN_STATUSES } from './drafts.ts';
import { gridAt } from './locate.ts';

/** A comment as it is now, and which kinds of personal data were masked in its text. */
export interface WrittenComment {
  comment: DraftComment;
  masked: readonly string[];
}

/** Writes a comment at a place of the scope. */
export async function addComment(
  tx: Queryable,
  planId: string,
  input: DraftCommentInput,
  { actor, now }: Drafting,
): Promise<WrittenComment> {
  const draft = await findDraft(tx, planId, actor.scopeCode, true);
  mustBe(draft, ...OPEN_STATUSES);
  const geometry = roundGeometry(input.geometry);
  await gridAt(tx, geometry.coordinates, actor.scopeCode);
  const { text, masked } = maskPersonalData(input.text);
  const id = uuidv7({ msecs: Date.parse(now) });
  await insertComment(tx, { id, planId, geometry, text, accountId: actor.accountId, now });
  return { comment: await find(tx, planId, id), masked };
}

/** Says that what a comment was about is done. */
export async function settle(
  tx: Queryable,
  planId: string,
  id: string,
  { actor, now }: Drafting,
): Promise<DraftComment> {
  await findDraft(tx, planId, actor.scopeCode, true);
  const before = await find(tx, planId, id);
  if (before.settledAt !== null)
    throw new ProblemError('conflict', refusal('This comment is settled already.', 'comment_settled'));
  await settleComment(tx, id, actor.accountId, now);
  return await find(tx, planId, id);
}

async function find(tx: Queryable, planId: string, id: string): Promise<DraftComment> {
  const comment = await selectComment(tx, planId, id);
  if (!comment) throw notFound('plans', `comment ${id}`);
  return comment;
}
