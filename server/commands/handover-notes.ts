import { v7 as uuidv7 } from 'uuid';
import type { HandoverNote, HandoverNoteInput } from '../../core/contract/handover.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import { insertNote, lockNote, strikeNote } from '../queries/handover-notes.ts';
import { LIVE_TABLES } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import type { Signing } from './handovers.ts';

/** Writes a note for the shifts to come, without personal data. What it is about must lie in the scope. */
export async function addNote(
  tx: Queryable,
  input: HandoverNoteInput,
  doing: Signing,
): Promise<{ note: HandoverNote; masked: readonly string[] }> {
  const { actor, now } = doing;
  const { text, masked } = maskPersonalData(input.text);
  const subject = input.subject && (await labelled(tx, input.subject, actor.scopeCode));
  const id = uuidv7({ msecs: Date.parse(now) });
  await insertNote(tx, {
    id,
    areaCode: subject?.areaCode ?? actor.scopeCode,
    at: now,
    accountId: actor.accountId,
    text,
    subject: subject && { noun: subject.noun, id: subject.id, label: subject.label },
  });
  const note = await find(tx, id, actor.scopeCode);
  await log(tx, 'create', null, note, doing);
  return { note, masked };
}

/** Strikes a note out: it is not carried on any more. */
export async function removeNote(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Signing,
): Promise<HandoverNote> {
  const { actor, now } = doing;
  const before = await find(tx, id, actor.scopeCode);
  expectVersion(versions, before.version);
  if (before.struckAt !== null)
    throw new ProblemError('illegal_transition', refusal('This note is struck out already.', 'note_struck'));
  await strikeNote(tx, id, actor.accountId, now);
  const after = await find(tx, id, actor.scopeCode);
  await log(tx, 'update', before, after, doing);
  return after;
}

/** The thing that a note is about, and what people call it. */
async function labelled(
  tx: Queryable,
  subject: NonNullable<HandoverNoteInput['subject']>,
  scopeCode: string,
) {
  const { noun, id } = subject;
  const thing = await selectPlacedOne(tx, LIVE_TABLES[noun], id, scopeCode);
  if (!thing)
    throw new ProblemError(
      'invalid_request',
      refusal(`There is no ${noun} ${id} in your area.`, 'thing_unknown', { noun }),
    );
  const { number, code, subjectLabel, nameZh, areaCode } = thing.properties;
  const label = String(number ?? code ?? subjectLabel ?? nameZh ?? id);
  return { noun, id, label, areaCode: String(areaCode) };
}

async function find(tx: Queryable, id: string, scopeCode: string): Promise<HandoverNote> {
  const note = await lockNote(tx, id, scopeCode);
  if (!note) throw notFound('handover_notes', `note ${id}`);
  return note;
}

async function log(
  tx: Queryable,
  kind: 'create' | 'update',
  before: HandoverNote | null,
  after: HandoverNote,
  { actor, now }: Signing,
): Promise<void> {
  const { id: subjectId, areaCode } = after;
  const about = { noun: 'handover_notes', kind, subjectId, areaCode, before, after } as const;
  await appendEvent(tx, { at: now, actorId: actor.accountId, ...about });
}
