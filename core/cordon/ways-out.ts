/** Which of the reached nodes can matter to a cut: those that lie on a way to an exit. */
import type { CutRequest } from './cut-network.ts';
import { linksInto } from './roads.ts';

/** Reached nodes from which an exit is reached. */
export function leadingOut(
  { roads, exits }: CutRequest,
  reached: Uint8Array,
  isExit: Uint8Array,
): Uint8Array {
  const { first, links, starts } = linksInto(roads);
  const leads = new Uint8Array(reached.length);
  const stack = exits.filter((exit) => reached[exit] === 1);
  for (const exit of stack) leads[exit] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (let i = first[node]!; i < first[node + 1]!; i += 1) {
      const start = starts[i]!;
      if (leads[start] === 1 || reached[start] === 0 || isExit[start] === 1) continue;
      if (roads.linkSeconds[links[i]!] === Number.POSITIVE_INFINITY) continue;
      leads[start] = 1;
      stack.push(start);
    }
  return leads;
}

/** Takes nodes out from which only one other is reached, and that only reaches: dead ends, which no way out goes through. */
export function withoutSpurs(
  { roads, isHeld, from }: CutRequest,
  reached: Uint8Array,
  inner: Uint8Array,
  matters: Uint8Array,
  isExit: Uint8Array,
): void {
  const { first, links, starts } = linksInto(roads);
  const isSeed = new Set(from);
  const isPart = reached.map((is, node) => is & matters[node]! & (isHeld[node]! ^ 1));
  const onlyNeighbour = (node: number): number => {
    let only = -1;
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1) {
      const next = roads.linkEnd[link]!;
      if (isPart[next] === 0 || next === node || next === only) continue;
      if (roads.linkSeconds[link] === Number.POSITIVE_INFINITY) continue;
      if (only >= 0) return -1;
      only = next;
    }
    for (let i = first[node]!; i < first[node + 1]!; i += 1) {
      const next = starts[i]!;
      if (isPart[next] === 0 || next === node || next === only) continue;
      if (roads.linkSeconds[links[i]!] === Number.POSITIVE_INFINITY) continue;
      if (only >= 0) return -1;
      only = next;
    }
    return only;
  };
  for (let start = 0; start < reached.length; start += 1)
    for (let node = start; node >= 0 && isPart[node] === 1 && isExit[node] === 0 && inner[node] === 0; ) {
      const next = onlyNeighbour(node);
      if (next < 0 || isSeed.has(node)) break;
      matters[node] = isPart[node] = 0;
      node = next;
    }
}
