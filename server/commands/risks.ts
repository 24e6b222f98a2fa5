import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { gradeOfRisk, wholeChecklist } from '../../core/case/risk-grade.ts';
import { NEXT_BY_ACT, type RiskState, riskRefusal } from '../../core/case/risk-transitions.ts';
import type { RiskAct, RiskResult } from '../../core/case/vocabulary.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { RiskInput, RiskPatch, RiskProperties } from '../../core/contract/risk.ts';
import type { Queryable } from '../database/database.ts';
import type { Versions } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { RISKS } from '../queries/nouns.ts';
import { insertPlaced, type PlacedFeature, type Properties, updatePlaced } from '../queries/placed.ts';
import type { Doing } from './command.ts';
import { cityToday, type FileAnswer, lockFile, Masking, nextFileNumber } from './files.ts';
import { gridAt } from './locate.ts';
import { logged } from './placed.ts';

const KIND = { table: RISKS };
/** The longest period of a file. */
const MOST_DAYS = 3 * 366;
const DAY_MS = 86_400_000;
type Given = NonNullable<RiskPatch['properties']>;

/** Opens a risk file as a draft of the account that does it. */
export async function openRisk(
  tx: Queryable,
  input: z.output<typeof RiskInput>,
  doing: Doing,
): Promise<FileAnswer> {
  const masking = new Masking();
  const geometry = roundGeometry(input.geometry);
  const given = { nameEn: input.properties.nameZh, ...input.properties };
  const areaCode = await gridAt(tx, geometry.coordinates, doing.actor.scopeCode);
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  const properties = {
    ...contentOf(given, undefined, masking),
    number: await nextFileNumber(tx, 'risk_file', await cityToday(tx, doing.now)),
    status: 'draft',
    authorId: doing.actor.accountId,
    lastAct: 'open' satisfies RiskAct,
  };
  await insertPlaced(tx, RISKS, id, { areaCode, geometry, properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'create', id, undefined, doing), masked: masking.kinds };
}

/** Changes a file that is a draft or was returned. */
export async function patchRisk(
  tx: Queryable,
  id: string,
  patch: RiskPatch,
  versions: Versions,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, RISKS, id, versions, doing);
  if (!patch.geometry && Object.keys(patch.properties ?? {}).length === 0)
    return { feature: before, masked: [] };
  requireLegal(before, 'edit', doing);
  const masking = new Masking();
  const content = contentOf(patch.properties ?? {}, propertiesOf(before), masking);
  const properties = { ...content, lastAct: 'edit' satisfies RiskAct, lastReason: '' };
  const geometry = patch.geometry && roundGeometry(patch.geometry);
  const areaCode = geometry && (await gridAt(tx, geometry.coordinates, doing.actor.scopeCode));
  await updatePlaced(tx, RISKS, id, { areaCode, geometry, properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'update', id, before, doing), masked: masking.kinds };
}

/** One step of a file, with its reason. `result` belongs to `evaluate`. */
export interface RiskStep {
  act: 'submit' | 'return' | 'sign_off' | 'evaluate' | 'withdraw';
  reason?: string | undefined;
  result?: RiskResult | undefined;
}

/** Takes a file one step on. Throws `illegal_transition` with why when it can not be done. */
export async function stepRisk(
  tx: Queryable,
  id: string,
  step: RiskStep,
  versions: Versions,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, RISKS, id, versions, doing);
  requireLegal(before, step.act, doing);
  const masking = new Masking();
  const properties = {
    status: NEXT_BY_ACT[propertiesOf(before).status][step.act],
    ...changeBy(step, doing),
    lastAct: step.act,
    lastReason: masking.text(step.reason ?? ''),
  };
  await updatePlaced(tx, RISKS, id, { properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'update', id, before, doing), masked: masking.kinds };
}

function changeBy({ act, result }: RiskStep, { actor, now }: Doing): Properties {
  if (act === 'submit') return { submittedBy: actor.accountId };
  if (act === 'sign_off') return { signedBy: actor.accountId, signedAt: now };
  if (act === 'return') return { signedBy: null, signedAt: null };
  return act === 'evaluate' ? { result } : {};
}

/** What is written of a file: texts without personal data, every item of the checklist, the grade with its reason. */
function contentOf(given: Given, before: RiskProperties | undefined, masking: Masking): Properties {
  const { startsAt, endsAt } = { ...before, ...given };
  requirePeriod(String(startsAt), String(endsAt));
  const content: Properties = { ...given, ...masking.fields(given), ...gradeAfter(given, before, masking) };
  if (given.checklist)
    content.checklist = wholeChecklist(given.checklist).map((one) => ({
      ...one,
      note: masking.text(one.note),
    }));
  if (given.measures)
    content.measures = given.measures.map((one) => ({ ...one, text: masking.text(one.text) }));
  return content;
}

/** The grade that the checklist gives, or the one that a person set, which stays as long as it has its reason. */
function gradeAfter(given: Given, before: RiskProperties | undefined, masking: Masking): Properties {
  const computed = gradeOfRisk(given.checklist ?? before?.checklist ?? []).grade;
  const kept = before?.gradeReason ? before.grade : undefined;
  const grade = given.grade ?? kept ?? computed;
  if (grade === computed) return { grade, gradeReason: '' };
  const gradeReason = masking.text(given.gradeReason ?? before?.gradeReason ?? '');
  if (gradeReason !== '') return { grade, gradeReason };
  const why = refusal(
    `The checklist gives ${computed}; another grade needs gradeReason.`,
    'grade_needs_reason',
  );
  throw new ProblemError('invalid_request', why, {
    issues: [{ path: 'body.properties.gradeReason', ...why }],
  });
}

function requirePeriod(startsAt: string, endsAt: string): void {
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt);
  if (lengthMs > 0 && lengthMs <= MOST_DAYS * DAY_MS) return;
  const why =
    lengthMs > 0
      ? refusal(`A period has at most ${MOST_DAYS} days.`, 'risk_period_too_long', { days: MOST_DAYS })
      : refusal('The end is not after the start.', 'risk_period_reversed');
  throw new ProblemError('invalid_request', why, { issues: [{ path: 'body.properties.endsAt', ...why }] });
}

function requireLegal(before: PlacedFeature, act: RiskAct, { actor, now }: Doing): void {
  const risk = before.properties as unknown as RiskState;
  const why = riskRefusal(risk, act, actor, Date.parse(now));
  if (why) throw new ProblemError('illegal_transition', why);
}

function propertiesOf({ properties }: PlacedFeature): RiskProperties {
  return properties as unknown as RiskProperties;
}
