/**
 * Groups faces into areas: the lightest area is merged with its best neighbour until each parent has as many as
 * wanted. Two areas merge only if what they share is one unbroken line, so every area stays one polygon whose
 * ring is simple, without holes.
 */
import FlatQueue from 'flatqueue';
import { EDGE_KINDS, type Planar } from './planar.ts';
import { distanceOf } from './walks.ts';

/** A stretch of line between two junctions, with an area on each side (-1 outside). */
export interface Chain {
  halfEdges: number[];
  from: number;
  to: number;
  lengthMetres: number;
  /** 0 for lines without a road .. 1 for great roads and rivers: good borders. */
  divide: number;
}

export interface MergeTask {
  /** Area of each face before merging, -1 for the outer face. Areas are numbered 0..n-1. */
  areaOfFace: Int32Array;
  parentOfArea: Int32Array;
  /** What is balanced, e.g. residents, and square metres. */
  weights: Float64Array;
  areasM2: Float64Array;
  /** How many areas each parent should end up with. */
  wanted: ArrayLike<number>;
}

interface Work {
  planar: Planar;
  task: MergeTask;
  chains: Chain[];
  chainsOf: number[][];
  root: Int32Array;
  mean: Float64Array;
}

/** Merges and returns the new area of each face, renumbered 0..m-1 in order of first face, and each area's parent. */
export function mergeAreas(
  planar: Planar,
  task: MergeTask,
): { areaOfFace: Int32Array; parentOfArea: Int32Array } {
  const work = prepare(planar, task);
  const counts = new Int32Array(task.wanted.length);
  for (const parent of task.parentOfArea) counts[parent]!++;
  const queue = new FlatQueue<number>();
  task.weights.forEach((weight, area) => {
    queue.push(area, weight);
  });
  while (queue.length > 0) {
    const weight = queue.peekValue()!;
    const area = queue.pop()!;
    const parent = task.parentOfArea[area]!;
    if (work.root[area] !== area || task.weights[area] !== weight) continue;
    if (counts[parent]! <= (task.wanted[parent] ?? 1)) continue;
    const partner = bestPartner(work, area);
    if (partner < 0) continue;
    merge(work, area, partner);
    counts[parent]!--;
    queue.push(partner, task.weights[partner]!);
  }
  return renumber(work);
}

function prepare(planar: Planar, task: MergeTask): Work {
  const count = task.parentOfArea.length;
  const chains = findChains(planar, task.areaOfFace);
  const chainsOf: number[][] = Array.from({ length: count }, () => []);
  chains.forEach((chain, c) => {
    for (const area of sidesOf(planar, task.areaOfFace, chain)) if (area >= 0) chainsOf[area]!.push(c);
  });
  const mean = new Float64Array(task.wanted.length);
  for (let area = 0; area < count; area++) {
    const parent = task.parentOfArea[area]!;
    mean[parent]! += task.weights[area]! / Math.max(1, task.wanted[parent] ?? 1);
  }
  return { planar, task, chains, chainsOf, root: Int32Array.from({ length: count }, (_, i) => i), mean };
}

function sidesOf(planar: Planar, areaOfFace: Int32Array, chain: Chain): [left: number, right: number] {
  const h = chain.halfEdges[0]!;
  return [areaOfFace[planar.face[h]!]!, areaOfFace[planar.face[h ^ 1]!]!];
}

/** All lines between different areas, cut at the points where three or more such lines meet. */
export function findChains(planar: Planar, areaOfFace: Int32Array): Chain[] {
  const isBorder = (h: number) => areaOfFace[planar.face[h]!] !== areaOfFace[planar.face[h ^ 1]!];
  const degree = new Int32Array(planar.lng7.length);
  for (let h = 0; h < planar.origin.length; h++) if (isBorder(h)) degree[planar.origin[h]!]!++;
  const chains: Chain[] = [];
  const seen = new Uint8Array(planar.edges.length);
  for (let h = 0; h < planar.origin.length; h++) {
    if (seen[h >> 1] || degree[planar.origin[h]!] === 2 || !isBorder(h)) continue;
    chains.push(followChain(planar, h, degree, isBorder, seen));
  }
  return chains;
}

