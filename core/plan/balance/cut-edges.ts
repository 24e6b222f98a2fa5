import type { BlockGraph } from './block-graph.ts';

/** The entries of the neighbour rows of a graph by which a block may pass to the grid of its neighbour, kept while blocks move. */
export class CutEdges {
  /** How many there are. */
  count = 0;
  readonly #graph: BlockGraph;
  readonly #blockOf: Uint32Array;
  readonly #twin: Uint32Array;
  readonly #entries: Uint32Array;
  /** Place of each entry in `#entries`; -1 if it is not there. */
  readonly #place: Int32Array;
  readonly #mayPass: (block: number, grid: number) => boolean;

  /** `mayPass`: whether a block may be put into a grid at all. */
  constructor(graph: BlockGraph, gridOf: Int32Array, mayPass: (block: number, grid: number) => boolean) {
    this.#graph = graph;
    this.#mayPass = mayPass;
    const size = graph.neighbours.length;
    this.#blockOf = new Uint32Array(size);
    this.#twin = new Uint32Array(size);
    this.#entries = new Uint32Array(size);
    this.#place = new Int32Array(size).fill(-1);
    const entryOf = new Map<number, number>();
    const blocks = gridOf.length;
    for (let block = 0; block < blocks; block++)
      for (let i = graph.starts[block]!; i < graph.starts[block + 1]!; i++) {
        this.#blockOf[i] = block;
        entryOf.set(block * blocks + graph.neighbours[i]!, i);
      }
    for (let i = 0; i < size; i++)
      this.#twin[i] = entryOf.get(graph.neighbours[i]! * blocks + this.#blockOf[i]!)!;
    this.reset(gridOf);
  }

  /** Starts again from another partition. */
  reset(gridOf: Int32Array): void {
    for (let i = 0; i < this.#entries.length; i++) this.#update(gridOf, i);
  }

  /** One of the entries by a number in [0, 1); there must be one. */
  entry(part: number): number {
    return this.#entries[Math.floor(part * this.count)]!;
  }

  /** The block in whose row an entry stands. */
  blockOf(entry: number): number {
    return this.#blockOf[entry]!;
  }

  /** To be told when a block has come into another grid. */
  moved(gridOf: Int32Array, block: number): void {
    for (let i = this.#graph.starts[block]!; i < this.#graph.starts[block + 1]!; i++) {
      this.#update(gridOf, i);
      this.#update(gridOf, this.#twin[i]!);
    }
  }

  #update(gridOf: Int32Array, entry: number): void {
    const grid = gridOf[this.#graph.neighbours[entry]!]!;
    const block = this.#blockOf[entry]!;
    const isCut = gridOf[block] !== grid && this.#mayPass(block, grid);
    const place = this.#place[entry]!;
    if (isCut === place >= 0) return;
    if (isCut) {
      this.#place[entry] = this.count;
      this.#entries[this.count++] = entry;
      return;
    }
    const last = this.#entries[--this.count]!;
    this.#entries[place] = last;
    this.#place[last] = place;
    this.#place[entry] = -1;
  }
}
