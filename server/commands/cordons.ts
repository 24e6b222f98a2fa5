import { v7 as uuidv7 } from 'uuid';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import type {
  Cordon,
  CordonInput,
  CordonPosition,
  InPlaceInput,
  WantedPosition,
} from '../../core/contract/cordon.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { CheckpointState } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import {
  CORDONS,
  insertPositions,
  markInPlace,
  type NewPosition,
  releasePositions,
  retimePosition,
} from '../queries/cordons.ts';
import { CHECKPOINTS, INCIDENTS } from '../queries/nouns.ts';
import { insertPlaced, type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { CHECKPOINT_KIND } from './checkpoints.ts';
import type { Doing } from './command.ts';
import { requireFreeUnit } from './incidents.ts';
import { gridAt } from './locate.ts';
import { logged, patchPlaced } from './placed.ts';

/** Who changes a cordon: always somebody. */
export type Commanding = Doing & { actor: { accountId: string } };
/** Where the position at the same index lies, and the names of its roads. */
export type Spot = Pick<CordonPosition, 'place' | 'nameZh' | 'nameEn'>;

/**
 * Sets a cordon: every position is sent in this one act, or none. Refused (409): a unit that works on an incident, holds a position of
 * another cordon or is not on duty.
 */
export async function setCordon(
  tx: Queryable,
  { incidentId, place, positions, closeCheckpoints, ringMinutes, ...asked }: CordonInput,
  spots: readonly Spot[],
  doing: Commanding,
): Promise<PlacedFeature> {
  const geometry = roundGeometry(place);
  const areaCode = await gridAt(tx, geometry.coordinates, doing.actor.scopeCode);
  await requireIncident(tx, incidentId, doing);
  requireDifferent(positions);
  await lockCheckpoints(tx, positions, doing);
  await requireFreeUnits(tx, positions, doing);
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  const ringAt =
    asked.exits === 'ring'
      ? new Date(Date.parse(doing.now) + (ringMinutes ?? 0) * 60_000).toISOString()
      : null;
  const properties = {
    ...asked,
    incidentId,
    ringAt,
    state: 'set',
    setAt: doing.now,
    setBy: doing.actor.accountId,
  };
  await insertPlaced(tx, CORDONS, id, { areaCode, geometry, properties, now: doing.now });
  await send(tx, id, positions, spots, { closeCheckpoints, doing });
  return await logged(tx, { table: CORDONS }, 'create', id, undefined, doing);
}

/** Changes where a cordon stands: positions that are not wanted are freed, new ones are sent, the others stay as they are. */
export async function changePositions(
  tx: Queryable,
  id: string,
  wanted: readonly WantedPosition[],
  spots: readonly Spot[],
  versions: Versions,
  doing: Commanding,
): Promise<PlacedFeature> {
  const before = await lockStanding(tx, id, versions, doing);
  requireDifferent(wanted);
  await lockCheckpoints(tx, wanted, doing);
  const open = positionsOf(before).filter(({ state }) => state !== 'released');
  const kept = new Map<string, WantedPosition>();
  for (const one of open) {
    const same = wanted.find((other) => isSame(one, other));
    if (same) kept.set(one.id, same);
  }
  const left = open.filter((one) => !kept.has(one.id));
  await releasePositions(
    tx,
    left.map((one) => one.id),
    doing.now,
  );
  const stays = new Set(kept.values());
  const fresh = wanted.flatMap((one, i) => (stays.has(one) ? [] : [{ one, spot: spots[i]! }]));
  await requireFreeUnits(
    tx,
    fresh.map(({ one }) => one),
    doing,
  );
  for (const [positionId, one] of kept) await retimePosition(tx, positionId, one);
  await touch(tx, id, doing);
  await restoreCheckpoints(tx, left, doing);
  const sent = fresh.map(({ one }) => one);
  await send(
    tx,
    id,
    sent,
    fresh.map(({ spot }) => spot),
    { closeCheckpoints: true, doing },
  );
  return await logged(tx, { table: CORDONS }, 'update', id, before, doing);
}

/** A unit is where it was sent; the checkpoint there is closed if that is wanted. Said twice it changes nothing. `at`: since when, by default now. */
export async function reportInPlace(
  tx: Queryable,
  id: string,
  positionId: string,
  { closeCheckpoint, at }: InPlaceInput & { at?: string | undefined },
  versions: Versions,
  doing: Commanding,
): Promise<PlacedFeature> {
  const before = await lockStanding(tx, id, versions, doing);
  const position = positionsOf(before).find((one) => one.id === positionId);
  if (!position) throw notFound('cordons', `position ${positionId} of this cordon`);
  if (position.state === 'released')
    throw new ProblemError(
      'illegal_transition',
      refusal('The position was given up.', 'cordon_position_released'),
    );
  const closes = closeCheckpoint && position.checkpointId !== null && position.checkpointWas === null;
  const was = closes ? await checkpointState(tx, position.checkpointId!, doing) : null;
  if (position.state === 'in_place' && was === null) return before;
  const since = Math.max(
    Date.parse(position.sentAt),
    Math.min(Date.parse(at ?? doing.now), Date.parse(doing.now)),
  );
  await markInPlace(tx, positionId, { now: new Date(since).toISOString(), checkpointWas: was });
  await touch(tx, id, doing);
  if (was !== null) await setCheckpoint(tx, position.checkpointId!, 'closed', doing);
  return await logged(tx, { table: CORDONS }, 'update', id, before, doing);
}

/** Ends a cordon in one act: its units are free, and checkpoints that it closed are what they were before. */
export async function standDown(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Commanding,
): Promise<PlacedFeature> {
  const before = await lockStanding(tx, id, versions, doing);
  const open = positionsOf(before).filter(({ state }) => state !== 'released');
  await lockCheckpoints(tx, open, doing);
  await releasePositions(
    tx,
    open.map((one) => one.id),
    doing.now,
  );
  const properties = { state: 'stood_down', stoodDownAt: doing.now, stoodDownBy: doing.actor.accountId };
  await updatePlaced(tx, CORDONS, id, { properties, now: doing.now });
  await restoreCheckpoints(tx, open, doing);
  return await logged(tx, { table: CORDONS }, 'update', id, before, doing);
}

function positionsOf({ properties }: PlacedFeature): CordonPosition[] {
  return properties.positions as Cordon['properties']['positions'];
}

function isSame(
  a: Pick<CordonPosition, 'checkpointId' | 'nodeId' | 'unitId'>,
  b: Pick<CordonPosition, 'checkpointId' | 'nodeId' | 'unitId'>,
): boolean {
  return a.checkpointId === b.checkpointId && a.nodeId === b.nodeId && a.unitId === b.unitId;
}

async function lockStanding(
  tx: Queryable,
  id: string,
  versions: Versions,
  { actor }: Doing,
): Promise<PlacedFeature> {
  const cordon = await selectPlacedOne(tx, CORDONS, id, actor.scopeCode, true);
  if (!cordon) throw notFound('cordons', `cordon ${id}`);
  expectVersion(versions, cordon.properties.version as number);
  if (cordon.properties.state === 'stood_down')
    throw new ProblemError('illegal_transition', refusal('The cordon was stood down.', 'cordon_stood_down'));
  return cordon;
}

async function requireIncident(tx: Queryable, incidentId: string | null, { actor }: Doing): Promise<void> {
  if (incidentId === null || (await selectPlacedOne(tx, INCIDENTS, incidentId, actor.scopeCode))) return;
  const why = refusal(`There is no incident ${incidentId} in your area.`, 'thing_unknown', {
    noun: 'incidents',
  });
  throw new ProblemError('invalid_request', why);
}

/** No place is held twice; that no unit is, is seen when it is sent. */
function requireDifferent(positions: readonly WantedPosition[]): void {
  if (positions.length === 0)
    throw new ProblemError(
      'invalid_request',
      refusal('A cordon has at least one position.', 'field_missing', { field: 'positions' }),
    );
  const places = positions.map(({ checkpointId, nodeId }) => checkpointId ?? nodeId);
  const isWhole = positions.every(
    (one) =>
      (one.checkpointId === null) !== (one.nodeId === null) && (one.unitId ?? one.checkpointId) !== null,
  );
  if (isWhole && new Set(places).size === places.length) return;
  const message = 'Every position is one checkpoint or one node with a unit, and each of them once.';
  throw new ProblemError('invalid_request', refusal(message, 'cordon_place_twice'));
}

/** Locks the units in the order of their ids, so that two cordons can not deadlock. */
async function requireFreeUnits(
  tx: Queryable,
  positions: readonly Pick<WantedPosition, 'unitId'>[],
  doing: Doing,
): Promise<void> {
  const ids = positions.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])).sort();
  const twice = ids.find((id, i) => ids[i + 1] === id);
  if (twice !== undefined)
    throw new ProblemError(
      'invalid_request',
      refusal(`Unit ${twice} can not hold two positions.`, 'cordon_unit_twice', { unitCode: twice }),
    );
  for (const id of ids) await requireFreeUnit(tx, id, null, doing);
}

