import { distanceToSegment, type Point } from './plane.ts';

const CELL_METRES = 1000;

/** Nearest of many segments within a fixed reach, by a hash of square cells. */
export class NearIndex {
  private readonly cells = new Map<number, number[]>();
  private readonly a: Point[] = [];
  private readonly b: Point[] = [];
  private readonly ids: number[] = [];

  private readonly reachMetres: number;

  constructor(reachMetres: number) {
    this.reachMetres = reachMetres;
  }

  addLine(line: readonly Point[], id: number): void {
    for (let i = 0; i + 1 < line.length; i++) this.addSegment(line[i]!, line[i + 1]!, id);
  }

  addPoint(p: Point, id: number): void {
    this.addSegment(p, p, id);
  }

  /** The id and distance of the nearest segment; id -1 and Infinity when none is within reach. */
  nearest(p: Point): { index: number; distance: number } {
    let index = -1;
    let distance = this.reachMetres;
    const cell = this.cells.get(cellKey(Math.floor(p.x / CELL_METRES), Math.floor(p.y / CELL_METRES)));
    for (const s of cell ?? []) {
      const found = distanceToSegment(p, this.a[s]!, this.b[s]!);
      if (found < distance) {
        distance = found;
        index = this.ids[s]!;
      }
    }
    return { index, distance: index < 0 ? Infinity : distance };
  }

  private addSegment(a: Point, b: Point, id: number): void {
    const s = this.ids.length;
    this.a.push(a);
    this.b.push(b);
    this.ids.push(id);
    const reach = this.reachMetres;
    const west = Math.floor((Math.min(a.x, b.x) - reach) / CELL_METRES);
    const east = Math.floor((Math.max(a.x, b.x) + reach) / CELL_METRES);
    const south = Math.floor((Math.min(a.y, b.y) - reach) / CELL_METRES);
    const north = Math.floor((Math.max(a.y, b.y) + reach) / CELL_METRES);
    for (let i = west; i <= east; i++) {
      for (let j = south; j <= north; j++) {
        const key = cellKey(i, j);
        const cell = this.cells.get(key);
        if (cell) cell.push(s);
        else this.cells.set(key, [s]);
      }
    }
  }
}

function cellKey(i: number, j: number): number {
  return (i + 5000) * 10_000 + j + 5000;
}
