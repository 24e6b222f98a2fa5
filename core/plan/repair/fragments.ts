import type { Ground } from './ground.ts';

/**
 * Patches in pieces that are cut off from their area, the smallest first: of an area in several pieces, those that hold less than half of every
 * polygon that was drawn for it. The largest piece is never cut off. `owners` gives the area of each patch, below 0 none.
 */
export function fragmentsOf(ground: Ground, owners: Int32Array): number[] {
  const headOf = piecesOf(ground, owners);
  const pieces = new Map<number, Map<number, number>>();
  owners.forEach((owner, patch) => {
    if (owner < 0) return;
    const own = pieces.get(owner) ?? new Map<number, number>();
    pieces.set(owner, own.set(headOf(patch), (own.get(headOf(patch)) ?? 0) + ground.areaM2[patch]!));
  });
  const main = new Set<number>();
  for (const [owner, own] of pieces) {
    if (own.size < 2) pieces.delete(owner);
    else main.add([...own].reduce((most, one) => (one[1] > most[1] ? one : most))[0]);
  }
  const isApart = (patch: number) => pieces.has(owners[patch]!);
  for (const head of mainPieces(ground, owners, headOf, isApart)) main.add(head);
  return [...owners.keys()]
    .filter((patch) => isApart(patch) && !main.has(headOf(patch)))
    .sort((a, b) => ground.areaM2[a]! - ground.areaM2[b]! || a - b);
}

/** Names the connected piece of its area that a patch belongs to by one of its patches. */
function piecesOf({ patches: { patchOf } }: Ground, owners: Int32Array): (patch: number) => number {
  const heads = Int32Array.from(owners.keys());
  const headOf = (patch: number): number => {
    let head = patch;
    while (heads[head] !== head) {
      heads[head] = heads[heads[head]!]!;
      head = heads[head]!;
    }
    return head;
  };
  for (let side = 0; side < patchOf.length; side += 2) {
    const [one, other] = [patchOf[side]!, patchOf[side + 1]!];
    if (one >= 0 && owners[one]! >= 0 && owners[one] === owners[other]) heads[headOf(one)] = headOf(other);
  }
  return headOf;
}

/** Pieces that hold half or more of a polygon drawn for their area. */
function mainPieces(
  { claims, areaM2, areaOfPolygon }: Ground,
  owners: Int32Array,
  headOf: (patch: number) => number,
  isApart: (patch: number) => boolean,
): number[] {
  const whole = new Map<number, number>();
  const held = new Map<number, Map<number, number>>();
  claims.forEach(({ polygons }, patch) => {
    for (const polygon of polygons) {
      whole.set(polygon, (whole.get(polygon) ?? 0) + areaM2[patch]!);
      if (!isApart(patch) || areaOfPolygon[polygon] !== owners[patch]) continue;
      const byPiece = held.get(polygon) ?? new Map<number, number>();
      const head = headOf(patch);
      held.set(polygon, byPiece.set(head, (byPiece.get(head) ?? 0) + areaM2[patch]!));
    }
  });
  return [...held].flatMap(([polygon, byPiece]) =>
    [...byPiece].filter(([, m2]) => 2 * m2 >= whole.get(polygon)!).map(([head]) => head),
  );
}
