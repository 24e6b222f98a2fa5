import type { RoadFileLoss } from './losses.ts';
import type { NodeTable } from './node-table.ts';
import type { OsmRoad } from './tags.ts';

/** Ways of a file that are roads: way w runs over the nodes `refs[first[w]]` to `refs[first[w + 1]]` - 1. */
export interface Ways {
  ids: number[];
  roads: OsmRoad[];
  first: number[];
  refs: Float64Array;
}

/**
 * Ways in pieces from crossing to crossing. Piece p is the part of way `way[p]` over the references `start[p]` to `end[p]`, both
 * included; those of way w are `firstOf[w]` to `firstOf[w + 1]` - 1. `slots` are the references as slots of the node table, `ends` of
 * piece p stand at 2 p and 2 p + 1.
 */
export interface Pieces {
  count: number;
  way: Int32Array;
  start: Int32Array;
  end: Int32Array;
  ends: Int32Array;
  firstOf: Int32Array;
  slots: Int32Array;
  /** The end that a slot is, or is one with. */
  endOf(slot: number): number;
}

const MANY = 2;

/**
 * Cuts ways at every node that they share with each other or meet again themselves, and at those `marked`. Where nodes are not in the file
 * (an extract ends there) a way is cut off. Nodes at the same place with only a piece of no length between them become one end.
 */
export function cutWays(
  ways: Ways,
  nodes: NodeTable,
  marked: ReadonlySet<number>,
  lose: (reason: RoadFileLoss) => void,
): Pieces {
  const { refs, first } = ways;
  const slots = Int32Array.from(refs, (id) => nodes.slotOf(id));
  const uses = usesOf(slots, nodes.size, marked);
  const way: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const firstOf = new Int32Array(first.length);
  const same = new Joined();
  for (let w = 0; w + 1 < first.length; w += 1) {
    firstOf[w] = way.length;
    let from = -1;
    let isCut = false;
    for (let at = first[w]!; at < first[w + 1]!; at += 1) {
      if (!nodes.has(slots[at]!)) {
        if (from >= 0 && from < at - 1) put(from, at - 1);
        from = -1;
        isCut = true;
      } else if (from < 0) from = at;
      else if (uses[slots[at]!]! >= MANY || at + 1 === first[w + 1]!) {
        put(from, at);
        from = at;
      }
    }
    if (isCut) lose('way_cut');
    function put(a: number, b: number): void {
      if (isFlat(a, b)) same.join(slots[a]!, slots[b]!);
      else {
        way.push(w);
        start.push(a);
        end.push(b);
      }
    }
  }
  firstOf[first.length - 1] = way.length;
  return {
    count: way.length,
    way: Int32Array.from(way),
    start: Int32Array.from(start),
    end: Int32Array.from(end),
    ends: Int32Array.from({ length: way.length * 2 }, (_, i) =>
      same.of(slots[(i % 2 === 0 ? start : end)[i >> 1]!]!),
    ),
    firstOf,
    slots,
    endOf: (slot) => same.of(slot),
  };

  function isFlat(a: number, b: number): boolean {
    for (let at = a + 1; at <= b; at += 1)
      if (
        nodes.lng7(slots[at]!) !== nodes.lng7(slots[a]!) ||
        nodes.lat7(slots[at]!) !== nodes.lat7(slots[a]!)
      )
        return false;
    return true;
  }
}

function usesOf(slots: Int32Array, size: number, marked: ReadonlySet<number>): Uint8Array {
  const uses = new Uint8Array(size);
  for (const slot of slots) if (uses[slot]! < MANY) uses[slot]! += 1;
  for (const slot of marked) uses[slot] = MANY;
  return uses;
}

/** Slots that are one and the same end. */
class Joined {
  readonly #into = new Map<number, number>();

  of(slot: number): number {
    let at = slot;
    for (let next = this.#into.get(at); next !== undefined; next = this.#into.get(at)) at = next;
    return at;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.of(a), this.of(b)];
    if (first !== second) this.#into.set(second, first);
  }
}