/** Before the first event is written, in the order of their ids. */
async function lockCheckpoints(
  tx: Queryable,
  positions: readonly Pick<WantedPosition, 'checkpointId'>[],
  doing: Doing,
): Promise<void> {
  const ids = positions.flatMap(({ checkpointId }) => (checkpointId === null ? [] : [checkpointId])).sort();
  for (const id of ids) await selectPlacedOne(tx, CHECKPOINTS, id, doing.actor.scopeCode, true);
}

async function checkpointState(tx: Queryable, id: string, { actor }: Doing): Promise<CheckpointState | null> {
  const checkpoint = await selectPlacedOne(tx, CHECKPOINTS, id, actor.scopeCode, true);
  const state = checkpoint?.properties.state as CheckpointState | undefined;
  return state === undefined || state === 'closed' ? null : state;
}

async function setCheckpoint(tx: Queryable, id: string, state: CheckpointState, doing: Doing): Promise<void> {
  await patchPlaced(tx, CHECKPOINT_KIND, id, { properties: { state } }, ['*'], doing);
}

async function send(
  tx: Queryable,
  cordonId: string,
  positions: readonly WantedPosition[],
  spots: readonly Spot[],
  { closeCheckpoints, doing }: { closeCheckpoints: boolean; doing: Commanding },
): Promise<void> {
  const rows: NewPosition[] = [];
  for (const [i, { checkpointId, nodeId, unitId, dueAt, arrivesAt }] of positions.entries()) {
    const isOwn = unitId === null && checkpointId !== null;
    const checkpointWas = isOwn && closeCheckpoints ? await checkpointState(tx, checkpointId, doing) : null;
    rows.push({
      id: uuidv7({ msecs: Date.parse(doing.now) }),
      cordonId,
      checkpointId,
      nodeId,
      ...spots[i]!,
      unitId,
      dueAt,
      arrivesAt,
      sentAt: doing.now,
      state: isOwn ? 'in_place' : 'sent',
      checkpointWas,
    });
  }
  await insertPositions(tx, rows);
  for (const { checkpointId, checkpointWas } of rows)
    if (checkpointId !== null && checkpointWas !== null)
      await setCheckpoint(tx, checkpointId, 'closed', doing);
}

/** Checkpoints that these positions closed, and nobody changed since, are what they were. */
async function restoreCheckpoints(
  tx: Queryable,
  positions: readonly CordonPosition[],
  doing: Doing,
): Promise<void> {
  for (const { checkpointId, checkpointWas } of positions) {
    if (checkpointId === null || checkpointWas === null) continue;
    const now = await selectPlacedOne(tx, CHECKPOINTS, checkpointId, doing.actor.scopeCode, true);
    if (now?.properties.state === 'closed') await setCheckpoint(tx, checkpointId, checkpointWas, doing);
  }
}

/** The positions changed: the cordon has another version. */
async function touch(tx: Queryable, id: string, { now }: Doing): Promise<void> {
  await updatePlaced(tx, CORDONS, id, { properties: {}, now });
}
