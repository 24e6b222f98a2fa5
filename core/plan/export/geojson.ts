import { fromInt7 } from '../../geometry/integer.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import type { Face } from '../faces.ts';
import type { ExportArea, ExportLayer } from './export-layer.ts';

type Position = [lng: number, lat: number];

/** The layer as a GeoJSON FeatureCollection (RFC 7946, degrees of EPSG:4326 with 7 decimals, shells counter-clockwise); the id of a feature is its code. */
export function geojsonOf({ areas }: ExportLayer) {
  return { type: 'FeatureCollection' as const, features: areas.map(featureOf) };
}

function featureOf({ code, fields, faces }: ExportArea) {
  return { type: 'Feature' as const, id: code, properties: fields, geometry: surfaceGeometry(faces) };
}

/** Faces as a Polygon, or as a MultiPolygon if there are several. */
export function surfaceGeometry(faces: readonly Face[]) {
  const polygons = faces.map((face) => face.map(({ ring }) => positionsOf(ring)));
  const [only, ...others] = polygons;
  if (only && others.length === 0) return { type: 'Polygon' as const, coordinates: only };
  return { type: 'MultiPolygon' as const, coordinates: polygons };
}

/** A flat line in integer units as positions in degrees. */
export function positionsOf(line: FlatRing): Position[] {
  return Array.from({ length: line.length / 2 }, (_, i) => [
    fromInt7(line[2 * i]!),
    fromInt7(line[2 * i + 1]!),
  ]);
}
