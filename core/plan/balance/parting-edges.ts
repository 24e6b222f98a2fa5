/** Which edges of a net part the ground that they lie on. */

/** Edges by the numbers of their two points. */
export type NetEdges = readonly (readonly [a: number, b: number])[];

interface Links {
  /** Edges at each point. */
  at: readonly number[][];
  /** Depth of the walk at which a point was met, from 1; 0: not yet. */
  depth: Int32Array;
  /** Least depth to which a way leads from below a point that does not go back over the edge to it. */
  low: Int32Array;
}

/**
 * Which edges (1) have different ground on either side: of those that hang together with a point for which `isBorder` holds, all but the ones that
 * every way between their ends goes over, dead ends among them. What is enclosed apart from any border is left out (0) too.
 * (Bridges by one walk: Tarjan, Information Processing Letters 2 (1974) 160; by a stack, since roads are long.)
 */
export function partingEdges(
  count: number,
  edges: NetEdges,
  isBorder: (point: number) => boolean,
): Uint8Array {
  const links: Links = {
    at: Array.from({ length: count }, () => []),
    depth: new Int32Array(count),
    low: new Int32Array(count),
  };
  edges.forEach(([a, b], edge) => {
    links.at[a]!.push(edge);
    if (b !== a) links.at[b]!.push(edge);
  });
  const isBridge = new Uint8Array(edges.length);
  for (let point = 0; point < count; point++)
    if (links.depth[point] === 0) walk(links, edges, point, isBridge);
  const held = heldPoints(links, edges, isBridge, isBorder);
  return Uint8Array.from(edges, ([a], edge) => (isBridge[edge] === 0 && held[a] === 1 ? 1 : 0));
}

function walk({ at, depth, low }: Links, edges: NetEdges, start: number, isBridge: Uint8Array): void {
  const stack = [{ point: start, by: -1, next: 0 }];
  depth[start] = low[start] = 1;
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { point, by } = top;
    const edge = at[point]![top.next++];
    if (edge === undefined) {
      stack.pop();
      const below = stack.at(-1)?.point;
      if (below === undefined) continue;
      low[below] = Math.min(low[below]!, low[point]!);
      if (low[point]! > depth[below]!) isBridge[by] = 1;
    } else if (edge !== by) {
      const [a, b] = edges[edge]!;
      const other = a === point ? b : a;
      if (depth[other] === 0) {
        depth[other] = low[other] = stack.length + 1;
        stack.push({ point: other, by: edge, next: 0 });
      } else low[point] = Math.min(low[point]!, depth[other]!);
    }
  }
}

/** The points to which edges that are no bridges lead from the border. */
function heldPoints(
  { at }: Links,
  edges: NetEdges,
  isBridge: Uint8Array,
  isBorder: (point: number) => boolean,
): Uint8Array {
  const held = new Uint8Array(at.length);
  const waiting = at.map((_, point) => point).filter(isBorder);
  for (const point of waiting) held[point] = 1;
  for (let point = waiting.pop(); point !== undefined; point = waiting.pop())
    for (const edge of at[point]!) {
      if (isBridge[edge] === 1) continue;
      for (const other of edges[edge]!) {
        if (held[other] === 1) continue;
        held[other] = 1;
        waiting.push(other);
      }
    }
  return held;
}
