/**
 * Units against fences: which unit is on which side of which border, as far as its fixes can tell.
 *
 * A fix is certain beyond `CERTAIN_RADII` times its accuracy from the border. Nearer it confirms the side where it lies, but never
 * begins a change. A change begins with a certain fix on the other side, is given up by any fix that lies back on the known side, and
 * is confirmed once it has lasted for the fence's persistence, all in the time of the fixes: a fix that comes late is not taken. The
 * first certain fix of a unit for a fence, and the first after a long gap, is a baseline and crosses nothing.
 */
import { type LocalMetres, localMetres } from '../geometry/metres.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { metresToBorder, sharesAtBorder } from '../geometry/shape-border.ts';
import { indexShapes, locateInShape, type ShapeIndex, shapesNear } from '../geometry/shape-index.ts';

export interface FenceShape {
  id: string;
  /** Rings of all its polygons, shells and holes, each flat [lng7, lat7, ...] and closed. */
  rings: readonly FlatRing[];
  /** A change of side counts once it has lasted so long. */
  persistenceSeconds: number;
}

/** A place (units of 1e-7 degree, EPSG:4326) and when a unit was there, milliseconds since 1970. */
export interface PlaceInTime {
  lng7: number;
  lat7: number;
  fixMs: number;
}

/** One measured position. */
export interface Fix extends PlaceInTime {
  unitId: string;
  /** Radius that holds the true place in two of three cases; null: not told. */
  accuracyMetres: number | null;
}

export type Side = 'inside' | 'outside';

/** What is known of one unit and one fence. A unit without one is outside and was never seen to leave. */
export interface Contact {
  /** Null: no fix was certain yet. */
  side: Side | null;
  /** Whether the unit was first seen there, or came by crossing. */
  cause: 'baseline' | 'crossing';
  /** The fix that told it first. */
  since: PlaceInTime;
  /** The fix that began a change to the other side. */
  pending: PlaceInTime | null;
}

/** A confirmed change. */
export interface Crossing {
  fenceId: string;
  unitId: string;
  to: Side;
  /** The fix that told it first; of a passage, its middle. */
  at: PlaceInTime;
  /** It went through between two fixes: the unit is back on the side where it was. */
  isPassage: boolean;
}

/** The newest fix of a unit, and its contacts by fence. */
export interface Track extends PlaceInTime {
  accuracyMetres: number;
  /** Fences born later are new to this unit. */
  generation: number;
  contacts: Map<string, Contact>;
}

export interface FenceWatch {
  fences: readonly WatchedFence[];
  byId: ReadonlyMap<string, WatchedFence>;
  index: ShapeIndex;
  generation: number;
  /** By unit id. */
  tracks: Map<string, Track>;
}
interface WatchedFence extends FenceShape {
  generation: number;
}

/** Of normally spread fixes 68 % lie within the accuracy and 99 % within twice of it (Rayleigh). */
const CERTAIN_RADII = 2;
const LEAST_MARGIN_METRES = 4;
const UNKNOWN_ACCURACY_METRES = 20;
/** A fix more vague than this says nothing. */
const MOST_ACCURACY_METRES = 250;
/** Between fixes farther apart in time the way is not known. */
const LONGEST_WAY_MS = 120_000;
/** What would be faster is a leap of the receiver, not a way. */
const FASTEST_METRES_PER_SECOND = 80;
/** After so long without a fix the next one is a baseline again. */
const LONGEST_GAP_MS = 30 * 60_000;

/** A watch over fences, without units yet. Restored tracks of generation 0 know the fences whose id is among `known`. */
export function newFenceWatch(
  fences: readonly FenceShape[] = [],
  known: ReadonlySet<string> = new Set(),
): FenceWatch {
  const watched = fences.map((fence) => ({ ...fence, generation: known.has(fence.id) ? 0 : 1 }));
  return { ...indexed(watched), generation: 1, tracks: new Map() };
}

