import { communityOf } from '../../contract/area-code.ts';
import { because } from '../../contract/reason.ts';
import { clean } from '../cut.ts';
import { polygonsOf } from '../faces.ts';
import type { Place, Plan } from '../plan.ts';
import { indexOfPlace, type PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';
import { codesForNew } from '../renumber.ts';
import { type BorderStep, distanceTo, keyOf, placesOf, type Region, regionOf, stepsOf } from './region.ts';

/** Where grids are taken from, and the plan that both began from. `isOwnCode`: the grid had that code in a plan that is or was in force. */
export interface Source {
  plan: Plan;
  origin: Plan;
  isOwnCode: (gridId: string, code: string) => boolean;
}

/**
 * Gives some communities the grids that they have in another plan: all borders between them, their ids, and their codes but for those that
 * somebody else gave meanwhile. Refused with `community_border_moved` where the outer border of these communities is not the same in both; points at which
 * either was cut stay. Locks come along.
 */
export function putCommunities(made: PlanEdit, source: Source, communities: ReadonlySet<string>): void {
  const there = regionOf(source.plan, communities);
  const codes = codesOf(made, source, communities, there);
  const nodes = cutAlike(made, there, communities);
  const here = regionOf(made, communities);
  for (const id of here.inner) made.removeArc(id);
  for (const node of made.loose) if (made.arcsAt.get(node)?.length === 0) made.dissolve(node);
  const own = new Set(here.grids);
  for (const id of there.grids) {
    const grid = source.plan.grids.get(id);
    if (made.grids.has(id) && !own.has(id)) throw new Refused(because('grid_exists'), { grid: id });
    if (grid) made.restoreGrid(id, { ...grid, code: codes.get(id) ?? grid.code });
  }
  relabelBorder(made, here, there);
  addInner(made, source.plan, there, nodes);
  const kept = new Set(there.grids);
  for (const id of here.grids) if (!kept.has(id)) made.removeGrid(id);
  clean(made);
  tellCodes(made, source.plan, communities);
}

/** Puts all points of the other outer border into this one and cuts it where that is cut; answers which node is which. */
function cutAlike(made: PlanEdit, there: Region, communities: ReadonlySet<string>): Map<number, number> {
  const ids = new Set(regionOf(made, communities).border.map(({ id }) => id));
  const known = new Set([...ids].flatMap((id) => placesOf(made.arc(id).line).map(keyOf)));
  for (const { line, left } of there.border)
    for (const place of placesOf(line)) {
      if (known.has(keyOf(place))) continue;
      insertInto(made, ids, place, left);
      known.add(keyOf(place));
    }
  const nodes = new Map<number, number>();
  for (const { line, from, to, left } of there.border)
    for (const [node, place] of [
      [from, placesOf(line)[0]],
      [to, placesOf(line).at(-1)],
    ] as const)
      if (place && !nodes.has(node)) nodes.set(node, nodeOn(made, ids, place, left));
  return nodes;
}

function insertInto(made: PlanEdit, ids: ReadonlySet<number>, place: Place, inside: string): void {
  let nearest: { id: number; index: number; distance: number } | undefined;
  for (const id of ids) {
    const places = placesOf(made.arc(id).line);
    for (let index = 1; index < places.length; index++) {
      const distance = distanceTo(place, { from: places[index - 1] as Place, to: places[index] as Place });
      if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { id, index, distance };
    }
  }
  if (!nearest) throw borderMoved(inside, place);
  made.insert(nearest.id, nearest.index, place);
}

function nodeOn(made: PlanEdit, ids: Set<number>, place: Place, inside: string): number {
  for (const id of ids) {
    const index = indexOfPlace(made.arc(id).line, place);
    if (index < 0) continue;
    const next = made.nextArc;
    const node = made.nodeAt(id, index);
    if (made.nextArc > next) ids.add(next);
    return node;
  }
  throw borderMoved(inside, place);
}

/** Gives the outer border the grids that lie along the other one. */
function relabelBorder(made: PlanEdit, here: Region, there: Region): void {
  const steps = there.border.flatMap((arc) => [...stepsOf(arc)]);
  const exact = new Map(steps.map((step) => [`${keyOf(step.from)} ${keyOf(step.to)}`, step.inside]));
  for (const arc of here.border) {
    const found = new Set(
      [...stepsOf(arc)].map(
        (step) => exact.get(`${keyOf(step.from)} ${keyOf(step.to)}`) ?? insideOf(steps, step),
      ),
    );
    const [inside] = found;
    if (inside === undefined || found.size > 1) throw borderMoved(arc.left, placesOf(arc.line)[0]);
    made.change(arc.id, arc.isReversed ? { right: inside } : { left: inside });
  }
}

/** The grid on the left of a step that is a part of a longer one. */
function insideOf(steps: readonly BorderStep[], { from, to }: BorderStep): string | undefined {
  let nearest: { inside: string; distance: number } | undefined;
  for (const step of steps) {
    const along =
      (to.lng7 - from.lng7) * (step.to.lng7 - step.from.lng7) +
      (to.lat7 - from.lat7) * (step.to.lat7 - step.from.lat7);
    const distance = Math.max(distanceTo(from, step), distanceTo(to, step));
    if (along > 0 && distance < (nearest?.distance ?? Number.POSITIVE_INFINITY))
      nearest = { inside: step.inside, distance };
  }
  return nearest?.inside;
}

function addInner(made: PlanEdit, source: Plan, { inner }: Region, nodes: Map<number, number>): void {
  const nodeOf = (id: number): number => {
    const known = nodes.get(id);
    const place = source.nodes.get(id);
    if (known !== undefined || !place) return known ?? id;
    const isFree = !made.nodes.has(id);
    if (isFree) made.restoreNode(id, place);
    const node = isFree ? id : made.addNode(place);
    nodes.set(id, node);
    return node;
  };
  for (const id of inner) {
    const arc = source.arcs.get(id);
    if (!arc) continue;
    const put = { ...arc, from: nodeOf(arc.from), to: nodeOf(arc.to) };
    if (made.arcs.has(id)) made.addArc(put);
    else made.restoreArc(id, put);
  }
}

/** By id, codes of grids that need another one, since theirs was given to another grid meanwhile. */
function codesOf(
  made: PlanEdit,
  { plan, origin, isOwnCode }: Source,
  communities: ReadonlySet<string>,
  { grids }: Region,
): Map<string, string> {
  const given = new Map([...made.grids].map(([id, { code }]) => [code, id]));
  const isGone = (id: string, code: string): boolean => {
    const holder = given.get(code) ?? id;
    const isTaken = holder !== id && origin.grids.get(holder)?.code !== code;
    return isTaken || (made.retiredCodes.has(code) && !isOwnCode(id, code));
  };
  const codes = new Map<string, string>();
  for (const community of communities) {
    const coded = grids.flatMap((id) => {
      const { code = '' } = plan.grids.get(id) ?? {};
      return communityOf(code) === community ? [{ id, code: isGone(id, code) ? null : code }] : [];
    });
    if (coded.every(({ code }) => code !== null)) continue;
    const kept = new Set(coded.map(({ code }) => code));
    const all = [...made.retiredCodes, ...plan.retiredCodes, ...given.keys()];
    const numbered = codesForNew(
      community,
      coded.map(({ id, code }) => ({ code, polygons: polygonsOf(plan, id) ?? [] })),
      all.filter((code) => !kept.has(code)),
    );
    if ('refusal' in numbered) throw new Refused(numbered.refusal);
    for (const [at, { id }] of coded.entries()) codes.set(id, numbered.codes[at] ?? '');
  }
  return codes;
}

function tellCodes(made: PlanEdit, source: Plan, communities: ReadonlySet<string>): void {
  const used = new Set([...made.grids.values()].map(({ code }) => code));
  const ended = [...source.retiredCodes].filter((code) => communities.has(communityOf(code)));
  made.retiredCodes = new Set([...made.retiredCodes, ...ended].filter((code) => !used.has(code)));
  const isLocked = (code: string) => (communities.has(code) ? source : made).lockedCommunities.has(code);
  const all = [...made.lockedCommunities, ...source.lockedCommunities];
  made.lockedCommunities = new Set(all.filter(isLocked));
}

function borderMoved(inside: string, place: Place | undefined): Refused {
  return new Refused(because('community_border_moved'), { ...(place ? { place } : {}), grid: inside });
}
