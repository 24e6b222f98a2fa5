import { byCell, eachCellNear, type PlaneCells } from '../geometry/by-cell.ts';
import { type CityPlane, type PlanePoints, toPlane } from '../geometry/city-plane.ts';
import { LONGEST_WAY_MS, type UsedFix } from './fixes-in-order.ts';

/** A planned way on a plane in metres. */
export interface PlannedLine {
  plane: CityPlane;
  vertices: PlanePoints;
  /** Metres from its start to each vertex. */
  along: Float64Array;
}

/** The line is looked at in pieces of about so many metres. */
const PIECE_METRES = 20;
const CELL_METRES = 100;
/** Who goes within so many metres of the line, or of its accuracy, drove there. */
const DRIVEN_METRES = 35;
const CERTAIN_DEVIATIONS = 2;

/** A flat line [lng7, lat7, ...] of at least one vertex. */
export function plannedLine(line: ArrayLike<number>): PlannedLine {
  const count = line.length / 2;
  const part = (offset: number) => Int32Array.from({ length: count }, (_, i) => line[2 * i + offset]!);
  const plane = { originLng7: line[0]!, originLat7: line[1]! };
  const vertices = toPlane(plane, part(0), part(1));
  const along = new Float64Array(count);
  for (let i = 1; i < count; i += 1)
    along[i] =
      along[i - 1]! + Math.hypot(vertices.x[i]! - vertices.x[i - 1]!, vertices.y[i]! - vertices.y[i - 1]!);
  return { plane, vertices, along };
}

/** Places of fixes on the plane of a line. */
export function onPlaneOf({ plane }: PlannedLine, fixes: readonly UsedFix[]): PlanePoints {
  return toPlane(
    plane,
    fixes.map(({ lng7 }) => lng7),
    fixes.map(({ lat7 }) => lat7),
  );
}

/** Metres from each point to the line. */
export function metresOff({ vertices: { x, y } }: PlannedLine, points: PlanePoints): Float64Array {
  return Float64Array.from(points.x, (px, i) => {
    const py = points.y[i]!;
    let least = (px - x[0]!) ** 2 + (py - y[0]!) ** 2;
    for (let k = 0; k + 1 < x.length; k += 1)
      least = Math.min(least, squaredTo(px, py, x[k]!, y[k]!, x[k + 1]!, y[k + 1]!));
    return Math.sqrt(least);
  });
}

/** Square of the distance from a point to a segment. */
export function squaredTo(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? ((px - ax) * dx + (py - ay) * dy) / length2 : 0;
  const share = Math.min(1, Math.max(0, along));
  return (ax + share * dx - px) ** 2 + (ay + share * dy - py) ** 2;
}

/** How much of a line was driven. */
export interface Driven {
  lengthMetres: number;
  drivenMetres: number;
  /** Stretches that were not, as metres from its start, in order. */
  left: { fromMetres: number; toMetres: number }[];
}

/**
 * Notes in `isDriven` (a new one without it) on which pieces of the line, of about 20 m each, the ways between the fixes lie: 1 where they do; both
 * times on a line that passes somewhere twice.
 */
export function markDriven(
  line: PlannedLine,
  fixes: readonly UsedFix[],
  isDriven: Uint8Array<ArrayBuffer> = new Uint8Array(piecesOf(line)),
): Uint8Array<ArrayBuffer> {
  const middles = middlesOf(line, isDriven.length);
  const cells = cellsOver(middles);
  const { starts, items } = byCell(cells.columns * cells.rows, (put) => {
    for (let i = 0; i < isDriven.length; i += 1) {
      const [x, y] = [middles.x[i]!, middles.y[i]!];
      eachCellNear(cells, [x, y, x, y], 0, (cell) => put(cell, i));
    }
  });
  const points = onPlaneOf(line, fixes);
  for (let k = 0; k + 1 < fixes.length; k += 1) {
    if (fixes[k + 1]!.fixMs - fixes[k]!.fixMs > LONGEST_WAY_MS) continue;
    const way = [points.x[k]!, points.y[k]!, points.x[k + 1]!, points.y[k + 1]!] as const;
    const deviation = Math.max(fixes[k]!.deviationMetres, fixes[k + 1]!.deviationMetres);
    const within = Math.max(DRIVEN_METRES, CERTAIN_DEVIATIONS * deviation);
    eachCellNear(cells, way, within, (cell) => {
      for (let i = starts[cell]!; i < starts[cell + 1]!; i += 1) {
        const at = items[i]!;
        if (squaredTo(middles.x[at]!, middles.y[at]!, ...way) <= within * within) isDriven[at] = 1;
      }
    });
  }
  return isDriven;
}

/** How much of the line that is, by what `markDriven` noted. */
export function drivenOf(line: PlannedLine, isDriven: Uint8Array): Driven {
  const lengthMetres = line.along.at(-1)!;
  const step = lengthMetres / isDriven.length;
  const drivenMetres = isDriven.reduce((sum, one) => sum + one, 0) * step;
  return { lengthMetres, drivenMetres, left: leftOver(isDriven, step) };
}

/** In how many pieces a line is looked at. */
export function piecesOf({ along }: PlannedLine): number {
  return Math.max(1, Math.ceil(along.at(-1)! / PIECE_METRES));
}

function middlesOf({ vertices, along }: PlannedLine, pieces: number): PlanePoints {
  const step = along.at(-1)! / pieces;
  const points = { x: new Float64Array(pieces), y: new Float64Array(pieces) };
  let k = 0;
  for (let i = 0; i < pieces; i += 1) {
    const at = (i + 0.5) * step;
    while (k + 2 < along.length && along[k + 1]! < at) k += 1;
    const next = Math.min(k + 1, along.length - 1);
    const span = along[next]! - along[k]!;
    const share = span > 0 ? (at - along[k]!) / span : 0;
    points.x[i] = vertices.x[k]! + share * (vertices.x[next]! - vertices.x[k]!);
    points.y[i] = vertices.y[k]! + share * (vertices.y[next]! - vertices.y[k]!);
  }
  return points;
}

function cellsOver({ x, y }: PlanePoints): PlaneCells {
  const [west, south] = [Math.min(...x), Math.min(...y)];
  const columns = Math.floor((Math.max(...x) - west) / CELL_METRES) + 1;
  const rows = Math.floor((Math.max(...y) - south) / CELL_METRES) + 1;
  return { west, south, cellMetres: CELL_METRES, columns, rows };
}

function leftOver(isDriven: Uint8Array, step: number): Driven['left'] {
  const left: Driven['left'] = [];
  isDriven.forEach((driven, i) => {
    if (driven) return;
    const last = left.at(-1);
    if (last && isDriven[i - 1] === 0) last.toMetres = (i + 1) * step;
    else left.push({ fromMetres: i * step, toMetres: (i + 1) * step });
  });
  return left;
}