/** Watches these fences from now on. What is known of a fence is kept as long as its shape stays; a new shape is a new fence. */
export function setFences(watch: FenceWatch, fences: readonly FenceShape[]): void {
  const generation = watch.generation + 1;
  const kept = new Set<string>();
  const watched = fences.map((fence) => {
    const before = watch.byId.get(fence.id);
    if (!before || !isSameShape(before.rings, fence.rings)) return { ...fence, generation };
    kept.add(fence.id);
    return { ...fence, generation: before.generation };
  });
  Object.assign(watch, indexed(watched), { generation });
  for (const { contacts } of watch.tracks.values())
    for (const id of contacts.keys()) if (!kept.has(id)) contacts.delete(id);
}

function indexed(fences: readonly WatchedFence[]): Pick<FenceWatch, 'fences' | 'byId' | 'index'> {
  const index = indexShapes(fences.map(({ rings }) => rings));
  return { fences, byId: new Map(fences.map((fence) => [fence.id, fence])), index };
}

function isSameShape(a: readonly FlatRing[], b: readonly FlatRing[]): boolean {
  const isSame = (one: FlatRing, other: FlatRing | undefined) =>
    one.length === other?.length && Array.from(one).every((value, i) => value === other[i]);
  return a.length === b.length && a.every((ring, i) => isSame(ring, b[i]));
}

/** Forgets a unit that went off duty: its next fix is a baseline. */
export function forgetUnit(watch: FenceWatch, unitId: string): void {
  watch.tracks.delete(unitId);
}

/** Takes fixes, in the order of their own times whatever the order given, and returns what they confirmed. */
export function takeFixes(watch: FenceWatch, fixes: readonly Fix[]): Crossing[] {
  const crossings: Crossing[] = [];
  for (const fix of [...fixes].sort((a, b) => a.fixMs - b.fixMs)) takeFix(watch, fix, crossings);
  return crossings;
}

/** All that the handling of one fix needs. */
interface Look {
  watch: FenceWatch;
  fix: Fix;
  track: Track;
  plane: LocalMetres;
  /** Farther than this from a border the fix is certain, and with the fix before the way between them. */
  certainMetres: number;
  certainWayMetres: number;
  hasGap: boolean;
  /** Where the way to the fix began, if the way is known. */
  from: PlaceInTime | undefined;
  crossings: Crossing[];
}

/** Scratch. */
const near: number[] = [];

function takeFix(watch: FenceWatch, fix: Fix, crossings: Crossing[]): void {
  const accuracyMetres = fix.accuracyMetres ?? UNKNOWN_ACCURACY_METRES;
  const { lng7, lat7, fixMs } = fix;
  const before = watch.tracks.get(fix.unitId);
  if (accuracyMetres > MOST_ACCURACY_METRES || (before && fixMs <= before.fixMs)) return;
  const track = before ?? { lng7, lat7, fixMs, accuracyMetres, generation: 0, contacts: new Map() };
  const plane = localMetres(lng7, lat7);
  const marginOf = (metres: number) => Math.max(LEAST_MARGIN_METRES, CERTAIN_RADII * metres);
  const look: Look = {
    watch,
    fix,
    track,
    plane,
    certainMetres: marginOf(accuracyMetres),
    certainWayMetres: marginOf(Math.max(accuracyMetres, track.accuracyMetres)),
    hasGap: fixMs - track.fixMs > LONGEST_GAP_MS,
    from: isWay(track, fix, plane) ? track : undefined,
    crossings,
  };
  lookAround(look, before === undefined);
  Object.assign(track, { lng7, lat7, fixMs, accuracyMetres, generation: watch.generation });
  watch.tracks.set(fix.unitId, track);
}

function isWay(from: PlaceInTime, to: PlaceInTime, plane: LocalMetres): boolean {
  const tookMs = to.fixMs - from.fixMs;
  const east = (to.lng7 - from.lng7) * plane.metresPerLng7;
  const north = (to.lat7 - from.lat7) * plane.metresPerLat7;
  const isPossible = Math.hypot(east, north) <= (tookMs / 1000) * FASTEST_METRES_PER_SECOND;
  return tookMs > 0 && tookMs <= LONGEST_WAY_MS && isPossible;
}

