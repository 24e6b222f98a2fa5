import { ancestorCode, communityOf, levelOfCode } from '../../contract/area-code.ts';
import { type Refusal, refusal } from '../../contract/reason.ts';
import { isSimpleRing } from '../../geometry/ring.ts';
import { LEVELS } from '../../vocabulary.ts';
import type { Place, Plan } from '../plan.ts';
import { type Polygons7, provePartition } from '../proof.ts';
import { surfacesOf } from './changed-rows.ts';

/** What makes a plan no partition, and where. */
export interface PlanDefect extends Refusal {
  gridId: string | null;
  areaCode: string | null;
  place: Place | null;
}

/** What a plan is held against. */
export interface ProofOrder {
  /** Grids whose rings are looked at: those that changed, or all. */
  grids: Iterable<string>;
  /** Surfaces of all areas under the plan, by code. */
  areas: ReadonlyMap<string, Polygons7>;
  /** Codes of the areas that their parts must fill exactly. */
  parents: Iterable<string>;
}

/** Everything in which a plan is no partition: rings that do not close or cross themselves, areas that their parts do not fill exactly, and the plan as a whole. Empty: it is proven. */
export function provePlan(plan: Plan, { grids, areas, parents }: ProofOrder): PlanDefect[] {
  const surfaces = surfacesOf(plan);
  const parts = new Map<string, Polygons7[]>();
  const add = (parent: string | undefined, polygons: Polygons7): void => {
    if (parent !== undefined) parts.set(parent, [...(parts.get(parent) ?? []), polygons]);
  };
  const divided = new Set<string>();
  for (const [id, { code }] of plan.grids) {
    const community = communityOf(code);
    divided.add(community);
    add(community, surfaces.get(id) ?? []);
  }
  for (const [code, polygons] of areas) add(parentOf(code), polygons);
  const broken = [...grids].flatMap((id) => brokenGrid(plan, id) ?? []);
  const unfilled = [...parents].flatMap((code) =>
    unfilledArea(code, parts.get(code) ?? [], [areas.get(code) ?? []]),
  );
  const [first = ''] = divided;
  const all = [...surfaces.values()].map((polygons) => polygons ?? []);
  const whole = [...divided].map((code) => areas.get(code) ?? []);
  return [...broken, ...unfilled, ...unfilledArea(ancestorCode(first, 'city') ?? '', all, whole)];
}

function parentOf(code: string): string | undefined {
  const above = LEVELS[LEVELS.indexOf(levelOfCode(code) ?? 'city') - 1];
  return above && ancestorCode(code, above);
}

function brokenGrid(plan: Plan, id: string): PlanDefect | undefined {
  const grid = plan.grids.get(id);
  if (!grid) return undefined;
  const polygons = surfacesOf(plan).get(id);
  if (polygons && polygons.length > 0 && polygons.flat().every((ring) => isSimpleRing(ring)))
    return undefined;
  const { code } = grid;
  const why = refusal(`The border of grid ${code} does not close, or crosses itself.`, 'grid_broken', {
    code,
  });
  return { ...why, gridId: id, areaCode: ancestorCode(code, 'community') ?? null, place: null };
}

function unfilledArea(
  areaCode: string,
  parts: readonly Polygons7[],
  whole: readonly Polygons7[],
): PlanDefect[] {
  const excess = provePartition(parts, whole);
  const [first] = excess;
  if (!first) return [];
  const { fromLng7: lng7, fromLat7: lat7 } = first;
  const params = { areaCode, places: excess.length, lng: lng7 / 1e7, lat: lat7 / 1e7 };
  const message = `The parts of ${areaCode} do not fill it exactly: ${excess.length} border segments differ.`;
  return [{ ...refusal(message, 'area_not_filled', params), gridId: null, areaCode, place: { lng7, lat7 } }];
}
