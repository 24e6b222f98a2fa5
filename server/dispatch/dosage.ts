import { isWithinCode } from '../../core/contract/area-code.ts';
import type { Dosage, KnownUntil, PlaceDosageItem } from '../../core/contract/dosage.ts';
import { dosageLeague, KOPER_TARGET } from '../../core/patrol/dosage.ts';
import { HALF_HOUR_MS, staysInGrids } from '../../core/patrol/grid-minutes.ts';
import type { DosagePeriod, DosageSubject } from '../../core/patrol/look-back.ts';
import { isVisited, VISITED_NOUNS, type VisitedNoun } from '../../core/patrol/visited-places.ts';
import type { Net } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { VISITS_KNOWN } from '../live/visit-reader.ts';
import { feedAges } from '../queries/feeds.ts';
import { selectGridMinutes, selectGridPlaces } from '../queries/grid-presence.ts';
import { selectVisits } from '../queries/patrol-visits.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { commonArea } from '../queries/scope.ts';
import { recall } from '../queries/sentry-memory.ts';

const HOUR_MS = 3_600_000;
export const PERIOD_MS: Record<DosagePeriod, number> = {
  shift: 8 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};
const NET_OF: Record<VisitedNoun, Net> = {
  posts: 'community',
  checkpoints: 'checkpoint',
  institutions: 'institution',
};
const UNKNOWN_INTERVAL_SECONDS = 60;
/** Positions are gone through so often: who was in a grid then is taken to be there still. */
const HERE_MS = 120_000;

type DosageDeps = Pick<Deps, 'database' | 'memory' | 'clock'>;

/** What patrols gave the places of an area within a scope, the place most in need first; undefined: the area is not in the scope. */
export async function dosageOf(
  deps: DosageDeps,
  {
    period,
    by,
    within,
    scopeCode,
  }: { period: DosagePeriod; by: DosageSubject; within: string; scopeCode: string },
): Promise<Dosage | undefined> {
  const area = commonArea(within, scopeCode);
  if (area === undefined) return undefined;
  const nowMs = deps.clock();
  const fromMs = nowMs - PERIOD_MS[period];
  const items = await (by === 'grids' ? gridItems : placeItems)(deps, area, { fromMs, nowMs });
  return {
    period,
    fromAt: new Date(fromMs).toISOString(),
    asOf: new Date(nowMs).toISOString(),
    known: await knownUntil(deps),
    target: KOPER_TARGET,
    items,
  };
}

type Span = { fromMs: number; nowMs: number };

async function placeItems(
  deps: DosageDeps,
  area: string,
  { fromMs, nowMs }: Span,
): Promise<PlaceDosageItem[]> {
  const places = await placesIn(deps, area);
  const visits = await selectVisits(deps.database, VISITED_NOUNS, { fromMs, toMs: nowMs });
  const visited = new Set(visits.filter(({ goesOn }) => goesOn).map(({ placeId }) => placeId));
  return dosageLeague([...places.keys()], visits, { fromMs, nowMs }).map(
    ({ placeId, dueMs, orderEntropy, ...figures }): PlaceDosageItem => ({
      ...placeOf(places.get(placeId)!),
      ...figures,
      dueAt: new Date(dueMs).toISOString(),
      isVisited: visited.has(placeId),
      ...orderEntropy,
    }),
  );
}

/** Grids are told by the minutes in which any unit was in them: in which order units came is not kept. */
async function gridItems({ database }: DosageDeps, area: string, span: Span): Promise<PlaceDosageItem[]> {
  const grids = new Map((await selectGridPlaces(database, area)).map((grid) => [grid.code, grid]));
  const toMs = span.nowMs + 1;
  const stays = staysInGrids(
    await selectGridMinutes(database, area, { fromMs: span.fromMs - HALF_HOUR_MS, toMs }),
  );
  const here = new Set(
    stays.filter(({ leftMs }) => span.nowMs - leftMs < HERE_MS).map(({ placeId }) => placeId),
  );
  return dosageLeague([...grids.keys()], stays, span).map(
    ({ placeId, dueMs, orderEntropy: _, ...figures }): PlaceDosageItem => {
      const { code, ...names } = grids.get(placeId)!;
      const dueAt = new Date(dueMs).toISOString();
      const about = { kind: 'grids' as const, id: code, areaCode: code, net: 'community' as const, ...names };
      return { ...about, ...figures, dueAt, isVisited: here.has(placeId), steps: 0, evenness: null };
    },
  );
}

/** What figures from the positions of units are worth. */
export async function knownUntil({ database }: Pick<Deps, 'database'>): Promise<KnownUntil> {
  const feed = (await feedAges(database)).find((one) => one.feed === 'units');
  const read = await recall(database, VISITS_KNOWN);
  const lastSeenAt = feed?.lastSeenAt ?? null;
  const times = [lastSeenAt, read?.at].flatMap((at) => (at ? [Date.parse(at)] : []));
  return {
    feed: 'units',
    lastSeenAt,
    expectedIntervalSeconds: feed?.expectedIntervalSeconds ?? UNKNOWN_INTERVAL_SECONDS,
    knownUntil: times.length === 2 ? new Date(Math.min(...times)).toISOString() : null,
  };
}

interface Place {
  noun: VisitedNoun;
  thing: PlacedFeature;
}

async function placesIn({ memory }: DosageDeps, area: string): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const noun of VISITED_NOUNS)
    for (const thing of await memory.featuresOf(noun))
      if (isVisited(noun, thing) && isWithinCode(String(thing.properties.areaCode), area))
        places.set(String(thing.id), { noun, thing });
  return places;
}

function placeOf({ noun, thing: { id, geometry, properties } }: Place) {
  const [lng, lat] = (geometry as { coordinates: [number, number] }).coordinates;
  const { nameZh, nameEn, areaCode } = properties as Record<'nameZh' | 'nameEn' | 'areaCode', string>;
  return { kind: noun, id: String(id), nameZh, nameEn, areaCode, net: NET_OF[noun], lng, lat };
}
