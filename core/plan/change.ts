import { because } from '../contract/reason.ts';
import type { Arc, Grid, Place, Plan } from './plan.ts';
import { PlanEdit } from './plan-edit.ts';
import { Refused } from './refusal.ts';

/** One thing that became another: its key, what it was and what it is; null: it was or is not there. */
export type Turned<Key, Thing> = readonly [key: Key, before: Thing | null, after: Thing | null];

/** All that differs between two plans, as plain values: what an operation did, and, turned round, its undo. */
export interface PlanChange {
  nodes: readonly Turned<number, Place>[];
  arcs: readonly Turned<number, Arc>[];
  grids: readonly Turned<string, Grid>[];
  lockedCommunities: Difference;
  retiredCodes: Difference;
}

interface Difference {
  added: readonly string[];
  removed: readonly string[];
}

/** What became other from one plan to the next. What neither touched is the same object in both, so that little is looked at. */
export function changeBetween(before: Plan, after: Plan): PlanChange {
  return {
    nodes: turned(before.nodes, after.nodes),
    arcs: turned(before.arcs, after.arcs).map(([id, was, is]) => [
      id,
      was && plainArc(was),
      is && plainArc(is),
    ]),
    grids: turned(before.grids, after.grids),
    lockedCommunities: differenceOf(before.lockedCommunities, after.lockedCommunities),
    retiredCodes: differenceOf(before.retiredCodes, after.retiredCodes),
  };
}

/** Whether two changes of the same plan make the same plan of it, in whatever order they name things. */
export function isSameChange(one: PlanChange, other: PlanChange): boolean {
  return (
    isSameTurn(one.nodes, other.nodes, isSameNode) &&
    isSameTurn(one.arcs, other.arcs, isSameArc) &&
    isSameTurn(one.grids, other.grids, isSameGrid) &&
    isSameDifference(one.lockedCommunities, other.lockedCommunities) &&
    isSameDifference(one.retiredCodes, other.retiredCodes)
  );
}

/** The change that leads back. */
export function turnedRound({ nodes, arcs, grids, lockedCommunities, retiredCodes }: PlanChange): PlanChange {
  return {
    nodes: nodes.map(([id, before, after]) => [id, after, before]),
    arcs: arcs.map(([id, before, after]) => [id, after, before]),
    grids: grids.map(([id, before, after]) => [id, after, before]),
    lockedCommunities: { added: lockedCommunities.removed, removed: lockedCommunities.added },
    retiredCodes: { added: retiredCodes.removed, removed: retiredCodes.added },
  };
}

/**
 * Makes a change that was made elsewhere before, or takes it back. Refused with `change_overtaken` if what it would put away is not what is there
 * now: somebody changed it since.
 */
export function restore(made: PlanEdit, change: PlanChange): void {
  for (const [id, before] of change.nodes) mustBeAs(isSameNode(made.nodes.get(id), before), { node: id });
  for (const [id, before] of change.arcs) mustBeAs(isSameArc(made.arcs.get(id), before), { arc: id });
  for (const [id, before] of change.grids) mustBeAs(isSameGrid(made.grids.get(id), before), { grid: id });
  mustHaveFreeCodes(made, change.grids);
  for (const [id, before] of change.arcs) if (before) made.removeArc(id);
  for (const [id, , after] of change.nodes) made.restoreNode(id, after);
  for (const [id, , after] of change.grids) if (after) made.restoreGrid(id, after);
  for (const [id, , after] of change.arcs) if (after) made.restoreArc(id, after);
  for (const [id, , after] of change.grids) {
    if (after) continue;
    // A border that came later can still name it: that of an island within.
    mustBeAs((made.arcsOf.get(id) ?? []).length === 0, { grid: id });
    made.restoreGrid(id, null);
  }
  made.lockedCommunities = changedSet(made.lockedCommunities, change.lockedCommunities);
  made.retiredCodes = changedSet(made.retiredCodes, change.retiredCodes);
}

/** The plan after changes that were proven when they were made, in their order. Throws a Refused if one does not fit. */
export function withChanges(plan: Plan, changes: readonly PlanChange[]): Plan {
  if (changes.length === 0) return plan;
  const made = new PlanEdit(plan, { level: 'city' });
  for (const change of changes) restore(made, change);
  return made.plan();
}

