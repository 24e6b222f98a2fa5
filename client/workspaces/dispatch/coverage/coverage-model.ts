import { isWithinCode } from '../../../../core/contract/area-code.ts';
import type { Coverage, CoverageFacility } from '../../../../core/contract/coverage.ts';
import type { GridCells } from '../../../../core/contract/grid-cells.ts';
import { type CoverageMeasure, coverSeconds } from '../../../../core/coverage/vocabulary.ts';
import { coverageVoids } from '../../../../core/coverage/voids.ts';
import { NETS, type Net } from '../../../../core/vocabulary.ts';

export interface CoverageChoice {
  nets: readonly Net[];
  minutes: number;
  measure: CoverageMeasure;
  /** Only what lies in this area counts. */
  within: string;
}

/** How much is covered. */
export type Measured = Record<CoverageMeasure, number>;

/** Grids next to each other in one street that no chosen net reaches in time. */
export interface VoidArea {
  /** Code of its heaviest grid, by which it is known. */
  id: string;
  /** Numbers of its grids, the heaviest first. */
  grids: number[];
  measured: Measured;
  lng: number;
  lat: number;
  /** The soonest that somebody of a chosen net is in the heaviest grid; null: nobody within half an hour. */
  soonestSeconds: number | null;
}

export interface CoverageModel {
  /** Grids that count, by number. */
  grids: readonly number[];
  /** How many of the chosen nets cover each grid; -1 where it does not count. */
  depth: Int8Array;
  all: Measured;
  byNet: Record<Net, Measured>;
  together: Measured;
  /** The heaviest first. */
  voids: VoidArea[];
}

const STREET_DIGITS = 9;

/** What is covered and what is not, of grids with their coverage; undefined while the two are of different plans. */
export function coverageModel(
  coverage: Coverage,
  cells: GridCells,
  choice: CoverageChoice,
): CoverageModel | undefined {
  if (coverage.codes.length !== cells.codes.length || coverage.planId !== cells.planId) return undefined;
  const grids = [...cells.codes.keys()].filter((at) => isWithinCode(cells.codes[at]!, choice.within));
  const covers = (net: Net, at: number) => {
    const seconds = coverage.nets[net].seconds[at];
    return typeof seconds === 'number' && seconds <= coverSeconds(net, choice.minutes);
  };
  const depth = new Int8Array(cells.codes.length).fill(-1);
  for (const at of grids) depth[at] = choice.nets.filter((net) => covers(net, at)).length;
  const sum = (is: (at: number) => boolean) => measuredOf(coverage, cells, grids.filter(is));
  return {
    grids,
    depth,
    all: sum(() => true),
    byNet: Object.fromEntries(
      NETS.map((net) => [net, sum((at) => covers(net, at))]),
    ) as CoverageModel['byNet'],
    together: sum((at) => depth[at]! > 0),
    voids: voidsOf(coverage, cells, choice, depth),
  };
}

function measuredOf({ incidents }: Coverage, { residents }: GridCells, grids: readonly number[]): Measured {
  const total = (of: (at: number) => number) => grids.reduce((sum, at) => sum + of(at), 0);
  return {
    incidents: total((at) => incidents[at]!),
    residents: total((at) => residents[at] ?? 0),
    grids: grids.length,
  };
}

function voidsOf(
  coverage: Coverage,
  cells: GridCells,
  { nets, measure }: CoverageChoice,
  depth: Int8Array,
): VoidArea[] {
  const weightOf = {
    incidents: (at: number) => coverage.incidents[at]!,
    residents: (at: number) => cells.residents[at] ?? 0,
    grids: () => 1,
  }[measure];
  const ground = {
    weights: Float64Array.from(cells.codes, (_, at) => weightOf(at)),
    groups: cells.codes.map((code) => code.slice(0, STREET_DIGITS)),
    borders: cells.borders,
  };
  return coverageVoids(ground, (at) => depth[at] !== 0).map(({ points }): VoidArea => {
    const at = points[0]!;
    const times = nets.flatMap((net) => coverage.nets[net].seconds[at] ?? []);
    return {
      id: cells.codes[at]!,
      grids: points,
      measured: measuredOf(coverage, cells, points),
      lng: cells.lng7[at]! / 1e7,
      lat: cells.lat7[at]! / 1e7,
      soonestSeconds: times.length > 0 ? Math.min(...times) : null,
    };
  });
}

/** Of one net at a grid: who is there first, and when. */
export interface FirstThere {
  seconds: number | null;
  facility: CoverageFacility | undefined;
}

export function firstThere(coverage: Coverage, net: Net, at: number): FirstThere {
  const { seconds, by } = coverage.nets[net];
  const number = by[at];
  return {
    seconds: seconds[at] ?? null,
    facility: typeof number === 'number' ? coverage.facilities[number] : undefined,
  };
}

/** Those of a street that belong to a net but do not cover. */
export function idleNear({ facilities }: Coverage, net: Net, gridCode: string): CoverageFacility[] {
  const street = gridCode.slice(0, STREET_DIGITS);
  return facilities.filter(
    ({ net: own, why, areaCode }) => own === net && why !== null && areaCode.startsWith(street),
  );
}
