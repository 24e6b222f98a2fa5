import { locateInPolygon, locateInRing } from '../../../core/geometry/ring.ts';
import type { CityGrid, DemoCity, Point7 } from '../../../data/city/city.ts';

/** The options of the city that the tests here look at. */
export const LOOKED_AT = { asOf: '2026-11-23T16:00:00.000Z', incidents: 120_000 } as const;
export const AS_OF = LOOKED_AT.asOf;

export function isInGrid([lng7, lat7]: Point7, grid: CityGrid): boolean {
  return grid.polygons.some((polygon) => locateInPolygon(lng7, lat7, polygon) === 1);
}

export function gridsByCode(city: DemoCity): Map<string, CityGrid> {
  return new Map(city.grids.map((grid) => [grid.code, grid]));
}

/** 32-bit FNV-1a over everything in the city, numbers and words alike. */
export function hashOf(city: DemoCity): number {
  let hash = 0x811c9dc5;
  const mix = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  const { incidents, ...rest } = city;
  const text = JSON.stringify(rest);
  for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
  for (const column of Object.values(incidents)) {
    if (typeof column === 'number') mix(column);
    else for (const value of column) mix(value);
  }
  return hash >>> 0;
}

export const ringHas = (ring: readonly number[], [lng7, lat7]: Point7) =>
  locateInRing(lng7, lat7, ring) === 1;

/** Pairs of segments that meet anywhere but in a common end, by exact arithmetic; none in a planar graph. */
export function illegalMeetings(lines: readonly (readonly number[])[], touch: Touch): string[] {
  const cell = 60_000;
  const segments = new Map<string, number[]>();
  for (const line of lines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const s = line.slice(i, i + 4);
      const forward = s[0]! < s[2]! || (s[0] === s[2] && s[1]! < s[3]!);
      const ordered = forward ? s : [s[2]!, s[3]!, s[0]!, s[1]!];
      segments.set(ordered.join(' '), ordered);
    }
  }
  const cells = new Map<number, number[][]>();
  const found: string[] = [];
  for (const s of segments.values()) {
    for (let x = Math.floor(s[0]! / cell); x <= Math.floor(s[2]! / cell); x++) {
      const south = Math.floor(Math.min(s[1]!, s[3]!) / cell);
      const north = Math.floor(Math.max(s[1]!, s[3]!) / cell);
      for (let y = south; y <= north; y++) {
        const others = cells.get(x * 100_000 + y) ?? [];
        for (const other of others) if (touch(s, other)) found.push(`${s} | ${other}`);
        cells.set(x * 100_000 + y, [...others, s]);
      }
    }
  }
  return found;
}

type Touch = (s: readonly number[], t: readonly number[]) => boolean;