/** The plan with its arcs the same objects as those of another plan wherever they are equal, so that little is looked at when both are compared. */
export function withSameArcs(plan: Plan, other: Plan): Plan {
  const arcs = [...plan.arcs].map(([id, arc]): [number, Arc] => {
    const twin = other.arcs.get(id);
    return [id, twin && isSameArc(twin, arc) ? twin : arc];
  });
  return { ...plan, arcs: new Map(arcs) };
}

function turned<Key, Thing>(before: ReadonlyMap<Key, Thing>, after: ReadonlyMap<Key, Thing>) {
  const found: Turned<Key, Thing>[] = [];
  for (const [key, thing] of after) {
    const was = before.get(key);
    if (was !== thing) found.push([key, was ?? null, thing]);
  }
  for (const [key, thing] of before) if (!after.has(key)) found.push([key, thing, null]);
  return found;
}

/** With a list that survives JSON. */
function plainArc(arc: Arc): Arc {
  return { ...arc, line: Array.from(arc.line) };
}

function differenceOf(before: ReadonlySet<string>, after: ReadonlySet<string>): Difference {
  if (before === after) return { added: [], removed: [] };
  return {
    added: [...after].filter((one) => !before.has(one)),
    removed: [...before].filter((one) => !after.has(one)),
  };
}

function changedSet(set: ReadonlySet<string>, { added, removed }: Difference): ReadonlySet<string> {
  if (added.length + removed.length === 0) return set;
  const gone = new Set(removed);
  return new Set([...[...set].filter((one) => !gone.has(one)), ...added]);
}

function mustBeAs(isAsItWas: boolean, about: { node: number } | { arc: number } | { grid: string }): void {
  if (!isAsItWas) throw new Refused(because('change_overtaken'), about);
}

/** No code may come back that another grid has by now. */
function mustHaveFreeCodes({ grids }: PlanEdit, changes: PlanChange['grids']): void {
  const own = new Set(changes.map(([id]) => id));
  const wanted = new Set(
    changes.flatMap(([, before, after]) => (after && after.code !== before?.code ? [after.code] : [])),
  );
  if (wanted.size === 0) return;
  for (const [id, { code }] of grids)
    if (!own.has(id) && wanted.has(code)) throw new Refused(because('code_taken'), { grid: id });
}

function isSameTurn<Key, Thing>(
  some: readonly Turned<Key, Thing>[],
  others: readonly Turned<Key, Thing>[],
  isSame: (a: Thing | undefined, b: Thing | null) => boolean,
): boolean {
  const afterOf = new Map(others.map(([key, , after]) => [key, after]));
  return (
    some.length === others.length &&
    some.every(([key, , after]) => {
      const other = afterOf.get(key);
      return other !== undefined && isSame(after ?? undefined, other);
    })
  );
}

function isSameDifference(one: Difference, other: Difference): boolean {
  const textOf = ({ added, removed }: Difference) => `${[...added].sort()} ${[...removed].sort()}`;
  return textOf(one) === textOf(other);
}

function isSameNode(a: Place | undefined, b: Place | null): boolean {
  return a && b ? a.lng7 === b.lng7 && a.lat7 === b.lat7 : !a && !b;
}

function isSameArc(a: Arc | undefined, b: Arc | null): boolean {
  if (!a || !b) return !a && !b;
  const isSame =
    a.from === b.from &&
    a.to === b.to &&
    a.left === b.left &&
    a.right === b.right &&
    a.isLocked === b.isLocked;
  if (!isSame || a.line.length !== b.line.length) return false;
  for (let i = 0; i < a.line.length; i++) if (a.line[i] !== b.line[i]) return false;
  return true;
}

function isSameGrid(a: Grid | undefined, b: Grid | null): boolean {
  if (!a || !b) return !a && !b;
  const isSame = a.code === b.code && a.isMultipart === b.isMultipart && a.isLocked === b.isLocked;
  return isSame && a.parents.join(' ') === b.parents.join(' ');
}
