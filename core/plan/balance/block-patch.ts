import { reversedLine } from '../../geometry/ring.ts';
import { type Face, facesOf } from '../faces.ts';
import { type Arc, isSamePlace, type Place, placeAt, pointsIn } from '../plan.ts';
import type { Atoms } from './atoms.ts';

/** The outline of blocks that hang together. */
export interface Patch {
  /** Closed, counter-clockwise. */
  ring: readonly Place[];
  /** Those of its places that the border of the grid must have as points: the blocks part from the rest of it there. */
  ends: readonly Place[];
}

const INSIDE = 'inside';

/**
 * The outline of blocks, all in one grid of the partition `gridOf`. Points that borders of the plan could get, but need not for these blocks, are left out unless
 * `isPoint` says that they are points already.
 */
export function blockPatch(
  atoms: Atoms,
  gridOf: Int32Array,
  blocks: readonly number[],
  isPoint: (place: Place) => boolean,
): Patch {
  const { names, added } = atoms;
  const numbers = new Map(blocks.map((block) => [names[block]!, block]));
  const arcs = outlineArcs(atoms, new Set(numbers.keys()));
  const [shell] = surfaceOf(atoms, arcs);
  const grid = gridOf[blocks[0]!];
  const isWithin = (arc: number, isForward: boolean): boolean => {
    const { left, right } = atoms.net.arcs.get(arc)!;
    const other = isForward ? right : left;
    return other !== null && gridOf[names.indexOf(other)] === grid;
  };
  const ring: Place[] = [];
  const ends: Place[] = [];
  const sides = shell!.sides;
  sides.forEach(({ arc, isForward }, i) => {
    const before = sides.at(i - 1)!;
    const { line } = atoms.net.arcs.get(arc)!;
    const along = isForward ? line : reversedLine(line);
    const start = placeAt(along, 0);
    const isEnd = isWithin(arc, isForward) || isWithin(before.arc, before.isForward);
    if (isEnd) ends.push(start);
    if (isEnd || !added.has(start) || isPoint(start)) ring.push(start);
    for (let k = 1; k < pointsIn(along) - 1; k++) ring.push(placeAt(along, k));
  });
  const [first] = ring;
  return { ring: first && !isSamePlace(first, ring.at(-1)!) ? [...ring, first] : ring, ends };
}

/** The arcs with some of the blocks on one side alone, that side named INSIDE. */
function outlineArcs({ net }: Atoms, names: ReadonlySet<string>): Map<number, Arc> {
  const arcs = new Map<number, Arc>();
  for (const name of names)
    for (const id of net.arcsOf.get(name) ?? []) {
      const arc = net.arcs.get(id)!;
      const [left, right] = [arc.left, arc.right].map((side) =>
        side !== null && names.has(side) ? INSIDE : null,
      ) as [string | null, string | null];
      if (left !== right) arcs.set(id, { ...arc, left, right });
    }
  return arcs;
}

function surfaceOf({ net }: Atoms, arcs: ReadonlyMap<number, Arc>): Face {
  const nodes = new Set([...arcs.values()].flatMap(({ from, to }) => [from, to]));
  const arcsAt = new Map(
    [...nodes].map((node) => [node, (net.arcsAt.get(node) ?? []).filter((arc) => arcs.has(arc))]),
  );
  const faces = facesOf({ arcs, arcsAt, arcsOf: new Map([[INSIDE, [...arcs.keys()]]]) }, INSIDE);
  if (faces?.length !== 1) throw new RangeError('the blocks do not hang together');
  return faces[0]!;
}
