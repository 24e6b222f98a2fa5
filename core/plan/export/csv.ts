import { csvLine } from '../../review/csv.ts';
import type { Face } from '../faces.ts';
import type { ExportCrs } from './export-crs.ts';
import { EXPORT_FIELDS, type ExportLayer } from './export-layer.ts';

/** The layer as CSV (RFC 4180), the names of the columns first; surfaces are WKT in the CRS, x before y, metres with 4 decimals. */
export function csvOf({ areas }: ExportLayer, crs: ExportCrs): string {
  const head = csvLine([...EXPORT_FIELDS.map(({ name }) => name), 'wkt']);
  const lines = areas.map(({ fields, faces }) =>
    csvLine([...EXPORT_FIELDS.map(({ name }) => fields[name]), multiPolygonWkt(faces, crs)]),
  );
  return head + lines.join('');
}

/** Faces as the well-known text of a MULTIPOLYGON (ISO 19125). */
export function multiPolygonWkt(faces: readonly Face[], crs: ExportCrs): string {
  const polygons = faces.map((face) => {
    const rings = face.map(({ ring }) => {
      const places: string[] = [];
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const [x, y] = crs.project(ring[i]!, ring[i + 1]!);
        places.push(`${written(x, crs)} ${written(y, crs)}`);
      }
      return `(${places.join(', ')})`;
    });
    return `(${rings.join(', ')})`;
  });
  return `MULTIPOLYGON (${polygons.join(', ')})`;
}

function written(coordinate: number, { unit }: ExportCrs): string {
  return unit === 'degree' ? String(coordinate) : coordinate.toFixed(4);
}
