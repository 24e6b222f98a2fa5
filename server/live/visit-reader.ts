import { v7 as uuidv7 } from 'uuid';
import { cityShift } from '../../core/city-time.ts';
import type { AreaWatch } from '../../core/live/area-watch.ts';
import { fixesInOrder, type UsedFix } from '../../core/patrol/fixes-in-order.ts';
import { minutesInGrids } from '../../core/patrol/grid-minutes.ts';
import { type PlaceVisit, type VisitedPlace, visitsOf } from '../../core/patrol/place-visits.ts';
import { resumeFrom } from '../../core/patrol/resume-visits.ts';
import { eachPieceDriven } from '../../core/patrol/road-pieces.ts';
import type { StrayingRule } from '../../core/patrol/strayings.ts';
import {
  isVisited,
  LEAST_VISIT_SECONDS,
  VISITED_NOUNS,
  visitedPlace,
} from '../../core/patrol/visited-places.ts';
import type { PatrolPlaceKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import type { CityTravel } from '../dispatch/road-book.ts';
import { appendEvents } from '../queries/events.ts';
import { addGridMinutes } from '../queries/grid-presence.ts';
import {
  deleteVisits,
  insertVisits,
  selectSeenVisits,
  selectStopPlaces,
  updateVisit,
  type VisitRow,
} from '../queries/patrol-visits.ts';
import { addRoadDrives, type RoadDrive } from '../queries/road-drives.ts';
import { type FollowedRound, selectFollowedRounds } from '../queries/round-tracks.ts';
import { remember } from '../queries/sentry-memory.ts';
import {
  fixesFrom,
  holdBookmark,
  layBookmarks,
  moveBookmark,
  unitsWithNews,
} from '../queries/visit-bookmarks.ts';
import { gridsInForce } from './grids-in-force.ts';
import { Lease } from './lease.ts';
import { repeat } from './repeat.ts';
import { followRound, strayingRule } from './round-follower.ts';

export type VisitDeps = Pick<Deps, 'database' | 'memory' | 'roads' | 'hub' | 'log' | 'clock'>;

const EVERY_MS = 30_000;
const LEASE_MS = 60_000;
const UNITS_A_TURN = 40;
/** Shifts begin on a quarter of an hour, in every zone. */
const QUARTER_MS = 900_000;
/** Of a unit that was never looked at. */
const FIRST_LOOK_MS = 8 * 86_400_000;
/** What came before a late position is looked at again so far back. */
const LATE_LOOK_MS = 26 * 3_600_000;
const MOST_FIXES = 20_000;
/** So long after its end a round is followed for what comes late. */
const ENDED_MS = 30 * 60_000;

/** Under what the time is remembered up to which visits are known. */
export const VISITS_KNOWN = 'visits known';

/** Goes through the positions of the units for their visits, in one process at a time. Answers how to stop. */
export function startVisitReader(deps: VisitDeps): () => Promise<void> {
  const lease = new Lease(deps, 'visits', LEASE_MS);
  let isStopping = false;
  const turn = async () => {
    // What units tell while the turn lasts waits for the next: they never stop telling.
    const beganMs = deps.clock();
    while (!isStopping && (await lease.isOurs()) && (await readVisits(deps, beganMs, () => isStopping)));
  };
  const stop = repeat(turn, {
    everyMs: EVERY_MS,
    log: deps.log,
    trouble: 'visits could not be read from the positions',
  });
  return async () => {
    isStopping = true;
    await stop();
    await lease.giveUp();
  };
}

type Places = Map<string, VisitedPlace & { kind: PatrolPlaceKind }>;

/** What the positions are held against. */
interface Ground {
  places: Places;
  travel: CityTravel;
  grids: AreaWatch;
  /** Rounds that run or just ended, of each unit the one that began first. */
  rounds: ReadonlyMap<string, FollowedRound>;
  straying: StrayingRule;
}

/**
 * Goes once through the positions that were not gone through, each unit in a transaction of its own: after a restart it goes on where it was, and what
 * came late is gone through again. Units that were gone through up to `beganMs` (milliseconds since 1970) or later are left out. Answers whether there is more.
 */
export async function readVisits(
  deps: VisitDeps,
  beganMs?: number,
  isStopping = () => false,
): Promise<boolean> {
  const { database, clock } = deps;
  const nowMs = clock();
  const units = await unitsWithNews(database, UNITS_A_TURN, beganMs ?? null);
  let isMore = units.length === UNITS_A_TURN;
  const ids = units.map(({ id }) => id);
  if (ids.length > 0) await layBookmarks(database, ids);
  const ground = await groundOf(deps, nowMs);
  for (const unit of units) {
    if (isStopping()) return false;
    const isDone = await database.transaction((tx) => readUnit(tx, unit, ground, nowMs));
    isMore ||= !isDone;
  }
  deps.hub.wake();
  if (!isMore) await remember(database, VISITS_KNOWN, new Date(nowMs).toISOString(), {});
  return isMore;
}

async function groundOf(deps: VisitDeps, nowMs: number): Promise<Ground> {
  const rounds = await selectFollowedRounds(deps.database, { nowMs, endedMs: nowMs - ENDED_MS });
  return {
    places: await placesOf(deps, nowMs),
    travel: await deps.roads.current(),
    grids: await gridsInForce(deps.database),
    rounds: new Map(rounds.toReversed().map((round) => [round.unitId, round])),
    straying: await strayingRule(deps.database),
  };
}

/** Those that are always watched, and the other stops of the rounds of today. */
async function placesOf({ database, memory }: VisitDeps, nowMs: number): Promise<Places> {
  const places: Places = new Map();
  for (const stop of await selectStopPlaces(database, nowMs - LATE_LOOK_MS))
    places.set(stop.id, { ...stop, leastSeconds: LEAST_VISIT_SECONDS });
  for (const noun of VISITED_NOUNS)
    for (const thing of await memory.featuresOf(noun))
      if (isVisited(noun, thing)) {
        const place = visitedPlace(noun, thing);
        places.set(place.id, { ...place, kind: noun });
      }
  return places;
}

/** False: there are more positions than one look takes. */
async function readUnit(
  tx: Queryable,
  unit: { id: string; fixMs: number },
  { places, travel, grids, rounds, straying }: Ground,
  nowMs: number,
): Promise<boolean> {
  const bookmark = await holdBookmark(tx, unit.id);
  if (!bookmark) return true;
  const settledMs = bookmark.settledMs ?? nowMs - FIRST_LOOK_MS;
  const oldestMs = Math.min(settledMs, bookmark.lateFromMs ?? settledMs) - LATE_LOOK_MS;
  const known = await selectSeenVisits(tx, unit.id, oldestMs);
  const from = resumeFrom(known, settledMs, bookmark.lateFromMs);
  const fixes = await fixesFrom(tx, unit.id, from.fixesFromMs, MOST_FIXES);
  const look = visitsOf(fixes, [...places.values()]);
  const isSince = ({ arrivedMs }: PlaceVisit) => arrivedMs >= from.visitsFromMs;
  await keepVisits(tx, unit.id, known.filter(isSince), look.visits.filter(isSince), places);
  const seenMs = Math.min(bookmark.seenMs ?? 0, bookmark.lateFromMs ?? Infinity);
  const used = fixesInOrder(fixes);
  await addRoadDrives(tx, drivesOf(used, travel, seenMs));
  await addGridMinutes(tx, minutesInGrids(grids, unit.id, used, seenMs));
  const isFull = fixes.length === MOST_FIXES;
  const lastMs = fixes.at(-1)?.fixMs ?? settledMs;
  // Who fills a whole look with one stay is cut there: otherwise no look would ever end.
  const isStuck = isFull && (look.settledMs ?? 0) <= from.fixesFromMs;
  await moveBookmark(tx, unit.id, {
    settledMs: isStuck ? lastMs : (look.settledMs ?? settledMs),
    seenMs: isFull ? lastMs : Math.max(lastMs, unit.fixMs),
  });
  const round = rounds.get(unit.id);
  const now = new Date(nowMs).toISOString();
  if (round) await appendEvents(tx, await followRound(tx, round, bookmark.lateFromMs, straying, now));
  return !isFull;
}

/** The pieces of roads driven after `fromMs`, by the shift in which they were. */
function drivesOf(fixes: readonly UsedFix[], travel: CityTravel, fromMs: number): RoadDrive[] {
  const drives = new Map<string, RoadDrive>();
  const shiftOf = memoized((quarter) => cityShift(travel.zone, quarter * QUARTER_MS).startMs);
  eachPieceDriven(travel.pieces, fixes, fromMs, (road, bit, atMs) => {
    const shiftMs = shiftOf(Math.floor(atMs / QUARTER_MS));
    const key = `${shiftMs} ${road}`;
    const drive = drives.get(key) ?? { shiftMs, roadId: travel.roads[road]!.id, pieces: 0 };
    drive.pieces |= 1 << bit;
    drives.set(key, drive);
  });
  return [...drives.values()];
}

function memoized(of: (key: number) => number): (key: number) => number {
  const known = new Map<number, number>();
  return (key) => {
    const value = known.get(key) ?? of(key);
    known.set(key, value);
    return value;
  };
}

/** Of what was told before only what is told otherwise now is touched. */
async function keepVisits(
  tx: Queryable,
  unitId: string,
  before: readonly VisitRow[],
  now: readonly PlaceVisit[],
  places: Places,
): Promise<void> {
  const keyOf = ({ placeId, arrivedMs }: PlaceVisit) => `${placeId} ${arrivedMs}`;
  const known = new Map(before.map((visit) => [keyOf(visit), visit]));
  const fresh: VisitRow[] = [];
  for (const visit of now) {
    const same = known.get(keyOf(visit));
    known.delete(keyOf(visit));
    if (!same) {
      const placeKind = places.get(visit.placeId)?.kind ?? 'posts';
      const id = uuidv7({ msecs: visit.arrivedMs });
      fresh.push({ ...visit, id, unitId, placeKind, stopId: null, how: 'geofence' });
    } else if (same.leftMs !== visit.leftMs || same.goesOn !== visit.goesOn)
      await updateVisit(tx, { ...visit, id: same.id });
  }
  await deleteVisits(
    tx,
    [...known.values()].map(({ id }) => id),
  );
  await insertVisits(tx, fresh);
}
