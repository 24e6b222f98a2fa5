import type { BlockGraph } from './block-graph.ts';

/** Whether grids hang together over borders of their blocks; keeps its own marks, so one serves many questions. */
export class Contiguity {
  readonly #graph: BlockGraph;
  readonly #marks: Int32Array;
  readonly #queue: Uint32Array;
  #mark = 0;

  constructor(graph: BlockGraph) {
    this.#graph = graph;
    this.#marks = new Int32Array(graph.workload.length);
    this.#queue = new Uint32Array(graph.workload.length);
  }

  /**
   * Whether the grid of `block` still hangs together, and is not empty, when the block leaves it. Exact: a walk inside the grid from one of the
   * block's neighbours that ends as soon as it has met them all, so that it mostly stays near.
   */
  holdsWithout(gridOf: Int32Array, block: number): boolean {
    const { starts, neighbours } = this.#graph;
    const grid = gridOf[block]!;
    const wanted = this.#nextMark();
    const seen = this.#nextMark();
    let left = 0;
    let from = -1;
    for (let i = starts[block]!; i < starts[block + 1]!; i++) {
      const next = neighbours[i]!;
      if (gridOf[next] !== grid) continue;
      this.#marks[next] = wanted;
      from = next;
      left++;
    }
    if (left < 2) return left === 1;
    return this.#walk(gridOf, grid, from, block, wanted, seen, left) === 0;
  }

  /** Of the blocks marked `wanted`, how many of `left` a walk from `from` inside `grid` without `block` does not meet. */
  #walk(
    gridOf: Int32Array,
    grid: number,
    from: number,
    block: number,
    wanted: number,
    seen: number,
    left: number,
  ): number {
    const { starts, neighbours } = this.#graph;
    const marks = this.#marks;
    const queue = this.#queue;
    let missing = left - 1;
    marks[block] = seen;
    marks[from] = seen;
    queue[0] = from;
    for (let head = 0, tail = 1; head < tail && missing > 0; head++) {
      const at = queue[head]!;
      for (let i = starts[at]!; i < starts[at + 1]!; i++) {
        const next = neighbours[i]!;
        if (gridOf[next] !== grid || marks[next] === seen) continue;
        if (marks[next] === wanted) missing--;
        marks[next] = seen;
        queue[tail++] = next;
      }
    }
    return missing;
  }

  #nextMark(): number {
    if (this.#mark > 2_000_000_000) {
      this.#marks.fill(0);
      this.#mark = 0;
    }
    return ++this.#mark;
  }

  /** Number of the piece that each block lies in, 0 up, when only neighbours for which `isJoined` holds hang together. */
  pieces(isJoined: (a: number, b: number) => boolean): { pieceOf: Int32Array; count: number } {
    const { starts, neighbours } = this.#graph;
    const pieceOf = new Int32Array(this.#marks.length).fill(-1);
    let count = 0;
    for (let first = 0; first < pieceOf.length; first++) {
      if (pieceOf[first] !== -1) continue;
      pieceOf[first] = count;
      this.#queue[0] = first;
      for (let head = 0, tail = 1; head < tail; head++) {
        const at = this.#queue[head]!;
        for (let i = starts[at]!; i < starts[at + 1]!; i++) {
          const next = neighbours[i]!;
          if (pieceOf[next] !== -1 || !isJoined(at, next)) continue;
          pieceOf[next] = count;
          this.#queue[tail++] = next;
        }
      }
      count++;
    }
    return { pieceOf, count };
  }
}
