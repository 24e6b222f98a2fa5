import { v7 as uuidv7 } from 'uuid';
import { METHODS } from '../../core/analysis/methods.ts';
import type { Analysis, AnalysisInput } from '../../core/contract/analysis.ts';
import { type Refusal, refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { deleteAnalysis, insertAnalysis, selectAnalysis } from '../queries/analyses.ts';
import { appendEvent } from '../queries/events.ts';
import type { Doing } from './command.ts';
import { requireHomeArea } from './locate.ts';

/** A saved result, and which kinds of personal data were masked in its title. */
export interface SavedAnalysis {
  analysis: Analysis;
  masked: readonly string[];
}

/** Saves what a result was made of and came to, for an area of the account's scope. */
export async function saveAnalysis(
  tx: Queryable,
  input: AnalysisInput,
  { actor, now }: Doing & { actor: { accountId: string } },
): Promise<SavedAnalysis> {
  await requireHomeArea(tx, input.areaCode, actor.scopeCode);
  const against = refusalToSave(input, now);
  if (against) throw new ProblemError('invalid_request', against);
  const id = uuidv7({ msecs: Date.parse(now) });
  const { text: title, masked } = maskPersonalData(input.title);
  await insertAnalysis(tx, { id, input: { ...input, title }, createdBy: actor.accountId, now });
  const analysis = await find(tx, id, actor.scopeCode);
  await log(tx, 'create', analysis, { actor, now });
  return { analysis, masked };
}

function refusalToSave(
  { from, to, readAt, parameters, formulaVersion }: AnalysisInput,
  now: string,
): Refusal | undefined {
  if (Date.parse(from) >= Date.parse(to)) return refusal('`from` must be before `to`.', 'period_reversed');
  if (Date.parse(readAt) > Date.parse(now))
    return refusal('`readAt` lies in the future.', 'instant_in_future');
  const { version } = METHODS[parameters.method];
  if (formulaVersion === version) return undefined;
  const message = `The formula of ${parameters.method} is of version ${version} here: load the page anew and run it again.`;
  return refusal(message, 'formula_outdated', { version });
}

/** Removes a saved result; its events keep it. */
export async function removeAnalysis(
  tx: Queryable,
  id: string,
  versions: readonly (number | '*')[],
  doing: Doing,
): Promise<void> {
  const before = await find(tx, id, doing.actor.scopeCode, true);
  expectVersion(versions, before.version);
  await deleteAnalysis(tx, id);
  await log(tx, 'delete', before, doing);
}

async function find(tx: Queryable, id: string, scopeCode: string, lock = false): Promise<Analysis> {
  const analysis = await selectAnalysis(tx, id, scopeCode, lock);
  if (!analysis) throw notFound('analyses', `analysis ${id}`);
  return analysis;
}

async function log(
  tx: Queryable,
  kind: 'create' | 'delete',
  analysis: Analysis,
  { actor, now }: Doing,
): Promise<void> {
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'analyses',
    kind,
    subjectId: analysis.id,
    areaCode: analysis.areaCode,
    before: kind === 'delete' ? analysis : null,
    after: kind === 'create' ? analysis : null,
  });
}
