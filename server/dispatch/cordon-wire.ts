import type { CordonPlanned, PlannedPosition, ReachableArea } from '../../core/contract/cordon.ts';
import type {
  AnsweredArea,
  AnsweredPost,
  CordonAnswer,
  NamedSpot,
  PostPlace,
} from '../../core/cordon/ask.ts';
import { fromInt7 } from '../../core/geometry/integer.ts';

/** A plan as it crosses the wire; `codes` of units by id. */
export function plannedOf(answer: CordonAnswer, codes: ReadonlyMap<string, string>): CordonPlanned {
  const codeOf = (id: string): string => codes.get(id) ?? '';
  const { posts, gaps, wanted, released, completeMs, enclosedRoadMetres, ...rest } = answer;
  return {
    ...rest,
    positions: posts.map((post) => positionOf(post, codeOf)),
    gaps: gaps.map(({ reason, openFromMs, way, ...spot }) => ({
      ...namedOf(spot),
      reason,
      openFrom: { fast: instantOf(openFromMs.fast), slow: instantOf(openFromMs.slow) },
      way: lineOf(way),
    })),
    wanted: wanted.map(({ byMs, nearest, ...spot }) => ({
      ...namedOf(spot),
      byAt: new Date(byMs).toISOString(),
      nearest: nearest && { ...nearest, code: codeOf(nearest.unitId) },
    })),
    released: released.map((id) => ({ id, code: codeOf(id) })),
    completeAt: instantOf(completeMs),
    enclosedKm: enclosedRoadMetres / 1000,
  };
}

function positionOf(
  { at, holder, reason, arrivesMs, reachedMs, slackSeconds, way, ...spot }: AnsweredPost,
  codeOf: (id: string) => string,
): PlannedPosition {
  return {
    ...placeKeys(at),
    ...namedOf(spot),
    unit: holder.kind === 'unit' ? { id: holder.id, code: codeOf(holder.id) } : null,
    reason,
    arrivesAt: new Date(arrivesMs).toISOString(),
    reachedAt: { fast: instantOf(reachedMs.fast), slow: instantOf(reachedMs.slow) },
    slackSeconds,
    way: lineOf(way),
  };
}

function placeKeys(at: PostPlace) {
  return 'checkpointId' in at
    ? { checkpointId: at.checkpointId, nodeId: null }
    : { checkpointId: null, nodeId: at.nodeId };
}

/** A place with the names of its roads in one text. */
export function namedOf({ lng7, lat7, namesZh, namesEn }: NamedSpot) {
  return {
    place: { type: 'Point' as const, coordinates: [fromInt7(lng7), fromInt7(lat7)] as [number, number] },
    nameZh: namesZh.join(' / '),
    nameEn: namesEn.join(' / '),
  };
}

function instantOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function lineOf(flat: readonly number[]) {
  if (flat.length < 4) return null;
  return { type: 'LineString' as const, coordinates: pairs(flat) };
}

/** Areas at their minutes from `nowMs` on. */
export function areasOf(areas: readonly AnsweredArea[], nowMs: number): ReachableArea[] {
  return areas.map(({ atMs, polygons }) => ({
    atMinutes: (atMs - nowMs) / 60_000,
    geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(pairs)) },
  }));
}

function pairs(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [
    fromInt7(flat[i * 2]!),
    fromInt7(flat[i * 2 + 1]!),
  ]);
}
