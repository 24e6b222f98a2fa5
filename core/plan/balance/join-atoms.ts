import { lengthMetres } from '../../geometry/metres.ts';
import { facesOf, gridOfSide } from '../faces.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { polsbyPopper } from './grid-sums.ts';
import type { GroundPieces } from './ground-lines.ts';

/** A piece of a grid on the way to a block, by its name as the side of arcs. */
export interface Atom {
  grid: string;
  areaM2: number;
  /** How much it is beside its grid, by its area and its load. */
  size: number;
}

/** Smaller or narrower pieces are no blocks. A strip is as wide as twice its area over its border. */
export const SLIVER = { areaM2: 1_000, widthMetres: 12 };
/** What a metre of a river or a main road counts, of a border that goes when two pieces are joined. */
const BARRIER_SHARE = 0.2;

/** Joins pieces of grids, which are the sides of the arcs of a plan in the making, to their neighbours in the same grid. */
export class AtomJoins {
  readonly atoms: Map<string, Atom>;
  readonly #made: PlanEdit;
  readonly #pieces: GroundPieces;
  /** Metres of barrier along arcs. */
  readonly #barriers = new Map<number, number>();
  readonly #metres = new Map<number, number>();

  constructor(made: PlanEdit, atoms: Map<string, Atom>, pieces: GroundPieces) {
    this.#made = made;
    this.atoms = atoms;
    this.#pieces = pieces;
  }

  /** Joins whatever lies in another piece of its grid like an island, what is too small or narrow, and then the least, until there are no more than `most`. */
  run(most: number): void {
    for (const name of [...this.atoms.keys()]) if (this.atoms.has(name)) this.#joinIslands(name);
    this.#joinWhile((name) => this.#isSliver(name));
    this.#joinWhile(() => this.atoms.size > most);
  }

  /** Joins the least of the pieces for which `isWanted` holds, one after another, as long as there is one that has a neighbour. */
  #joinWhile(isWanted: (name: string) => boolean): void {
    const alone = new Set<string>();
    for (;;) {
      let least: string | null = null;
      for (const [name, { size }] of this.atoms) {
        if (least !== null && size >= this.atoms.get(least)!.size) continue;
        if (!alone.has(name) && isWanted(name)) least = name;
      }
      if (least === null) return;
      const other = this.#partnerOf(least);
      if (other === null) alone.add(least);
      else this.#join(other, least);
    }
  }

  #isSliver(name: string): boolean {
    const { areaM2 } = this.atoms.get(name)!;
    return areaM2 < SLIVER.areaM2 || 2 * areaM2 < SLIVER.widthMetres * this.#border(name);
  }

  #metresOf(arc: number): number {
    const metres = this.#metres.get(arc) ?? lengthMetres(this.#made.arc(arc).line);
    this.#metres.set(arc, metres);
    return metres;
  }

  /** With barriers at their share. */
  #countedOf(arc: number): number {
    const barrier = this.#barriers.get(arc) ?? this.#pieces.barrierMetres(this.#made.arc(arc).line);
    this.#barriers.set(arc, barrier);
    return this.#metresOf(arc) - (1 - BARRIER_SHARE) * barrier;
  }

  #border(name: string): number {
    return (this.#made.arcsOf.get(name) ?? []).reduce((sum, arc) => sum + this.#metresOf(arc), 0);
  }

  /** The neighbour in the same grid with which the border is longest beside the whole, and both together are most compact. */
  #partnerOf(name: string): string | null {
    const own = this.atoms.get(name)!;
    const shared = new Map<string, { metres: number; counted: number }>();
    for (const id of this.#made.arcsOf.get(name) ?? []) {
      const { left, right } = this.#made.arc(id);
      const other = left === name ? right : left;
      if (other === null || this.atoms.get(other)?.grid !== own.grid) continue;
      const { metres, counted } = shared.get(other) ?? { metres: 0, counted: 0 };
      shared.set(other, { metres: metres + this.#metresOf(id), counted: counted + this.#countedOf(id) });
    }
    const border = this.#border(name);
    let best: { other: string; worth: number } | null = null;
    for (const [other, { metres, counted }] of shared) {
      const areaM2 = own.areaM2 + this.atoms.get(other)!.areaM2;
      const compactness = polsbyPopper(areaM2, border + this.#border(other) - 2 * metres);
      const worth = (counted / border) * Math.sqrt(compactness);
      if (!best || worth > best.worth) best = { other, worth };
    }
    return best?.other ?? null;
  }

  #join(keeps: string, goes: string): void {
    const [kept, gone] = [this.atoms.get(keeps)!, this.atoms.get(goes)!];
    for (const id of this.#made.arcsOf.get(goes) ?? []) {
      const { left, right } = this.#made.arc(id);
      if (left === keeps || right === keeps) this.#made.removeArc(id);
      else this.#made.change(id, left === goes ? { left: keeps } : { right: keeps });
    }
    this.#made.arcsOf.delete(goes);
    this.atoms.delete(goes);
    const { grid } = kept;
    this.atoms.set(keeps, { grid, areaM2: kept.areaM2 + gone.areaM2, size: kept.size + gone.size });
    this.#joinIslands(keeps);
  }

  #joinIslands(name: string): void {
    const { grid } = this.atoms.get(name)!;
    const holes = facesOf(this.#made, name)?.flatMap(([, ...others]) => others) ?? [];
    for (const { arc, isForward } of holes.flatMap(({ sides }) => sides)) {
      const inner = this.#made.arcs.get(arc) && gridOfSide(this.#made.arc(arc), !isForward);
      if (inner && inner !== name && this.atoms.get(inner)?.grid === grid) this.#join(name, inner);
    }
  }
}