function followChain(
  planar: Planar,
  start: number,
  degree: Int32Array,
  isBorder: (h: number) => boolean,
  seen: Uint8Array,
): Chain {
  const halfEdges = [start];
  let h = start;
  let lengthMetres = 0;
  let divide = 0;
  for (;;) {
    seen[h >> 1] = 1;
    const length = distanceOf(planar, h);
    lengthMetres += length;
    divide += length * divideOf(planar, h);
    if (degree[planar.target(h)] !== 2) break;
    h = planar.next[h]!;
    while (!isBorder(h)) h = planar.next[h ^ 1]!;
    halfEdges.push(h);
  }
  return {
    halfEdges,
    from: planar.origin[start]!,
    to: planar.target(h),
    lengthMetres,
    divide: divide / lengthMetres,
  };
}

function divideOf(planar: Planar, h: number): number {
  const kind = planar.edge(h).kind;
  if (kind === 'river') return 0.9;
  return Math.max(0, EDGE_KINDS.indexOf(kind) - 3) / 5;
}

/** The neighbour with which the merged area is light, compact, and not across a great road; -1 if none is allowed. */
function bestPartner(work: Work, area: number): number {
  const shared = new Map<number, number[]>();
  for (const c of work.chainsOf[area]!) {
    const other = otherSide(work, c, area);
    if (other < 0 || work.task.parentOfArea[other] !== work.task.parentOfArea[area]) continue;
    const known = shared.get(other);
    if (known) known.push(c);
    else shared.set(other, [c]);
  }
  const own = nodesOf(work, area);
  let best = -1;
  let bestScore = Infinity;
  for (const [other, chains] of shared) {
    const score = scoreOf(work, area, other, chains);
    if (score >= bestScore || !isOneLine(work, own, other, chains.length)) continue;
    best = other;
    bestScore = score;
  }
  return best;
}

function find(work: Work, area: number): number {
  let r = area;
  while (work.root[r] !== r) r = work.root[r] = work.root[work.root[r]!]!;
  return r;
}

function otherSide(work: Work, c: number, area: number): number {
  const [left, right] = sidesOf(work.planar, work.task.areaOfFace, work.chains[c]!);
  const a = left < 0 ? -1 : find(work, left);
  const b = right < 0 ? -1 : find(work, right);
  return a === area ? b : a;
}

function nodesOf(work: Work, area: number): Set<number> {
  const nodes = new Set<number>();
  for (const c of work.chainsOf[area]!) {
    nodes.add(work.chains[c]!.from);
    nodes.add(work.chains[c]!.to);
  }
  return nodes;
}

/** Points in common less lines in common is the number of separate contacts: it must be one. */
function isOneLine(work: Work, own: Set<number>, other: number, lines: number): boolean {
  let common = 0;
  for (const node of nodesOf(work, other)) if (own.has(node)) common++;
  return common - lines === 1;
}

function scoreOf(work: Work, area: number, other: number, chains: readonly number[]): number {
  const { weights, areasM2, parentOfArea } = work.task;
  let sharedMetres = 0;
  let divide = 0;
  for (const c of chains) {
    const chain = work.chains[c]!;
    sharedMetres += chain.lengthMetres;
    divide += chain.lengthMetres * chain.divide;
  }
  const around = (a: number) => work.chainsOf[a]!.reduce((sum, c) => sum + work.chains[c]!.lengthMetres, 0);
  const perimeter = around(area) + around(other) - 2 * sharedMetres;
  const spread = perimeter / Math.sqrt(areasM2[area]! + areasM2[other]!);
  const load = (weights[area]! + weights[other]!) / work.mean[parentOfArea[area]!]!;
  return 0.8 * load + 0.35 * spread + 1.1 * (divide / sharedMetres);
}

function merge(work: Work, area: number, into: number): void {
  const { weights, areasM2 } = work.task;
  const kept: number[] = [];
  for (const c of work.chainsOf[area]!) if (otherSide(work, c, area) !== into) kept.push(c);
  for (const c of work.chainsOf[into]!) if (otherSide(work, c, into) !== area) kept.push(c);
  work.root[area] = into;
  work.chainsOf[into] = kept;
  work.chainsOf[area] = [];
  weights[into]! += weights[area]!;
  areasM2[into]! += areasM2[area]!;
}

function renumber(work: Work): { areaOfFace: Int32Array; parentOfArea: Int32Array } {
  const ids = new Map<number, number>();
  const parents: number[] = [];
  const areaOfFace = work.task.areaOfFace.map((area) => {
    if (area < 0) return -1;
    const root = find(work, area);
    let id = ids.get(root);
    if (id === undefined) {
      id = ids.size;
      ids.set(root, id);
      parents.push(work.task.parentOfArea[root]!);
    }
    return id;
  });
  return { areaOfFace, parentOfArea: Int32Array.from(parents) };
}
