import { v7 as uuidv7 } from 'uuid';
import type {
  AnalysisNote,
  AnalysisNoteChange,
  AnalysisNoteInput,
} from '../../core/contract/analysis-note.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import {
  deleteAnalysisNote,
  insertAnalysisNote,
  selectAnalysisNote,
  updateAnalysisNote,
} from '../queries/analysis-notes.ts';
import { appendEvent } from '../queries/events.ts';
import type { Doing } from './command.ts';
import { gridAt } from './locate.ts';

/** Who writes: a person, with an account. */
export type Writing = Doing & { actor: { accountId: string } };

/** A note as it is now, and which kinds of personal data were masked in its text. */
export interface WrittenNote {
  note: AnalysisNote;
  masked: readonly string[];
}

/** Writes a note at a place of the scope, without personal data. */
export async function addAnalysisNote(
  tx: Queryable,
  input: AnalysisNoteInput,
  doing: Writing,
): Promise<WrittenNote> {
  const { actor, now } = doing;
  const { from, to } = input;
  const isReversed = from !== null && to !== null && Date.parse(from) >= Date.parse(to);
  if (isReversed || (from === null) !== (to === null))
    throw new ProblemError(
      'invalid_request',
      refusal('`from` must be before `to`, or both null.', 'period_reversed'),
    );
  const geometry = roundGeometry(input.geometry);
  const areaCode = await gridAt(tx, geometry.coordinates, actor.scopeCode);
  const { text, masked } = maskPersonalData(input.text);
  const id = uuidv7({ msecs: Date.parse(now) });
  await insertAnalysisNote(tx, { ...input, geometry, text, id, areaCode, createdBy: actor.accountId, now });
  const note = await find(tx, id, actor.scopeCode);
  await log(tx, null, note, doing);
  return { note, masked };
}

/** Changes the words or the place of a note of one's own. */
export async function changeAnalysisNote(
  tx: Queryable,
  id: string,
  change: AnalysisNoteChange,
  versions: Versions,
  doing: Writing,
): Promise<WrittenNote> {
  const { actor, now } = doing;
  const before = await own(tx, id, versions, doing);
  const { text, masked } = maskPersonalData(change.text ?? before.text);
  const geometry = change.geometry ? roundGeometry(change.geometry) : before.geometry;
  const isSame = text === before.text && JSON.stringify(geometry) === JSON.stringify(before.geometry);
  if (isSame) return { note: before, masked };
  const areaCode = change.geometry
    ? await gridAt(tx, geometry.coordinates, actor.scopeCode)
    : before.areaCode;
  await updateAnalysisNote(tx, id, { text, geometry, areaCode, now });
  const note = await find(tx, id, actor.scopeCode);
  await log(tx, before, note, doing);
  return { note, masked };
}

/** Removes a note of one's own; its events keep it. */
export async function removeAnalysisNote(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Writing,
): Promise<void> {
  const before = await own(tx, id, versions, doing);
  await deleteAnalysisNote(tx, id);
  await log(tx, before, null, doing);
}

/** A note that the account itself wrote, locked. */
async function own(tx: Queryable, id: string, versions: Versions, { actor }: Writing): Promise<AnalysisNote> {
  const note = await find(tx, id, actor.scopeCode);
  if (note.createdBy !== actor.accountId)
    throw new ProblemError('forbidden', refusal('Somebody else wrote this note.', 'note_of_another'));
  expectVersion(versions, note.version);
  return note;
}

async function find(tx: Queryable, id: string, scopeCode: string): Promise<AnalysisNote> {
  const note = await selectAnalysisNote(tx, id, scopeCode, true);
  if (!note) throw notFound('analysis_notes', `note ${id}`);
  return note;
}

async function log(
  tx: Queryable,
  before: AnalysisNote | null,
  after: AnalysisNote | null,
  { actor, now }: Writing,
): Promise<void> {
  const note = after ?? before;
  if (!note) return;
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'analysis_notes',
    kind: before ? (after ? 'update' : 'delete') : 'create',
    subjectId: note.id,
    areaCode: note.areaCode,
    before,
    after,
  });
}
