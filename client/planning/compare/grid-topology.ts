import type { FlatRing } from '../../../core/geometry/ring.ts';
import { levelBetween } from '../../../core/plan/plan.ts';
import type { Polygons7 } from '../../../core/plan/proof.ts';
import type { Level } from '../../../core/vocabulary.ts';

/** The grids of a plan as TopoJSON: arcs in units of 1e-7 degree, each position after the first as a difference; grids by code. */
export interface GridTopology {
  objects: {
    grid: {
      geometries: (
        | { type: 'Polygon'; id: string; arcs: number[][] }
        | { type: 'MultiPolygon'; id: string; arcs: number[][][] }
      )[];
    };
  };
  arcs: [number, number][][];
}

/** A border with the highest level at which the grids on both sides part; flat lng7, lat7. */
export interface LevelLine {
  level: Level;
  line: FlatRing;
}

/** One of two plans that are compared. */
export interface Version {
  lines: readonly LevelLine[];
  /** The surface of a grid by code; undefined: there is none. */
  surfaceOf(code: string): Polygons7 | undefined;
}

/** Borders and surfaces of what a TopoJSON holds. */
export function versionOf({ objects, arcs }: GridTopology): Version {
  const lines = arcs.map(flatLine);
  const faces = new Map(
    objects.grid.geometries.map((one) => [one.id, one.type === 'Polygon' ? [one.arcs] : one.arcs]),
  );
  const sides = lines.map((): string[] => []);
  for (const [code, polygons] of faces)
    for (const arc of polygons.flat(2)) sides[arc < 0 ? ~arc : arc]?.push(code);
  return {
    lines: lines.map((line, i) => ({
      line,
      level: levelBetween(sides[i]?.[0] ?? null, sides[i]?.[1] ?? null),
    })),
    surfaceOf: (code) =>
      faces.get(code)?.map((rings) => rings.map((sidesOfRing) => stitched(sidesOfRing, lines))),
  };
}

function flatLine(steps: readonly (readonly [number, number])[]): number[] {
  const line = new Array<number>(2 * steps.length);
  let [lng7, lat7] = [0, 0];
  for (let i = 0; i < steps.length; i++) {
    const [right, up] = steps[i]!;
    lng7 += right;
    lat7 += up;
    line[2 * i] = lng7;
    line[2 * i + 1] = lat7;
  }
  return line;
}

/** A ring of arcs, `~arc` walked backwards; where two meet the point stands once. */
function stitched(arcs: readonly number[], lines: readonly number[][]): number[] {
  const ring: number[] = [];
  for (const arc of arcs) {
    const line = lines[arc < 0 ? ~arc : arc] ?? [];
    const walked = arc < 0 ? backwards(line) : line;
    const from = ring.length === 0 ? 0 : 2;
    for (let i = from; i < walked.length; i++) ring.push(walked[i]!);
  }
  return ring;
}

function backwards(line: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) turned.push(line[i]!, line[i + 1]!);
  return turned;
}