/** Settles the fences that the fix or the way to it may concern, then those that it left far behind. */
function lookAround(look: Look, isNewUnit: boolean): void {
  const { watch, fix, track, plane, from = fix, certainMetres } = look;
  const [lngReach, latReach] = [certainMetres / plane.metresPerLng7, certainMetres / plane.metresPerLat7];
  const [west, east] = [Math.min(from.lng7, fix.lng7) - lngReach, Math.max(from.lng7, fix.lng7) + lngReach];
  const [south, north] = [Math.min(from.lat7, fix.lat7) - latReach, Math.max(from.lat7, fix.lat7) + latReach];
  const seen = new Set<string>();
  for (const shape of shapesNear(watch.index, west, south, east, north, near)) {
    const fence = watch.fences[shape];
    if (!fence) continue;
    seen.add(fence.id);
    const isNew = isNewUnit || fence.generation > track.generation;
    lookAt(look, shape, fence, track.contacts.get(fence.id) ?? contactOf(fix, isNew ? null : 'outside'));
  }
  for (const [id, contact] of track.contacts) {
    const fence = seen.has(id) ? undefined : watch.byId.get(id);
    if (!fence) continue;
    settle(look, fence, contact, 'outside', true);
    keep(track, id, contact);
  }
}

function lookAt(look: Look, shape: number, fence: WatchedFence, contact: Contact): void {
  const { watch, fix, plane, certainMetres, track } = look;
  const { lng7, lat7 } = fix;
  const side = locateInShape(watch.index, shape, lng7, lat7) >= 0 ? 'inside' : 'outside';
  const metres = metresToBorder(watch.index, shape, lng7, lat7, plane, certainMetres);
  const before = contact.side;
  settle(look, fence, contact, side, metres >= certainMetres);
  if (before === side && metres >= certainMetres) findPassage(look, shape, fence, side);
  keep(track, fence.id, contact);
}

function contactOf(fix: Fix, side: Side | null): Contact {
  return { side, cause: 'baseline', since: placeOf(fix), pending: null };
}

function placeOf({ lng7, lat7, fixMs }: PlaceInTime): PlaceInTime {
  return { lng7, lat7, fixMs };
}

function keep(track: Track, fenceId: string, contact: Contact): void {
  const isPlain = contact.side === 'outside' && contact.cause === 'baseline' && !contact.pending;
  if (isPlain) track.contacts.delete(fenceId);
  else track.contacts.set(fenceId, contact);
}

/** Moves what is known of a contact on by one observation. */
function settle(look: Look, fence: FenceShape, contact: Contact, side: Side, isCertain: boolean): void {
  const { fix, crossings } = look;
  if (contact.side === side) {
    contact.pending = null;
  } else if (contact.side === null || look.hasGap) {
    if (isCertain) Object.assign(contact, { ...contactOf(fix, side) });
  } else {
    if (isCertain) contact.pending ??= placeOf(fix);
    const since = contact.pending;
    if (!since || fix.fixMs - since.fixMs < fence.persistenceSeconds * 1000) return;
    Object.assign(contact, { side, cause: 'crossing', since, pending: null });
    crossings.push({ fenceId: fence.id, unitId: fix.unitId, to: side, at: since, isPassage: false });
  }
}

/** Between two fixes on one side the way may lead over the other: it counts if it lasted there, and its middle lay deep enough. */
function findPassage(look: Look, shape: number, fence: FenceShape, side: Side): void {
  const { watch, fix, from, plane, certainWayMetres: metres } = look;
  if (!from) return;
  const shares = sharesAtBorder(watch.index, shape, from.lng7, from.lat7, fix.lng7, fix.lat7);
  const tookMs = fix.fixMs - from.fixMs;
  for (let i = 0; i + 1 < shares.length; i += 1) {
    const [there = 0, back = 0] = [shares[i], shares[i + 1]];
    if ((back - there) * tookMs < fence.persistenceSeconds * 1000) continue;
    const middle = (there + back) / 2;
    const at = {
      lng7: Math.round(from.lng7 + middle * (fix.lng7 - from.lng7)),
      lat7: Math.round(from.lat7 + middle * (fix.lat7 - from.lat7)),
      fixMs: Math.round(from.fixMs + middle * tookMs),
    };
    const to = locateInShape(watch.index, shape, at.lng7, at.lat7) >= 0 ? 'inside' : 'outside';
    if (to === side || metresToBorder(watch.index, shape, at.lng7, at.lat7, plane, metres) < metres) continue;
    look.crossings.push({ fenceId: fence.id, unitId: fix.unitId, to, at, isPassage: true });
    return;
  }
}
