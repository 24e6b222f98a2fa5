/**
 * Borders as chains of directed edges, the inside on the left, in integer units (1e-7 degree, lng before lat). What changes between two
 * borders is a chain too: the new edges, and the old ones turned round; those in both cancel. Any figure that is a sum over the edges of a
 * border (core/plan/workload/attribution.ts) is therefore brought up to date from the edges that changed alone.
 */
import type { FlatRing } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';

/** Directed edges, flat: [aLng7, aLat7, bLng7, bLat7] each. */
export type Edges = Int32Array;

/** [west, south, east, north] in units; nothing lies in it when west > east. */
export type Bounds7 = readonly [west: number, south: number, east: number, north: number];

/** The edges of polygons (shells counter-clockwise, holes clockwise, rings closed). */
export function edgesOf(polygons: Polygons7): Edges {
  return edgesOfRings(polygons.flat());
}

/** The edges that lead from one border to another: empty when both are the same, wherever their rings begin. */
export function borderChange(before: Polygons7, after: Polygons7): Edges {
  const [oldRings, newRings] = [new Set(before.flat()), new Set(after.flat())];
  const gone = edgesOfRings([...oldRings].filter((ring) => !newRings.has(ring)));
  const come = edgesOfRings([...newRings].filter((ring) => !oldRings.has(ring)));
  const table = new EdgeTable(gone);
  const changed: number[] = [];
  for (let at = 0; at < come.length; at += 4) {
    const [aLng, aLat, bLng, bLat] = [come[at]!, come[at + 1]!, come[at + 2]!, come[at + 3]!];
    if (!table.take(aLng, aLat, bLng, bLat)) changed.push(aLng, aLat, bLng, bLat);
  }
  for (let at = 0; at < gone.length; at += 4)
    if (table.isLeft(at)) changed.push(gone[at + 2]!, gone[at + 3]!, gone[at]!, gone[at + 1]!);
  return Int32Array.from(changed);
}

function edgesOfRings(rings: readonly FlatRing[]): Edges {
  const edges = new Int32Array(rings.reduce((sum, ring) => sum + 4 * Math.max(0, (ring.length >> 1) - 1), 0));
  let at = 0;
  for (const ring of rings)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      edges[at++] = ring[i]!;
      edges[at++] = ring[i + 1]!;
      edges[at++] = ring[i + 2]!;
      edges[at++] = ring[i + 3]!;
    }
  return edges;
}

/** Edges found by their ends; of equal ones each is taken once. Open addressing, since a frame of a drag has no time for keys of text. */
class EdgeTable {
  readonly #edges: Edges;
  /** Place in the edges + 1; 0: free. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #taken: Uint8Array;

  constructor(edges: Edges) {
    this.#edges = edges;
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, edges.length / 2)));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    this.#taken = new Uint8Array(edges.length / 4);
    for (let at = 0; at < edges.length; at += 4) {
      let slot = this.#slotOf(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = at + 1;
    }
  }

  /** Whether there is still such an edge; it is then taken. */
  take(aLng: number, aLat: number, bLng: number, bLat: number): boolean {
    const edges = this.#edges;
    let slot = this.#slotOf(aLng, aLat, bLng, bLat);
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & this.#mask) {
      const at = this.#slots[slot]! - 1;
      if (this.#taken[at / 4] || edges[at] !== aLng || edges[at + 1] !== aLat) continue;
      if (edges[at + 2] !== bLng || edges[at + 3] !== bLat) continue;
      this.#taken[at / 4] = 1;
      return true;
    }
    return false;
  }

  isLeft(at: number): boolean {
    return this.#taken[at / 4] === 0;
  }

  #slotOf(aLng: number, aLat: number, bLng: number, bLat: number): number {
    let hash = Math.imul(aLng, 0x9e3779b1) ^ Math.imul(aLat, 0x85ebca6b);
    hash =
      Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ Math.imul(bLng, 0x27d4eb2f) ^ Math.imul(bLat, 0x165667b1);
    return (hash ^ (hash >>> 13)) & this.#mask;
  }
}
