/**
 * Makes a partition of boundaries that were drawn with gaps, overlaps, slivers and broken rings: draws together what was drawn nearly alike
 * (snap.ts), cuts the plane along all borders (node.ts, patches.ts), reads who claims each patch (ground.ts) and gives every patch to one area
 * or to none (settle.ts). Nothing is moved or dropped without being told. The steps are those of a planar map overlay (e.g. de Berg et al.,
 * "Computational Geometry", chapter 2) on integers, with orientations that are exact.
 */
import type { RepairKind, RepairReason } from '../../contract/repair.ts';
import { localMetres } from '../../geometry/metres.ts';
import { boundsOf, type FlatRing } from '../../geometry/ring.ts';
import { OUTSIDE } from '../../import/boundary-chain.ts';
import { type Partition, partitionOf } from '../../import/partition.ts';
import type { Polygons7 } from '../proof.ts';
import { type Ground, groundOf } from './ground.ts';
import { lineworkOf } from './linework.ts';
import { type FlatNeedle, needleMarks, withoutFlatNeedles } from './needles.ts';
import { fromLeastPoint, polygonsByOwner } from './outcome.ts';
import { outlineRing, patchesOf } from './patches.ts';
import { type Decision, settled } from './settle.ts';
import { type Moved, snapTogether } from './snap.ts';
import { TooTangled } from './too-tangled.ts';

/** A place that is not covered by just one area as it should be, and what becomes of it. */
export interface Repair {
  /** The same for the same place of the same drawing, whatever was chosen. */
  id: string;
  kind: RepairKind;
  /** Its shell and holes, flat lng7, lat7 and closed; of a needle without width the line out and back. */
  rings: FlatRing[];
  areaM2: number;
  /** Mean width in metres: twice the area by the length of its border. */
  widthMetres: number;
  /** Indices of the areas that claim it. */
  claimedBy: readonly number[];
  /** Areas that may have it, and OUTSIDE where it may stay without. */
  options: readonly number[];
  /** The one of the options that is proposed, and why. */
  proposed: number;
  why: RepairReason;
  /** The one of the options that was chosen, or else proposed. */
  owner: number;
}

export interface Repaired {
  /** Proven: no overlap, no broken ring; gaps only where a repair was left outside. */
  partition: Partition;
  /** The largest first. */
  repairs: Repair[];
  /** Areas whose borders were moved to meet others'. */
  snapped: { area: number; points: number; metres: number }[];
  /** Areas that are left without any ground. */
  emptied: number[];
  /** Chosen for a place that is not there, or not among its options. */
  ignored: string[];
}

export interface RepairOptions {
  /** Borders of different areas within this distance are drawn together. */
  snapMetres: number;
  /** Repair id -> the area (index) that is to have the place, or OUTSIDE. */
  choices?: ReadonlyMap<string, number>;
}

export const SNAP_METRES = 1;
const MATCHING_ROUNDS = 3;

/**
 * Repairs areas, [area][polygon][ring], each ring flat lng7, lat7 (1e-7 degree of EPSG:4326) and closed; what lies within must be at most 6
 * degrees apart. A file without overlaps and broken rings is not moved at all: only its gaps are repairs. Throws TooTangled.
 */
export function repairBoundaries(
  areas: readonly Polygons7[],
  { snapMetres, choices = new Map() }: RepairOptions,
): Repaired {
  const drawn = matchedPartition(areas);
  const isSound = isProven(drawn);
  if (isSound && drawn.defects.length === 0)
    return { partition: drawn, repairs: [], snapped: [], emptied: [], ignored: [...choices.keys()] };
  const plane = planeOf(areas);
  const { work, needles } = withoutFlatNeedles(lineworkOf(isSound ? drawn.areas : areas));
  const { work: met, moved } = isSound
    ? { work, moved: new Map<number, Moved>() }
    : snapTogether(work, plane, snapMetres);
  if (!isSound) met.rings.push(...needleMarks(met, plane, snapMetres));
  const ground = groundOf(patchesOf(met), met, plane);
  const { owners, decisions } = settled(ground, snapMetres);
  const repairs = [...needles.map(flatRepair), ...patchRepairs(ground, decisions)];
  const { chosen, ignored } = choose(repairs, choices);
  for (const [patch, owner] of chosen) owners[patch] = owner;
  const partition = matchedPartition(polygonsByOwner(ground.patches, owners, areas.length));
  if (!isProven(partition)) throw new TooTangled();
  return {
    partition,
    repairs: repairs.map(({ patch: _patch, ...repair }) => repair).sort((a, b) => b.areaM2 - a.areaM2),
    snapped: [...moved].map(([area, how]) => ({ area, ...how })).sort((a, b) => a.area - b.area),
    emptied: partition.areas.flatMap((polygons, area) => (polygons.length === 0 ? [area] : [])),
    ignored,
  };
}

