import { TooManyPairs } from '../../../../../core/hotspot/knox-pairs.ts';
import { stDbscan } from '../../../../../core/hotspot/st-dbscan.ts';
import type { Study } from '../../../../analysis/study.ts';
import type { FoundGroup, NewFindings } from './new-findings.ts';
import type { NewSettings } from './new-settings.ts';
import { placeOf } from './new-work.ts';

const DAY_MS = 86_400_000;
const MOST_GROUPS = 200;

/** The groups of ST-DBSCAN, the one with the latest incident first. */
export function foundGroups(study: Study, settings: NewSettings): NewFindings['groups'] {
  try {
    return groupsOf(study, settings);
  } catch (error) {
    if (error instanceof TooManyPairs) return { tooMany: error.pairs };
    throw error;
  }
}

function groupsOf(study: Study, settings: NewSettings): NewFindings['groups'] {
  const { apart, within, least } = settings;
  const { cluster, clusters, minPoints } = stDbscan(study, apart, within, least || 'suggested');
  const members: number[][] = Array.from({ length: clusters }, () => []);
  let noise = 0;
  cluster.forEach((number, i) => {
    if (number < 0) noise++;
    else members[number]?.push(i);
  });
  const list = members.map((indices) => groupOf(study, indices, within));
  list.sort((a, b) => b.lastMs - a.lastMs);
  return { list: list.slice(0, MOST_GROUPS), noise, total: clusters, least: minPoints };
}

/** Incidents of a study are in order of time, hence so are the members. */
function groupOf(
  { x, y, time, plane, edges }: Study,
  members: readonly number[],
  withinDays: number,
): FoundGroup {
  const points = members.map((i) => [x[i]!, y[i]!] as const);
  const sum = points.reduce(([a, b], [px, py]) => [a + px, b + py], [0, 0] as readonly [number, number]);
  const msOf = (i: number | undefined) => (edges[0] ?? 0) + (time[i ?? 0] ?? 0) * DAY_MS;
  const lastMs = msOf(members.at(-1));
  return {
    hull: convexHull(points).map(([px, py]) => placeOf(plane, px, py)),
    centre: placeOf(plane, sum[0] / points.length, sum[1] / points.length),
    incidents: members.length,
    firstMs: msOf(members[0]),
    lastMs,
    isCurrent: lastMs + withinDays * DAY_MS >= (edges.at(-1) ?? 0),
  };
}

type Point = readonly [x: number, y: number];

/** Counter-clockwise corners of the smallest convex polygon (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  if (sorted.length < 3) return sorted;
  return [...half(sorted), ...half(sorted.toReversed())];
}

function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
