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
  const [way, start, end]: [number[], number[], number[]] = [[], [], []];
  const firstOf = new Int32Array(first.length);
  const same = new Joined();
  for (let w = 0; w + 1 < first.length; w += 1) {
    firstOf[w] = way.length;
    const { parts, isCut } = partsOf(slots, first[w]!, first[w + 1]!, nodes, uses);
    if (isCut) lose('way_cut');
    for (const [from, to] of parts)
      if (isFlat(slots, from, to, nodes)) same.join(slots[from]!, slots[to]!);
      else {
        way.push(w);
        start.push(from);
        end.push(to);
      }
  }
  firstOf[first.length - 1] = way.length;
  const ends = new Int32Array(way.length * 2);
  for (let piece = 0; piece < way.length; piece += 1) {
    ends[piece * 2] = same.of(slots[start[piece]!]!);
    ends[piece * 2 + 1] = same.of(slots[end[piece]!]!);
  }
  return {
    count: way.length,
    way: Int32Array.from(way),
    start: Int32Array.from(start),
    end: Int32Array.from(end),
    ends,
    firstOf,
    slots,
    endOf: (slot) => same.of(slot),
  };
}

/** A way's parts between places where it is cut, as first and last references; and whether nodes of it are missing. */
function partsOf(slots: Int32Array, first: number, end: number, nodes: NodeTable, uses: Uint8Array) {
  const parts: [from: number, to: number][] = [];
  let from = -1;
  let isCut = false;
  for (let at = first; at < end; at += 1) {
    if (!nodes.has(slots[at]!)) {
      if (from >= 0 && from < at - 1) parts.push([from, at - 1]);
      from = -1;
      isCut = true;
    } else if (from < 0) from = at;
    else if (uses[slots[at]!]! >= MANY || at + 1 === end) {
      parts.push([from, at]);
      from = at;
    }
  }
  return { parts, isCut };
}

/** Whether all nodes of a part lie at one place. */
function isFlat(slots: Int32Array, from: number, to: number, nodes: NodeTable): boolean {
  const [lng7, lat7] = [nodes.lng7(slots[from]!), nodes.lat7(slots[from]!)];
  for (let at = from + 1; at <= to; at += 1)
    if (nodes.lng7(slots[at]!) !== lng7 || nodes.lat7(slots[at]!) !== lat7) return false;
  return true;
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
