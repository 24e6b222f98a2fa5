import type { RoadFileReport } from '../../contract/road-file.ts';
import type { UnitVehicle } from '../../vocabulary.ts';
import { cutWays, type Pieces, type Ways } from './cut-ways.ts';
import type { RoadFileLoss } from './losses.ts';
import { NodeTable } from './node-table.ts';
import { eachOnce, pieceTurns, type RoadTurn, turnsPastBlocks } from './piece-turns.ts';
import { type OsmRoad, passersOf, roadOfTags, type Tags } from './tags.ts';
import { type Member, turnsOf, type WayTurn } from './turns.ts';

/** More than any city has; a file beyond it is another kind of file. */
export const MOST_REFERENCES = 30_000_000;

const MOST_LNG7 = 1_800_000_000;
const MOST_LAT7 = 900_000_000;

/** One road of a finished network, 1e-7 degree; `ends` tell which nodes of the file it joins. */
export interface CutRoad {
  road: OsmRoad;
  line: number[];
  ends: readonly [from: number, to: number];
}

/**
 * Makes roads of what a file of OpenStreetMap holds. First come all ways and relations (`addWay`, `addRelation`), then, after
 * `closeWays`, the nodes that they use (`addNode`), in any order; then `finish` cuts the ways at every crossing. Pure; holds the ways, not the file.
 */
export class OsmNetwork {
  readonly losses: Partial<Record<RoadFileLoss, number>> = {};
  readonly #ways: Ways = { ids: [], roads: [], first: [0], refs: new Float64Array(1024) };
  #length = 0;
  readonly #turns: WayTurn[] = [];
  readonly #blocks = new Map<number, readonly UnitVehicle[]>();
  #nodes = new NodeTable(new Float64Array(0));
  #pieces: Pieces | undefined;

  lose(reason: RoadFileLoss, count = 1): void {
    this.losses[reason] = (this.losses[reason] ?? 0) + count;
  }

  /** How many nodes the ways name, with repetitions. */
  get references(): number {
    return this.#length;
  }

  /** A way and the nodes it runs over, by their ids. */
  addWay(id: number, tags: Tags, refs: readonly number[]): void {
    const read = roadOfTags(tags);
    if ('left' in read) {
      this.lose(read.left);
      return;
    }
    const clean = refs.filter((ref, at) => ref !== refs[at - 1]);
    if (clean.length < 2) {
      this.lose('way_single');
      return;
    }
    for (const note of read.notes) this.lose(note);
    if (read.road.isReversed) clean.reverse();
    this.#ways.ids.push(id);
    this.#ways.roads.push(read.road);
    this.#keep(clean);
    this.#ways.first.push(this.#length);
  }

  #keep(refs: readonly number[]): void {
    const needed = this.#length + refs.length;
    if (needed > this.#ways.refs.length) {
      const grown = new Float64Array(Math.max(needed, this.#ways.refs.length * 2));
      grown.set(this.#ways.refs.subarray(0, this.#length));
      this.#ways.refs = grown;
    }
    this.#ways.refs.set(refs, this.#length);
    this.#length = needed;
  }

  /** A relation; other than restrictions are only counted. */
  addRelation(tags: Tags, members: readonly Member[]): void {
    const isRestriction = tags.type === 'restriction' || tags.type?.startsWith('restriction:');
    const turns = isRestriction ? turnsOf(tags, members) : 'relation_other';
    if (typeof turns === 'string') this.lose(turns);
    else this.#turns.push(...turns);
  }

  /** Ends the ways: from now on nodes are told apart from those that no road uses. */
  closeWays(): void {
    this.#ways.refs = this.#ways.refs.slice(0, this.#length);
    this.#nodes = new NodeTable(this.#ways.refs);
  }

  /** A node, 1e-7 degree; `tags` are asked for only where a road runs over it. */
  addNode(id: number, lng7: number, lat7: number, tags: () => Tags | undefined): void {
    const slot = this.#nodes.slotOf(id);
    const isOnEarth = Math.abs(lng7) <= MOST_LNG7 && Math.abs(lat7) <= MOST_LAT7;
    if (slot < 0 || !isOnEarth) return;
    this.#nodes.put(slot, lng7, lat7);
    const of = tags();
    const passers = of && passersOf(of);
    if (passers) this.#blocks.set(slot, passers);
  }

  /** Cuts the ways; then `road` gives them and `turns` what is forbidden between them. */
  finish(): { report: RoadFileReport; turns: RoadTurn[] } {
    const marked = new Set(this.#blocks.keys());
    for (const { via } of this.#turns) {
      const slot = 'node' in via ? this.#nodes.slotOf(via.node) : -1;
      if (slot >= 0) marked.add(slot);
    }
    const pieces = cutWays(this.#ways, this.#nodes, marked, (reason) => this.lose(reason));
    this.#pieces = pieces;
    const ofWays = pieceTurns(this.#turns, this.#ways, pieces, this.#nodes, (reason) => this.lose(reason));
    const ofBlocks = turnsPastBlocks(this.#blocks, pieces);
    const turns = eachOnce([...ofWays, ...ofBlocks]);
    return {
      turns,
      report: {
        ways: this.#ways.ids.length,
        roads: pieces.count,
        turns: turns.length,
        blockedTurns: ofBlocks.length,
        losses: this.losses,
      },
    };
  }

  get roadCount(): number {
    return this.#pieces?.count ?? 0;
  }

  /** Road 0 to `roadCount` - 1 of a finished network. */
  road(index: number): CutRoad {
    const { way, start, end, ends, slots } = this.#pieces!;
    const line: number[] = [];
    for (let at = start[index]!; at <= end[index]!; at += 1)
      line.push(this.#nodes.lng7(slots[at]!), this.#nodes.lat7(slots[at]!));
    return { road: this.#ways.roads[way[index]!]!, line, ends: [ends[index * 2]!, ends[index * 2 + 1]!] };
  }
}