/** Areas with their corners put into one another's straight borders, until there are no more to put in or it is given up. */
function matchedPartition(areas: readonly Polygons7[]): Partition {
  let partition = partitionOf(areas);
  for (let round = 0; round < MATCHING_ROUNDS && partition.insertedVertices > 0; round++)
    partition = partitionOf(partition.areas);
  return partition;
}

function isProven({ insertedVertices, defects }: Partition): boolean {
  return insertedVertices === 0 && defects.every(({ kind }) => kind === 'gap');
}

/** A plane that touches the earth in the middle of all areas. */
function planeOf(areas: readonly Polygons7[]) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of areas.flat(2)) {
    const [west, south, east, north] = boundsOf(ring);
    if (west < box[0]!) box[0] = west;
    if (south < box[1]!) box[1] = south;
    if (east > box[2]!) box[2] = east;
    if (north > box[3]!) box[3] = north;
  }
  return localMetres((box[0]! + box[2]!) / 2, (box[1]! + box[3]!) / 2);
}

type PatchRepair = Repair & { patch: number };

function patchRepairs(ground: Ground, decisions: ReadonlyMap<number, Decision>): PatchRepair[] {
  return [...decisions].map(([patch, { kind, owner, why, options }]) => {
    const rings = ground.patches.outlines[patch]!.map((outline) =>
      fromLeastPoint(outlineRing(ground.patches, outline)),
    );
    const { areas, inverted } = ground.claims[patch]!;
    const claimedBy = [...areas, ...inverted];
    return {
      patch,
      id: idOf(rings, claimedBy),
      kind,
      rings,
      areaM2: ground.areaM2[patch]!,
      widthMetres: ground.widthMetres[patch]!,
      claimedBy,
      options,
      proposed: owner,
      why,
      owner,
    };
  });
}

function flatRepair({ area, line }: FlatNeedle): PatchRepair {
  return {
    patch: -1,
    id: idOf([line], [area]),
    kind: 'spike',
    rings: [line],
    areaM2: 0,
    widthMetres: 0,
    claimedBy: [area],
    options: [OUTSIDE],
    proposed: OUTSIDE,
    why: 'spike_flat',
    owner: OUTSIDE,
  };
}

/** Two FNV-1a hashes of the place and of those who claim it. */
function idOf(rings: readonly FlatRing[], claimedBy: readonly number[]): string {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  const add = (value: number): void => {
    one = Math.imul(one ^ value, 0x01000193);
    other = Math.imul(other ^ (value + 0x9e3779b9), 0x01000193);
    other ^= other >>> 15;
  };
  for (const ring of rings) for (let i = 0; i < ring.length; i++) add(ring[i]!);
  for (const area of claimedBy) add(-1 - area);
  return [one, other].map((hash) => (hash >>> 0).toString(36).padStart(7, '0')).join('');
}

function choose(repairs: readonly PatchRepair[], choices: ReadonlyMap<string, number>) {
  const byId = new Map(repairs.map((repair) => [repair.id, repair]));
  const chosen = new Map<number, number>();
  const ignored: string[] = [];
  for (const [id, owner] of choices) {
    const repair = byId.get(id);
    if (!repair?.options.includes(owner)) {
      ignored.push(id);
      continue;
    }
    repair.owner = owner;
    if (repair.patch >= 0) chosen.set(repair.patch, owner);
  }
  return { chosen, ignored };
}
