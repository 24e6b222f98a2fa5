import type { RepairKind, RepairReason } from '../../contract/repair.ts';
import { OUTSIDE } from '../../import/boundary-chain.ts';
import { fragmentsOf } from './fragments.ts';
import { type Ground, isSound } from './ground.ts';

/** To whom a patch goes, and why. */
export interface Decision {
  kind: RepairKind;
  /** An area, or OUTSIDE. */
  owner: number;
  why: RepairReason;
  /** Areas that might have it, and OUTSIDE where it may stay without; the proposed one among them. */
  options: readonly number[];
}

/** What is narrower than so many snap distances is called a sliver. */
const SLIVER_SNAPS = 2;
/** What is narrower than so many snap distances nobody can have meant: a gap is filled, a piece that is cut off goes to a neighbour. */
const SLIP_SNAPS = 5;
/** Two areas are drawn twice where this share of each lies in the other. */
const TWIN_SHARE = 0.9;
/** Borders are equally long within this share. */
const EVEN_SHARE = 0.1;
const OPEN = -2;
const MOST_ROUNDS = 4;

/** The owner of every patch, and what was decided about those that are not covered by just one area. */
export interface Settlement {
  owners: Int32Array;
  decisions: Map<number, Decision>;
}

/**
 * Decides about every patch. In turn: what one area alone covers is its own. What several cover goes, the largest first, to the one that would
 * lose most of itself; else to the one with the longest border with it; where borders are even, to the first in the file. What none covers goes
 * to the longest border if it is narrower than five snap distances, and else stays outside: it may be a lake. Where borders are even it goes to
 * the last in the file, so that along a border drawn twice the line of the first is kept throughout. Last, pieces that all this cut off from
 * their area go to the longest border if they are as narrow.
 */
export function settled(ground: Ground, snapMetres: number): Settlement {
  const { claims, areaM2 } = ground;
  const owners = Int32Array.from(claims, (one) => (isSound(one) ? one.areas[0]! : OPEN));
  owners[0] = OUTSIDE;
  const turn: Turn = {
    ground,
    owners,
    decisions: new Map(),
    snapMetres,
    totals: totalsOf(ground),
  };
  const open = claims.flatMap((_, patch) => (owners[patch] === OPEN ? [patch] : []));
  open.sort((a, b) => areaM2[b]! - areaM2[a]! || a - b);
  const isClaimed = (patch: number) => claims[patch]!.areas.length > 0;
  for (const patch of open.filter(isClaimed)) take(turn, patch, claimed(turn, patch));
  let left = open.filter((patch) => !isClaimed(patch));
  for (let round = 0; left.length > 0; round++)
    left = left.filter((patch) => {
      const decision = unclaimed(turn, patch, round >= MOST_ROUNDS);
      if (decision) take(turn, patch, decision);
      return !decision;
    });
  for (let round = 0; round < MOST_ROUNDS && rejoinFragments(turn); round++);
  return { owners, decisions: turn.decisions };
}

interface Turn {
  ground: Ground;
  owners: Int32Array;
  decisions: Map<number, Decision>;
  snapMetres: number;
  /** Square metres that each area covers. */
  totals: Map<number, number>;
}

function take({ owners, decisions }: Turn, patch: number, decision: Decision): void {
  owners[patch] = decision.owner;
  decisions.set(patch, decision);
}

function totalsOf({ claims, areaM2 }: Ground): Map<number, number> {
  const totals = new Map<number, number>();
  claims.forEach(({ areas, inverted }, patch) => {
    for (const area of [...areas, ...inverted]) totals.set(area, (totals.get(area) ?? 0) + areaM2[patch]!);
  });
  return totals;
}

/** Metres of border that a patch has with what each area (or OUTSIDE) holds by now. */
function bordersOf({ ground, owners }: Turn, patch: number): Map<number, number> {
  const { patchOf, outlines } = ground.patches;
  const metres = new Map<number, number>();
  for (const outline of outlines[patch]!)
    for (const side of outline) {
      const owner = owners[patchOf[side ^ 1]!]!;
      if (owner !== OPEN) metres.set(owner, (metres.get(owner) ?? 0) + ground.metresOf(side));
    }
  return metres;
}

/** All areas along a patch, whoever holds what; OUTSIDE is left out. */
function neighboursOf({ ground, owners }: Turn, patch: number): number[] {
  const { patchOf, outlines } = ground.patches;
  const found = new Set<number>();
  for (const outline of outlines[patch]!)
    for (const side of outline) {
      const owner = owners[patchOf[side ^ 1]!]!;
      if (owner >= 0) found.add(owner);
    }
  return [...found].sort((a, b) => a - b);
}

