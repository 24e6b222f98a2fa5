import { reachFrom } from '../../../core/network/reach.ts';
import { nearestNode, type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import type { CityRoad, CityRoadNode, Point7 } from '../city.ts';

/** The roads as a graph whose nodes are the city's. */
export function networkOf(roadNodes: readonly CityRoadNode[], roads: readonly CityRoad[]): RoadGraph {
  return roadGraph(new Map(roadNodes.map(({ id, point }) => [id, point])), roads);
}

/** Ways over the roads round a home, found once: a way between two places turns where their ways from home part. */
export class Ways {
  readonly #graph: RoadGraph;
  /** The link by which each node is reached from home, and the node where that starts; -1 at home. */
  readonly #arrivedBy: Int32Array;
  readonly #before: Int32Array;
  readonly #seconds: Float64Array;
  /** Marks the nodes between home and one place. */
  readonly #mark: Int32Array;
  #stamp = 0;

  constructor(graph: RoadGraph, home: Point7) {
    this.#graph = graph;
    const { via, seconds } = reachFrom(graph, [{ node: nearestNode(graph, ...home) ?? 0 }]);
    this.#arrivedBy = via.map((arc) => graph.forward.link[arc] ?? -1);
    this.#seconds = seconds;
    this.#before = this.#arrivedBy.map((link) => graph.linkStart[link] ?? -1);
    this.#mark = new Int32Array(graph.nodeCount);
  }

  /** From home to a node at the speed of the roads. */
  secondsTo(node: number): number {
    return this.#seconds[node]!;
  }

  /** The flat line from one place to another, both included. */
  between(from: Point7, to: Point7): number[] {
    const a = nearestNode(this.#graph, ...from) ?? 0;
    const b = nearestNode(this.#graph, ...to) ?? 0;
    const stamp = ++this.#stamp;
    for (let node = b; node >= 0; node = this.#before[node]!) this.#mark[node] = stamp;
    const line: number[] = [...from];
    let turn = a;
    for (; this.#mark[turn] !== stamp && this.#before[turn]! >= 0; turn = this.#before[turn]!)
      this.#append(line, this.#arrivedBy[turn]!, true);
    const down: number[] = [];
    for (let node = b; node !== turn && this.#before[node]! >= 0; node = this.#before[node]!)
      down.push(this.#arrivedBy[node]!);
    for (const link of down.reverse()) this.#append(line, link, false);
    line.push(...to);
    return line;
  }

  #append(line: number[], link: number, isReturn: boolean): void {
    const road = this.#graph.roads[this.#graph.linkRoad[link]!]!.line;
    const backwards = (this.#graph.linkBackwards[link] === 1) !== isReturn;
    for (let i = 0; i < road.length; i += 2) {
      const at = backwards ? road.length - 2 - i : i;
      line.push(road[at]!, road[at + 1]!);
    }
  }
}
