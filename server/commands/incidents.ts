import { v7 as uuidv7 } from 'uuid';
import { cityDay } from '../../core/city-time.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import type { IncidentInput, IncidentPatch } from '../../core/contract/incident.ts';
import { refusal } from '../../core/contract/reason.ts';
import { advance, type IncidentProgress, NET_OF_TYPE } from '../../core/incident/transitions.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { selectIncidentOfUnit } from '../queries/assignments.ts';
import { selectCityZone } from '../queries/city.ts';
import { selectCordonOfUnit } from '../queries/cordons.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';
import { touchFeed } from '../queries/feeds.ts';
import { nextNumber, responsibleFor } from '../queries/incidents.ts';
import { INCIDENTS, UNITS } from '../queries/nouns.ts';
import { insertPlaced, type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { attributeToPast } from '../queries/relink.ts';
import { followProgress } from './assignment-rows.ts';
import type { Doing } from './command.ts';
import { gridAt } from './locate.ts';

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const CLOCK_SKEW_MS = 5 * 60_000;

/** An incident, and which kinds of personal data were masked in its text. */
export interface IncidentAnswer {
  feature: PlacedFeature;
  masked: readonly string[];
}

/** Takes an incident in: number of the day, net by type, grid by place, text without personal data. */
export async function createIncident(
  tx: Queryable,
  input: IncidentInput,
  doing: Doing,
): Promise<IncidentAnswer> {
  const geometry = roundGeometry(input.geometry);
  const { text, masked } = maskPersonalData(input.properties.text);
  const areaCode = await gridAt(tx, geometry.coordinates, doing.actor.scopeCode);
  const reportedMs = reportedTime(input.properties.reportedAt, Date.parse(doing.now));
  const reportedAt = new Date(reportedMs).toISOString();
  const { type, priority, source, net = NET_OF_TYPE[type] } = input.properties;
  const id = uuidv7({ msecs: reportedMs });
  const zone = await selectCityZone(tx);
  const day = cityDay(zone, reportedMs).slice(2).replaceAll('-', '');
  const recordedAt = doing.now;
  const properties = {
    type,
    priority,
    source,
    net,
    text,
    reportedAt,
    recordedAt,
    status: 'reported',
  };
  const more = [nextNumber(day), ...responsibleFor(areaCode)];
  await insertPlaced(tx, INCIDENTS, id, { areaCode, geometry, properties, more, now: doing.now });
  await attributeToPast(tx, { incidentId: id });
  return { feature: await logIncident(tx, 'create', id, undefined, doing), masked };
}

/** Edits an incident of one of `versions`: its facts, its place, or how far it got, which its assignments follow. */
export async function patchIncident(
  tx: Queryable,
  id: string,
  patch: IncidentPatch,
  versions: Versions,
  doing: Doing,
): Promise<IncidentAnswer> {
  const { scopeCode } = doing.actor;
  const before = await selectPlacedOne(tx, INCIDENTS, id, scopeCode, true);
  if (!before) throw notFound('incidents', `incident ${id}`);
  expectVersion(versions, before.properties.version as number);
  const { status, unitId, duplicateOf, text: given, ...facts } = patch.properties ?? {};
  if (!patch.geometry && Object.keys(patch.properties ?? {}).length === 0)
    return { feature: before, masked: [] };
  const progress = await progressAfter(tx, before, { status, unitId, duplicateOf }, doing);
  const { text, masked } = given === undefined ? { text: undefined, masked: [] } : maskPersonalData(given);
  const geometry = patch.geometry && roundGeometry(patch.geometry);
  const areaCode = geometry && (await gridAt(tx, geometry.coordinates, scopeCode));
  const properties = { ...facts, ...(text === undefined ? {} : { text }), ...progress };
  const more = areaCode && areaCode !== before.properties.areaCode ? responsibleFor(areaCode) : [];
  await updatePlaced(tx, INCIDENTS, id, { areaCode, geometry, properties, more, now: doing.now });
  if (areaCode) await attributeToPast(tx, { incidentId: id });
  const events = progress ? await followProgress(tx, before, progress, doing) : [];
  return { feature: await logIncident(tx, 'update', id, before, doing, events), masked };
}

async function progressAfter(
  tx: Queryable,
  before: PlacedFeature,
  patch: Pick<NonNullable<IncidentPatch['properties']>, 'status' | 'unitId' | 'duplicateOf'>,
  doing: Doing,
): Promise<IncidentProgress | undefined> {
  if (patch.status === undefined && patch.unitId === undefined && patch.duplicateOf === undefined)
    return undefined;
  const current = progressOf(before.properties);
  const result = advance(current, patch, doing.now);
  if ('refusal' in result) throw new ProblemError('illegal_transition', result.refusal);
  const { unitId, duplicateOf } = result.progress;
  if (duplicateOf !== null && duplicateOf !== current.duplicateOf)
    await requireOriginal(tx, duplicateOf, before.id, doing);
  if (unitId !== null && unitId !== current.unitId) await requireFreeUnit(tx, unitId, before.id, doing);
  return result.progress;
}

/** Where an incident stands. */
export function progressOf(properties: PlacedFeature['properties']): IncidentProgress {
  const { status, unitId, verifiedAt, assignedAt, arrivedAt, resolvedAt, reopenedAt, duplicateOf } =
    properties as unknown as IncidentProgress;
  return { status, unitId, verifiedAt, assignedAt, arrivedAt, resolvedAt, reopenedAt, duplicateOf };
}

/** The incident that a duplicate repeats lies in the scope and does not, by way of others, repeat the duplicate itself. */
async function requireOriginal(tx: Queryable, originalId: string, id: string, doing: Doing): Promise<void> {
  const seen = new Set([id]);
  for (let next: string | null = originalId; next !== null; ) {
    if (seen.has(next))
      throw new ProblemError(
        'conflict',
        refusal('An incident can not repeat itself, nor one that repeats it.', 'repeats_itself'),
      );
    seen.add(next);
    const original: PlacedFeature | undefined = await selectPlacedOne(
      tx,
      INCIDENTS,
      next,
      doing.actor.scopeCode,
    );
    if (!original)
      throw new ProblemError(
        'invalid_request',
        refusal(`There is no incident ${next} in your area.`, 'thing_unknown', { noun: 'incidents' }),
      );
    next = original.properties.duplicateOf as string | null;
  }
}

/** Locks the unit, so that two dispatchers can not send it to two places at once. It may be at `incidentId` already. */
export async function requireFreeUnit(
  tx: Queryable,
  unitId: string,
  incidentId: string | null,
  doing: Doing,
): Promise<void> {
  const unit = await selectPlacedOne(tx, UNITS, unitId, doing.actor.scopeCode, true);
  if (!unit)
    throw new ProblemError(
      'invalid_request',
      refusal(`There is no unit ${unitId} in your area.`, 'unit_unknown'),
    );
  const [unitCode, unitState] = [String(unit.properties.code), String(unit.properties.state)];
  if (unitState === 'off_duty' || unitState === 'unavailable') {
    const message = `Unit ${unitCode} is ${unitState} and can not be assigned.`;
    throw new ProblemError('conflict', refusal(message, 'unit_not_free', { unitCode, unitState }));
  }
  const busy = await selectIncidentOfUnit(tx, unitId);
  if (busy && busy.id !== incidentId) throw unitBusy(unitCode, busy.number);
  if (await selectCordonOfUnit(tx, unitId)) {
    const message = `Unit ${unitCode} holds a position of a cordon.`;
    throw new ProblemError('conflict', refusal(message, 'unit_in_cordon', { unitCode }));
  }
}

/** 409: the unit works on another incident. */
export function unitBusy(unitCode: string, incidentNumber: string): ProblemError {
  const message = `Unit ${unitCode} is already assigned to incident ${incidentNumber}.`;
  return new ProblemError('conflict', refusal(message, 'unit_busy', { unitCode, incidentNumber }));
}

function reportedTime(given: string | undefined, nowMs: number): number {
  const reportedMs = given === undefined ? nowMs : Date.parse(given);
  if (reportedMs >= EARLIEST_MS && reportedMs <= nowMs + CLOCK_SKEW_MS) return Math.trunc(reportedMs);
  const why = refusal('reportedAt must lie between the year 2000 and now.', 'time_out_of_range', {
    field: 'reportedAt',
  });
  throw new ProblemError('invalid_request', why, {
    issues: [{ path: 'body.properties.reportedAt', ...why }],
  });
}

/** Appends the event of a change of an incident after those of what changed with it, and answers the incident as it is now. */
export async function logIncident(
  tx: Queryable,
  kind: 'create' | 'update',
  id: string,
  before: PlacedFeature | undefined,
  { actor, now }: Doing,
  alsoLogged: readonly NewEvent[] = [],
): Promise<PlacedFeature> {
  const after = await selectPlacedOne(tx, INCIDENTS, id, actor.scopeCode);
  if (!after) throw new Error(`incident ${id} is not there after its change`);
  const areaCode = String(after.properties.areaCode);
  const old = before?.properties.areaCode;
  await touchFeed(tx, 'incidents', now);
  const event: NewEvent = {
    at: now,
    actorId: actor.accountId,
    noun: 'incidents',
    kind,
    subjectId: id,
    areaCode,
    oldAreaCode: typeof old === 'string' && old !== areaCode ? old : null,
    before: before ?? null,
    after,
  };
  await appendEvents(tx, [...alsoLogged, event]);
  return after;
}
