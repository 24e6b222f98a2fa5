import { v7 as uuidv7 } from 'uuid';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import type { Action } from '../../core/contract/permission.ts';
import type { Feed } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound } from '../problem.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';
import { touchFeed } from '../queries/feeds.ts';
import {
  deletePlaced,
  insertPlaced,
  type PlacedFeature,
  type PlacedTable,
  type Properties,
  selectPlacedOne,
  updatePlaced,
} from '../queries/placed.ts';
import { endAlarmsOf } from './alarms.ts';
import type { Doing } from './command.ts';
import { areaAround, gridAt, requireHomeArea } from './locate.ts';

/** What a command is given: the wire's shape, already parsed. */
export interface PlacedInput {
  geometry?: { type: string; coordinates: unknown } | undefined;
  properties?: Properties | undefined;
}

/** How a noun with a place is changed. */
export interface PlacedKind {
  table: PlacedTable;
  action: Action;
  feed?: Feed;
  /** Whether its area is the grid of its place, the smallest area that holds all of it, or a home area that is given. */
  area: 'grid' | 'cover' | 'home';
  /** Properties that the server adds to what was given. */
  derive?: (change: Derivation) => Properties;
  /** Refuses what the schema can not see. */
  check?: (tx: Queryable, change: Derivation, doing: Doing) => Promise<void>;
  /** Removes what only the row explains, before the row goes. */
  clear?: (tx: Queryable, feature: PlacedFeature) => Promise<void>;
}
export interface Derivation {
  given: Properties;
  geometry: { type: string; coordinates: unknown } | undefined;
  before: PlacedFeature | undefined;
  now: string;
}

/** Creates one thing and logs it. */
export async function createPlaced(
  tx: Queryable,
  kind: PlacedKind,
  input: PlacedInput,
  doing: Doing,
): Promise<PlacedFeature> {
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  const change = await prepare(tx, kind, input, undefined, doing);
  await insertPlaced(tx, kind.table, id, change);
  return await logged(tx, kind, 'create', id, undefined, doing);
}

/** Changes what is given of one thing, if its version is among `versions`, and logs it. A change of nothing is no change. */
export async function patchPlaced(
  tx: Queryable,
  kind: PlacedKind,
  id: string,
  input: PlacedInput,
  versions: Versions,
  doing: Doing,
): Promise<PlacedFeature> {
  const before = await lockPlaced(tx, kind, id, versions, doing);
  if (!input.geometry && Object.keys(input.properties ?? {}).length === 0) return before;
  const change = await prepare(tx, kind, input, before, doing);
  await updatePlaced(tx, kind.table, id, change);
  return await logged(tx, kind, 'update', id, before, doing);
}

export async function removePlaced(
  tx: Queryable,
  kind: PlacedKind,
  id: string,
  versions: Versions,
  doing: Doing,
): Promise<void> {
  const before = await lockPlaced(tx, kind, id, versions, doing);
  await kind.clear?.(tx, before);
  const ended = await endAlarmsOf(tx, { noun: kind.table.noun, id }, doing);
  await deletePlaced(tx, kind.table, id);
  await logged(tx, kind, 'delete', id, before, doing, ended);
}

async function lockPlaced(
  tx: Queryable,
  kind: PlacedKind,
  id: string,
  versions: Versions,
  doing: Doing,
): Promise<PlacedFeature> {
  const before = await selectPlacedOne(tx, kind.table, id, doing.actor.scopeCode, true);
  if (!before) throw notFound(kind.table.noun, `${kind.table.noun} ${id}`);
  expectVersion(versions, before.properties.version as number);
  return before;
}

async function prepare(
  tx: Queryable,
  kind: PlacedKind,
  input: PlacedInput,
  before: PlacedFeature | undefined,
  doing: Doing,
) {
  const geometry = input.geometry && roundGeometry(input.geometry);
  const { areaCode: home, ...given } = input.properties ?? {};
  const change: Derivation = { given, geometry, before, now: doing.now };
  await kind.check?.(tx, change, doing);
  const areaCode = await areaOf(tx, kind, home, geometry, doing.actor.scopeCode);
  return { areaCode, geometry, properties: { ...given, ...kind.derive?.(change) }, now: doing.now };
}

async function areaOf(
  tx: Queryable,
  kind: PlacedKind,
  home: unknown,
  geometry: PlacedInput['geometry'],
  scopeCode: string,
): Promise<string | undefined> {
  if (kind.area === 'grid')
    return geometry && (await gridAt(tx, geometry.coordinates as [number, number], scopeCode));
  if (kind.area === 'cover') return geometry && (await areaAround(tx, geometry, scopeCode));
  if (typeof home !== 'string') return undefined;
  await requireHomeArea(tx, home, scopeCode);
  return home;
}

/** Appends the event of a change, and those of `alsoLogged`; answers the thing as it is now, or was before it went. */
export async function logged(
  tx: Queryable,
  kind: Pick<PlacedKind, 'table' | 'feed'>,
  what: 'create' | 'update' | 'delete',
  id: string,
  before: PlacedFeature | undefined,
  { actor, now }: Doing,
  alsoLogged: readonly NewEvent[] = [],
): Promise<PlacedFeature> {
  const after = what === 'delete' ? undefined : await selectPlacedOne(tx, kind.table, id, actor.scopeCode);
  const shown = after ?? before;
  if (!shown) throw new Error(`${kind.table.table} ${id} is not there after its change`);
  if (kind.feed) await touchFeed(tx, kind.feed, now);
  const event: NewEvent = {
    at: now,
    actorId: actor.accountId,
    noun: kind.table.noun,
    kind: what,
    subjectId: id,
    areaCode: String(shown.properties.areaCode),
    oldAreaCode: movedFrom(before, shown),
    before: before ?? null,
    after: after ?? null,
  };
  await appendEvents(tx, [event, ...alsoLogged]);
  return shown;
}

function movedFrom(before: PlacedFeature | undefined, after: PlacedFeature): string | null {
  const old = before?.properties.areaCode;
  return typeof old === 'string' && old !== after.properties.areaCode ? old : null;
}
