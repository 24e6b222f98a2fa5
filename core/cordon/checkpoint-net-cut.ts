/** Which checkpoints matter: the least that parts an area from its border, with and without each of them. */
import type { CheckpointNet, NetCheckpoint } from './checkpoint-net.ts';
import { type FlowNetwork, flowNetwork, greatestFlow, sideOf } from './max-flow.ts';
import { nodeCountOf } from './roads.ts';

/** What parts an area from its border at least. */
export interface NetCut {
  least: number;
  /** By how much it falls when this checkpoint holds its own place, in the order of the checkpoints. */
  drops: number[];
  /** The links to close, those nearest to the zones where there is a choice; of a road that is cut off at the border the last one into its end. */
  links: number[];
}

interface Network {
  flow: FlowNetwork;
  capacity: Float64Array;
  /** The link that each arc stands for; −1: none. */
  linkOf: number[];
  /** The arc through each checkpoint's nodes, and those that feed and drain them when they are tried. */
  through: number[][];
  feeds: number[][];
  drains: number[][];
}

const SOURCE = 0;
const SINK = 1;
const FEED = 2;
const DRAIN = 3;
const FIRST = 4;

/**
 * The least sum over roads that parts the inner nodes from the crossings (a smallest cut of links, Ford & Fulkerson 1956), and by how much each
 * checkpoint lowers it. `weightOf`: what a link counts, whole numbers; its lanes, or 1 for a count of roads.
 */
export function netCut(net: CheckpointNet, weightOf: (link: number) => number): NetCut {
  const network = networkOf(net, weightOf);
  const residual = network.capacity.slice();
  const least = greatestFlow(network.flow, residual);
  const drops = net.checkpoints.map((_, i) => dropOf(network, residual, i));
  return { least, drops, links: cutLinks(network, residual) };
}

/** Links from what is still reached to what is not. */
function cutLinks({ flow, linkOf }: Network, filled: Float64Array): number[] {
  const side = sideOf(flow, filled, SOURCE);
  const isCut = (arc: number): boolean =>
    side[flow.arcEnd[arc * 2 + 1]!] === 1 && side[flow.arcEnd[arc * 2]!] === 0;
  return linkOf.filter((link, arc) => link >= 0 && isCut(arc));
}

/**
 * What flows through a checkpoint and finds no way round it. Nothing is sent anew: what came in at the checkpoint is led through what is left
 * free to where it went out.
 */
function dropOf({ flow, through, feeds, drains }: Network, filled: Float64Array, checkpoint: number): number {
  const used = through[checkpoint]!.reduce((sum, arc) => sum + filled[arc * 2 + 1]!, 0);
  if (used === 0) return 0;
  const residual = filled.slice();
  for (const arc of through[checkpoint]!) residual[arc * 2] = residual[arc * 2 + 1] = 0;
  for (const arc of [...feeds[checkpoint]!, ...drains[checkpoint]!])
    residual[arc * 2] = Number.POSITIVE_INFINITY;
  return used - greatestFlow({ ...flow, source: FEED, sink: DRAIN }, residual);
}

function networkOf(net: CheckpointNet, weightOf: (link: number) => number): Network {
  const { roads, isInside, inner, crossings, checkpoints } = net;
  const { numbers, count } = flowNodesOf(net);
  const starts: number[] = [];
  const ends: number[] = [];
  const capacities: number[] = [];
  const linkOf: number[] = [];
  const add = (start: number, end: number, capacity: number, link = -1): number => {
    starts.push(start);
    ends.push(end);
    capacities.push(capacity, 0);
    linkOf.push(link);
    return starts.length - 1;
  };
  // A checkpoint's node is two flow nodes: what comes in at the first goes out at the second.
  const arcsOf = (one: NetCheckpoint, arc: (entry: number, exit: number) => number): number[] =>
    one.nodes
      .filter((node) => isInside[node] === 1)
      .map((node) => arc(numbers.in[node]!, numbers.out[node]!));
  const through = checkpoints.map((one) =>
    arcsOf(one, (entry, exit) => add(entry, exit, Number.POSITIVE_INFINITY)),
  );
  const feeds = checkpoints.map((one) => arcsOf(one, (entry) => add(FEED, entry, 0)));
  const drains = checkpoints.map((one) => arcsOf(one, (_, exit) => add(exit, DRAIN, 0)));
  for (const node of inner)
    if (isInside[node] === 1) add(SOURCE, numbers.in[node]!, Number.POSITIVE_INFINITY);
  for (let node = 0; node < nodeCountOf(roads); node += 1) {
    if (isInside[node] === 0) continue;
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1) {
      const end = roads.linkEnd[link]!;
      if (isInside[end] === 1 && roads.linkSeconds[link]! < Number.POSITIVE_INFINITY)
        add(numbers.out[node]!, numbers.in[end]!, weightOf(link), link);
    }
  }
  for (const { node, link } of crossings) {
    if (link >= 0 && roads.linkSeconds[link] === Number.POSITIVE_INFINITY) continue;
    for (const over of link < 0 ? linksInto(net, node) : [link])
      add(numbers.out[node]!, SINK, weightOf(over), over);
  }
  const flow = flowNetwork(count, starts, ends, SOURCE, SINK);
  return { flow, capacity: Float64Array.from(capacities), linkOf, through, feeds, drains };
}

/** Flow nodes where one comes in and goes out, by node: the same but at checkpoints. */
function flowNodesOf({ roads, isInside, checkpoints }: CheckpointNet) {
  const split = new Set(checkpoints.flatMap(({ nodes }) => nodes));
  const numbers = { in: new Int32Array(nodeCountOf(roads)), out: new Int32Array(nodeCountOf(roads)) };
  let count = FIRST;
  for (let node = 0; node < nodeCountOf(roads); node += 1) {
    if (isInside[node] === 0) continue;
    numbers.in[node] = count++;
    numbers.out[node] = split.has(node) ? count++ : numbers.in[node]!;
  }
  return { numbers, count };
}

/** The links into the end of a road. */
function linksInto({ roads }: CheckpointNet, node: number): number[] {
  const links: number[] = [];
  roads.linkEnd.forEach((end, link) => {
    if (end === node) links.push(link);
  });
  return links;
}
