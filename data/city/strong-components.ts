/**
 * Tarjan's strongly connected components of a directed graph given by its edges, without recursion.
 * Returns the component of each node; components are numbered from 0 in reverse topological order.
 */
export function strongComponents(
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Int32Array {
  const { start, heads } = adjacency(nodeCount, from, to);
  const component = new Int32Array(nodeCount).fill(-1);
  const order = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const nextEdge = Int32Array.from(start.subarray(0, nodeCount));
  const open: number[] = [];
  let clock = 0;
  let components = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const v = path[path.length - 1]!;
      if (order[v] === -1) {
        order[v] = low[v] = clock++;
        open.push(v);
      }
      const edge = nextEdge[v]!;
      if (edge < start[v + 1]!) {
        nextEdge[v] = edge + 1;
        const w = heads[edge]!;
        if (order[w] === -1) path.push(w);
        else if (component[w] === -1) low[v] = Math.min(low[v]!, order[w]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!);
      if (low[v] !== order[v]) continue;
      for (let w = -1; w !== v; ) {
        w = open.pop()!;
        component[w] = components;
      }
      components++;
    }
  }
  return component;
}

function adjacency(nodeCount: number, from: ArrayLike<number>, to: ArrayLike<number>) {
  const start = new Int32Array(nodeCount + 1);
  for (let e = 0; e < from.length; e++) start[from[e]! + 1]!++;
  for (let v = 0; v < nodeCount; v++) start[v + 1]! += start[v]!;
  const fill = start.slice();
  const heads = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) heads[fill[from[e]!]!++] = to[e]!;
  return { start, heads };
}
