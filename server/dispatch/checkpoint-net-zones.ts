import { CODE_LENGTH, codePrefix } from '../../core/contract/area-code.ts';
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
  const prefix = codePrefix(within);
  const grids = all.filter(({ code }) => code.startsWith(prefix));
  const level = levelOf(grids);
  const zoneOf = (code: string): string => code.slice(0, CODE_LENGTH[level]);
  const ofZone = grouped(grids, zoneOf);
  const drawn = new Map<string, number>();
  for (const zone of institutionCodes.map(zoneOf)) drawn.set(zone, (drawn.get(zone) ?? 0) + 1);
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

/** The codes of grids begin with those of the larger areas that hold them. */
function levelOf(grids: readonly CoverageGrid[]): Level {
  const fewEnough = (level: Level): boolean => {
    const length = CODE_LENGTH[level];
    const seen = new Set<string>();
    for (const { code } of grids) {
      seen.add(code.slice(0, length));
      if (seen.size > MOST_ZONES) return false;
    }
    return true;
  };
  return [...LEVELS].reverse().find(fewEnough) ?? 'district';
}

function grouped(grids: readonly CoverageGrid[], zoneOf: (code: string) => string) {
  const groups = new Map<string, CoverageGrid[]>();
  for (const grid of grids) {
    const zone = zoneOf(grid.code);
    const own = groups.get(zone);
    if (own) own.push(grid);
    else groups.set(zone, [grid]);
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
  const metres = grids.map(away);
  const nearest = grids[metres.indexOf(Math.min(...metres))]!;
  return { lng7: nearest.lng7, lat7: nearest.lat7 };
}
