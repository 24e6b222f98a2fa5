import type { BlockGraph } from './block-graph.ts';
import { afterTransfers, type BlockTransfer, isBeside } from './block-transfer.ts';
import { Contiguity } from './contiguity.ts';
import { TransferOrder } from './transfer-order.ts';

/**
 * Transfers that lead where the given ones lead, in few groups: those of a group go between the same two grids, hang together, and may be made at once or in their
 * order; every grid stays contiguous all along. `transfers` lead there from the partition `gridOf` one by one; a block on the way
 * to another grid may be put into one that takes part unless it is locked.
 */
export function transferGroups(
  graph: BlockGraph,
  gridOf: Int32Array,
  transfers: readonly BlockTransfer[],
  lockedBlocks: ReadonlySet<number>,
): BlockTransfer[][] {
  const goal = afterTransfers(gridOf, transfers);
  const { groups, reached } = largestFirst(graph, gridOf, goal);
  const free = new Set(transfers.flatMap(({ from, to }) => [from, to]));
  const mayDetour = (block: number, grid: number): boolean =>
    free.has(grid) && free.has(gridOf[block]!) && !lockedBlocks.has(block);
  const order = new TransferOrder(graph, 1 + gridOf.reduce((a, b) => Math.max(a, b), 0), mayDetour);
  const { found, isWhole } = order.towards(reached, goal);
  const given = inOrder(graph, transfers);
  const made = [...groups, ...inOrder(graph, found)];
  return isWhole && made.length < given.length ? made : given;
}

function inOrder(graph: BlockGraph, transfers: readonly BlockTransfer[]): BlockTransfer[][] {
  const groups: BlockTransfer[][] = [];
  for (const transfer of transfers) {
    const last = groups.at(-1);
    if (last && belongs(graph, last, transfer)) last.push(transfer);
    else groups.push([transfer]);
  }
  return groups;
}

function belongs(graph: BlockGraph, group: readonly BlockTransfer[], transfer: BlockTransfer): boolean {
  const [first] = group;
  if (!first || first.from !== transfer.from || first.to !== transfer.to) return false;
  const { starts, neighbours } = graph;
  const around = neighbours.subarray(starts[transfer.block], starts[transfer.block + 1]);
  return group.some(({ block }) => block !== transfer.block && around.includes(block));
}

/** Always the largest group that can be made, as long as there is one; each block goes straight to its goal. */
function largestFirst(
  graph: BlockGraph,
  start: Int32Array,
  goal: Int32Array,
): { groups: BlockTransfer[][]; reached: Int32Array } {
  const contiguity = new Contiguity(graph);
  const groups: BlockTransfer[][] = [];
  let reached = start;
  let left = Array.from(goal, (to, block) => ({ block, from: start[block]!, to })).filter(
    ({ from, to }) => from !== to,
  );
  for (;;) {
    let best: { group: BlockTransfer[]; after: Int32Array } | null = null;
    for (const first of left) {
      const found = grown(graph, contiguity, reached, left, first);
      if (found.group.length > (best?.group.length ?? 0)) best = found;
    }
    if (!best) return { groups, reached };
    const { group, after } = best;
    groups.push(group);
    reached = after;
    left = left.filter((transfer) => !group.includes(transfer));
  }
}

/** What can be made together with a transfer that is made first. */
function grown(
  graph: BlockGraph,
  contiguity: Contiguity,
  gridOf: Int32Array,
  left: readonly BlockTransfer[],
  first: BlockTransfer,
): { group: BlockTransfer[]; after: Int32Array } {
  const after = gridOf.slice();
  const isPossible = ({ block, to }: BlockTransfer): boolean =>
    isBeside(graph, after, block, to) && contiguity.holdsWithout(after, block);
  const group: BlockTransfer[] = [];
  for (let next: BlockTransfer | undefined = first; next; ) {
    if (!isPossible(next)) break;
    group.push(next);
    after[next.block] = next.to;
    next = left.find((one) => !group.includes(one) && belongs(graph, group, one) && isPossible(one));
  }
  return { group, after };
}
