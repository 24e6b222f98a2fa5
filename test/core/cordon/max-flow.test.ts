import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowNetwork, greatestFlow, sideOf } from '../../../core/cordon/max-flow.ts';

interface Arc {
  from: number;
  to: number;
  capacity: number;
}

/** Ford and Fulkerson's method as it stands in the books: any augmenting way, on a matrix. */
function naiveFlow(nodeCount: number, arcs: readonly Arc[], source: number, sink: number): number {
  const free = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
  for (const { from, to, capacity } of arcs) free[from]![to]! += capacity;
  const push = (node: number, most: number, seen: Set<number>): number => {
    if (node === sink) return most;
    seen.add(node);
    for (let next = 0; next < nodeCount; next += 1) {
      if (seen.has(next) || free[node]![next]! <= 0) continue;
      const sent = push(next, Math.min(most, free[node]![next]!), seen);
      if (sent <= 0) continue;
      free[node]![next]! -= sent;
      free[next]![node]! += sent;
      return sent;
    }
    return 0;
  };
  let flow = 0;
  for (let sent = push(source, Infinity, new Set()); sent > 0; sent = push(source, Infinity, new Set()))
    flow += sent;
  return flow;
}

const network = fc.record({
  nodeCount: fc.integer({ min: 2, max: 9 }),
  arcs: fc.array(
    fc.record({
      from: fc.nat(8),
      to: fc.nat(8),
      capacity: fc.oneof(fc.nat(6), fc.constantFrom(1_002_000, 3_000_007)),
    }),
    { maxLength: 30 },
  ),
});

function solved(nodeCount: number, all: readonly Arc[]) {
  const arcs = all
    .map((arc) => ({ ...arc, from: arc.from % nodeCount, to: arc.to % nodeCount }))
    .filter(({ from, to }) => from !== to);
  const net = flowNetwork(
    nodeCount,
    arcs.map(({ from }) => from),
    arcs.map(({ to }) => to),
    0,
    1,
  );
  const residual = new Float64Array(arcs.length * 2);
  arcs.forEach(({ capacity }, i) => {
    residual[i * 2] = capacity;
  });
  return { arcs, net, residual, flow: greatestFlow(net, residual) };
}

describe('the greatest flow', () => {
  it('is that of the method in the books, and both nearest cuts cost as much', () => {
    fc.assert(
      fc.property(network, ({ nodeCount, arcs: all }) => {
        const { arcs, net, residual, flow } = solved(nodeCount, all);
        expect(flow).toBe(naiveFlow(nodeCount, arcs, 0, 1));
        const atSource = sideOf(net, residual, 0);
        const atSink = sideOf(net, residual, 1, true);
        const cost = (isInside: (node: number) => boolean): number =>
          arcs.reduce(
            (sum, { from, to, capacity }) => sum + (isInside(from) && !isInside(to) ? capacity : 0),
            0,
          );
        expect(cost((node) => atSource[node] === 1)).toBe(flow);
        expect(cost((node) => atSink[node] === 0)).toBe(flow);
        expect(atSource.some((is, node) => is === 1 && atSink[node] === 1)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('is found beside what is sent already, between other ends too', () => {
    fc.assert(
      fc.property(network, ({ nodeCount, arcs: all }) => {
        const { arcs, net, residual } = solved(nodeCount, all);
        const free = arcs.flatMap(({ from, to }, i) => [
          { from, to, capacity: residual[i * 2]! },
          { from: to, to: from, capacity: residual[i * 2 + 1]! },
        ]);
        const [source, sink] = [nodeCount - 1, 0];
        const back = greatestFlow({ ...net, source, sink }, residual);
        expect(back).toBe(naiveFlow(nodeCount, free, source, sink));
      }),
      { numRuns: 500 },
    );
  });

  it('has no limit where a way has none', () => {
    const limited = { from: 0, to: 2, capacity: 4 };
    const open = { from: 2, to: 1, capacity: Infinity };
    expect(solved(3, [limited, open]).flow).toBe(4);
    expect(solved(3, [{ ...limited, capacity: Infinity }, open]).flow).toBe(Infinity);
  });
});