/** The candidate with the longest border; of those that are even, the first or the last. */
function longest(
  borders: ReadonlyMap<number, number>,
  candidates: readonly number[],
  even: 'first' | 'last',
) {
  const metres = (area: number) => borders.get(area) ?? 0;
  const most = Math.max(...candidates.map(metres));
  const best = candidates.filter((area) => metres(area) >= most * (1 - EVEN_SHARE)).sort((a, b) => a - b);
  const owner = (even === 'first' ? best[0] : best.at(-1)) ?? OUTSIDE;
  return { owner, why: best.length > 1 ? ('line_kept' as const) : ('longest_border' as const) };
}

function claimed(turn: Turn, patch: number): Decision {
  const { areas, inverted, spikes } = turn.ground.claims[patch]!;
  if (areas.length > 1) return overlap(turn, patch);
  if (inverted.length > 0)
    return { kind: 'bow_tie', owner: areas[0]!, why: 'drawn_rightly', options: [...areas, ...inverted] };
  return spikes.includes(areas[0]!) ? spike(turn, patch) : ownPart(turn, patch);
}

/** A needle's ground that belongs to another area than the one with the needle. */
function ownPart(turn: Turn, patch: number): Decision {
  const { areas, spikes } = turn.ground.claims[patch]!;
  const options = [...new Set([...areas, ...spikes])];
  return { kind: 'spike', owner: areas[0]!, why: 'own_part', options };
}

function isThin({ ground, snapMetres }: Turn, patch: number): boolean {
  return ground.widthMetres[patch]! < SLIVER_SNAPS * snapMetres;
}

function overlap(turn: Turn, patch: number): Decision {
  const { areas } = turn.ground.claims[patch]!;
  const shares = areas.map((area) => turn.ground.areaM2[patch]! / turn.totals.get(area)!);
  if (shares.every((share) => share > TWIN_SHARE))
    return { kind: 'duplicate', owner: areas[0]!, why: 'first_of_twins', options: areas };
  const kind = isThin(turn, patch) ? 'sliver' : 'overlap';
  const [most] = areas.filter((_, i) => shares[i]! > 0.5);
  if (most !== undefined && shares.filter((share) => share > 0.5).length === 1)
    return { kind, owner: most, why: 'would_vanish', options: areas };
  return { kind, options: areas, ...longest(bordersOf(turn, patch), areas, 'first') };
}

function spike(turn: Turn, patch: number): Decision {
  const { areas } = turn.ground.claims[patch]!;
  const borders = bordersOf(turn, patch);
  const others = [...borders.keys()].filter((area) => area !== areas[0]);
  const options = [...new Set([...areas, ...others, OUTSIDE])];
  if (others.length === 0) return { kind: 'spike', owner: areas[0]!, why: 'own_part', options };
  return { kind: 'spike', options, ...longest(borders, others, 'first'), why: 'spike_cut' };
}

/** Undefined as long as nothing along the patch is settled and another round may settle it. */
function unclaimed(turn: Turn, patch: number, isLast: boolean): Decision | undefined {
  const { inverted, spikes } = turn.ground.claims[patch]!;
  const neighbours = neighboursOf(turn, patch);
  const options = [...new Set([...inverted, ...neighbours, OUTSIDE])];
  const isBow = inverted.length > 0;
  const kind = isBow ? 'bow_tie' : spikes.length > 0 ? 'spike' : isThin(turn, patch) ? 'sliver' : 'gap';
  if (isBow && !isThin(turn, patch)) return { kind, owner: inverted[0]!, why: 'own_part', options };
  if (neighbours.length === 0)
    return isLast ? { kind, owner: OUTSIDE, why: 'no_neighbour', options } : undefined;
  if (!isSlip(turn, patch)) return { kind, owner: OUTSIDE, why: 'large_gap', options };
  return { kind, options, ...longest(bordersOf(turn, patch), neighbours, isBow ? 'first' : 'last') };
}

function isSlip({ ground, snapMetres }: Turn, patch: number): boolean {
  return ground.widthMetres[patch]! < SLIP_SNAPS * snapMetres;
}

/** Gives pieces that are cut off from their area to the longest border; whether there were any. */
function rejoinFragments(turn: Turn): boolean {
  let isAny = false;
  for (const patch of fragmentsOf(turn.ground, turn.owners)) {
    const before = turn.decisions.get(patch);
    if (before && before.why === 'own_part') continue;
    const own = turn.owners[patch]!;
    const others = neighboursOf(turn, patch).filter((area) => area !== own);
    const options = [...new Set([...(before?.options ?? [own]), ...others, OUTSIDE])];
    const kind = before?.kind ?? 'fragment';
    if (!isSlip(turn, patch)) {
      if (!before) take(turn, patch, { kind, owner: own, why: 'own_part', options });
      continue;
    }
    const borders = bordersOf(turn, patch);
    if (others.length === 0 && !borders.has(OUTSIDE)) continue;
    isAny = true;
    const to = others.length > 0 ? others : [OUTSIDE];
    take(turn, patch, { kind, options, ...longest(borders, to, 'first') });
  }
  return isAny;
}
