import { ancestorCode } from '../contract/area-code.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { tracePolygons } from '../import/trace-rings.ts';
import { Points } from './points.ts';

/** One border of a plan, whole between two nodes. */
export interface PlanArc {
  /** Flat lng7, lat7 (units of 1e-7 degree, EPSG:4326). */
  coordinates: ArrayLike<number>;
  /** Codes of the grids on the left and on the right of the way along the arc; null: none. */
  leftCode: string | null;
  rightCode: string | null;
}

const FORMED = ['city', 'district', 'street', 'community'] as const;

/**
 * The surfaces that the grids of a plan form, from city to community, by code: an arc bounds an area when only one of its sides lies
 * in it. [polygon][ring], each ring flat lng7, lat7 and closed; shells counter-clockwise, holes clockwise. `wanted`: codes of those to form; absent: all.
 */
export function formAreas(arcs: Iterable<PlanArc>, wanted?: ReadonlySet<string>): Map<string, FlatRing[][]> {
  const points = new Points();
  const borders = new Map<string, { from: number[]; to: number[] }>();
  const isWanted = (code: string | null | undefined): code is string =>
    typeof code === 'string' && (wanted?.has(code) ?? true);
  for (const { coordinates, leftCode, rightCode } of arcs) {
    let line: number[] | undefined;
    for (const level of FORMED) {
      const [left, right] = [leftCode, rightCode].map((code) => code && ancestorCode(code, level));
      if (left === right || !(isWanted(left) || isWanted(right))) continue;
      line ??= points.along(coordinates);
      if (isWanted(left)) addLine(borders, left, line);
      if (isWanted(right)) addLine(borders, right, [...line].reverse());
    }
  }
  const { lng7, lat7 } = points;
  return new Map([...borders].map(([code, segments]) => [code, tracePolygons(segments, lng7, lat7)]));
}

function addLine(
  borders: Map<string, { from: number[]; to: number[] }>,
  code: string,
  line: readonly number[],
): void {
  const border = borders.get(code) ?? { from: [], to: [] };
  borders.set(code, border);
  for (let i = 0; i + 1 < line.length; i += 1) {
    border.from.push(line[i] ?? 0);
    border.to.push(line[i + 1] ?? 0);
  }
}
