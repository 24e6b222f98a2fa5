import type { FlatRing } from '../../geometry/ring.ts';
import type { Face, Side } from '../faces.ts';
import type { ExportArea, ExportLayer } from './export-layer.ts';

/**
 * The layer as TopoJSON (version 1.0 of its specification) with the arcs that neighbours share. Its integers are those of the plan: units of 1e-7 degree
 * (EPSG:4326), each position after the first of an arc as the difference from the one before it. The object has the name of the level.
 */
export function topojsonOf({ level, areas, arcs }: ExportLayer) {
  const numbers = new Map([...arcs.keys()].map((id, number) => [id, number]));
  const arcOf = ({ arc, isForward }: Side): number => {
    const number = numbers.get(arc) ?? 0;
    return isForward ? number : ~number;
  };
  const polygonOf = (face: Face) => face.map(({ sides }) => sides.map(arcOf));
  return {
    type: 'Topology' as const,
    transform: { scale: [1e-7, 1e-7], translate: [0, 0] },
    objects: {
      [level]: {
        type: 'GeometryCollection' as const,
        geometries: areas.map((area) => geometryOf(area, polygonOf)),
      },
    },
    arcs: [...arcs.values()].map(stepsOf),
  };
}

function geometryOf({ code, fields, faces }: ExportArea, polygonOf: (face: Face) => number[][]) {
  const about = { id: code, properties: fields };
  const [only, ...others] = faces;
  return only && others.length === 0
    ? { type: 'Polygon' as const, ...about, arcs: polygonOf(only) }
    : { type: 'MultiPolygon' as const, ...about, arcs: faces.map(polygonOf) };
}

function stepsOf(line: FlatRing): [number, number][] {
  return Array.from({ length: line.length / 2 }, (_, i) =>
    i === 0 ? [line[0]!, line[1]!] : [line[2 * i]! - line[2 * i - 2]!, line[2 * i + 1]! - line[2 * i - 1]!],
  );
}
