import { ancestorCode } from '../contract/area-code.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { tracePolygons } from '../import/trace-rings.ts';

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
 * in it. [polygon][ring], each ring flat lng7, lat7 and closed; shells counter-clockwise, holes clockwise.
 */
export function formAreas(arcs: Iterable<PlanArc>): Map<string, FlatRing[][]> {
  const points = new Points();
  const borders = new Map<string, { from: number[]; to: number[] }>();
  for (const { coordinates, leftCode, rightCode } of arcs) {
    const line = points.along(coordinates);
    for (const level of FORMED) {
      const [left, right] = [leftCode, rightCode].map((code) => code && ancestorCode(code, level));
      if (left === right) continue;
      if (left) addLine(borders, left, line);
      if (right) addLine(borders, right, [...line].reverse());
    }
  }
  const { lng7, lat7 } = points;
  return new Map([...borders].map(([code, segments]) => [code, tracePolygons(segments, lng7, lat7)]));
}

/** Each place once, by number. */
class Points {
  readonly lng7: number[] = [];
  readonly lat7: number[] = [];
  readonly #ids = new Map<number, Map<number, number>>();

  along(coordinates: ArrayLike<number>): number[] {
    const ids: number[] = [];
    for (let i = 0; i + 1 < coordinates.length; i += 2)
      ids.push(this.#idOf(coordinates[i] ?? 0, coordinates[i + 1] ?? 0));
    return ids;
  }

  #idOf(lng7: number, lat7: number): number {
    const column = this.#ids.get(lng7) ?? new Map<number, number>();
    this.#ids.set(lng7, column);
    let id = column.get(lat7);
    if (id === undefined) {
      id = this.lng7.push(lng7) - 1;
      this.lat7.push(lat7);
      column.set(lat7, id);
    }
    return id;
  }
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
