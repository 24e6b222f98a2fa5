import { ancestorCode, isWithinCode } from '../../core/contract/area-code.ts';
import { MOST_ZONES, type TRIPS_FROM, type TRIPS_TO } from '../../core/cordon/checkpoint-net-terms.ts';
import { distanceMetres } from '../../core/geometry/metres.ts';
import { LEVELS, type Level } from '../../core/vocabulary.ts';
import type { CoverageGrid } from '../queries/coverage.ts';

/** A zone with the place that stands for it: the middle of the grid nearest to the middle of its residents. */
export interface NetZone {
  code: string;
  lng7: number;
  lat7: number;
  produces: number;
  attracts: number;
}

export interface NetZones {
  zones: NetZone[];
  level: Level;
  from: (typeof TRIPS_FROM)[number];
  to: (typeof TRIPS_TO)[number];
}

/**
 * Zones of an area: of the smallest level that has not too many. They produce trips as they have residents (where no number is known, grids) and draw
 * them as they have institutions (else as they produce). `institutionCodes`: the grid of each institution.
 */
export function zonesOf(
  all: readonly CoverageGrid[],
  within: string,
  institutionCodes: readonly string[],
): NetZones {
  const grids = all.filter(({ code }) => isWithinCode(code, within));
  const level = levelOf(grids);
  const zoneOf = (code: string): string => ancestorCode(code, level) ?? code;
  const ofZone = grouped(grids, zoneOf);
  const drawn = new Map<string, number>();
  for (const code of institutionCodes) drawn.set(zoneOf(code), (drawn.get(zoneOf(code)) ?? 0) + 1);
  const from = grids.some(({ residents }) => (residents ?? 0) > 0) ? 'residents' : 'grids';
  const to = [...ofZone.keys()].some((code) => drawn.has(code)) ? 'institutions' : from;
  const zones = [...ofZone].map(([code, own]): NetZone => {
    const produces =
      from === 'grids' ? own.length : own.reduce((sum, grid) => sum + (grid.residents ?? 0), 0);
    const attracts = to === 'institutions' ? (drawn.get(code) ?? 0) : produces;
    return { code, ...middleOf(own), produces, attracts };
  });
  return { zones, level, from, to };
}

function levelOf(grids: readonly CoverageGrid[]): Level {
  const smallestFirst = [...LEVELS].reverse();
  const countAt = (level: Level): number => new Set(grids.map(({ code }) => ancestorCode(code, level))).size;
  return smallestFirst.find((level) => countAt(level) <= MOST_ZONES) ?? 'city';
}

function grouped(grids: readonly CoverageGrid[], zoneOf: (code: string) => string) {
  const groups = new Map<string, CoverageGrid[]>();
  for (const grid of grids) {
    const own = groups.get(zoneOf(grid.code));
    if (own) own.push(grid);
    else groups.set(zoneOf(grid.code), [grid]);
  }
  return groups;
}

function middleOf(grids: readonly CoverageGrid[]): { lng7: number; lat7: number } {
  const weights = grids.map(({ residents }) => (residents ?? 0) + 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (grid: CoverageGrid) => number): number =>
    Math.round(grids.reduce((sum, grid, i) => sum + (of(grid) * weights[i]!) / all, 0));
  const [lng7, lat7] = [mean((grid) => grid.lng7), mean((grid) => grid.lat7)];
  const away = (grid: CoverageGrid): number => distanceMetres(lng7, lat7, grid.lng7, grid.lat7);
  const nearest = grids.reduce((best, grid) => (away(grid) < away(best) ? grid : best));
  return { lng7: nearest.lng7, lat7: nearest.lat7 };
}
