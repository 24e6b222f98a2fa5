/** The same layers and columns as our tiles, by ST_AsMVT over projected, indexed copies of the tables (which favours it). */
import { AREA_MIN_ZOOM, LABEL_MIN_ZOOM, ROAD_MIN_ZOOM } from '../server/tiles/min-zooms.ts';

/** Statements that make the projected copies in the bench's own schema. */
export const PREPARE_ASMVT = `
  DROP SCHEMA IF EXISTS asmvt CASCADE;
  CREATE SCHEMA asmvt;
  CREATE TABLE asmvt.area AS SELECT code, level, name_zh, name_en, ST_Transform(geom, 3857) AS geom, ST_Transform(label, 3857) AS label FROM area;
  INSERT INTO asmvt.area SELECT code, 'grid', name_zh, name_en, ST_Transform(geom, 3857), ST_Transform(label, 3857) FROM grid;
  CREATE TABLE asmvt.arc AS SELECT level, ST_Transform(ST_SetSRID((SELECT ST_MakeLine(ST_MakePoint(coordinates[2 * i - 1] / 1e7,
    coordinates[2 * i] / 1e7) ORDER BY i) FROM generate_series(1, cardinality(coordinates) / 2) i), 4326), 3857) AS geom FROM arc;
  CREATE TABLE asmvt.land AS SELECT kind, name_zh, name_en, min_zoom, ST_Transform(geom, 3857) AS geom FROM land;
  CREATE TABLE asmvt.road AS SELECT class, name_zh, name_en, one_way, bridge, ST_Transform(geom, 3857) AS geom FROM road;
  CREATE TABLE asmvt.device AS SELECT id, code, kind, health, area_code, bearing_degrees, field_of_view_degrees, range_metres,
    ST_Transform(geom, 3857) AS geom FROM device;
  CREATE TABLE asmvt.institution AS SELECT id, kind, grade, area_code, name_zh, name_en, inspection_due_on,
    ST_Transform(geom, 3857) AS geom FROM institution;
  CREATE TABLE asmvt.incident AS SELECT id, number, type, priority, status, net, area_code, reported_at, ST_Transform(geom, 3857) AS geom FROM incident;
  CREATE INDEX ON asmvt.area USING gist (geom);
  CREATE INDEX ON asmvt.area USING gist (label);
  CREATE INDEX ON asmvt.arc USING gist (geom);
  CREATE INDEX ON asmvt.land USING gist (geom);
  CREATE INDEX ON asmvt.road USING gist (geom);
  CREATE INDEX ON asmvt.device USING gist (geom);
  CREATE INDEX ON asmvt.institution USING gist (geom);
  CREATE INDEX ON asmvt.incident USING gist (geom);
  CREATE INDEX ON asmvt.incident (reported_at, id);
  ANALYZE;`;

const NAMES = 'name_zh AS "nameZh", name_en AS "nameEn"';
const TILE = 'ST_TileEnvelope($1, $2, $3)';
const REACH = 'ST_TileEnvelope($1, $2, $3, margin => 0.015625)';

function drawnAt(minZooms: Record<string, number>, z: number): string {
  const names = Object.keys(minZooms).filter((name) => (minZooms[name] ?? 0) <= z);
  return `(${names.map((name) => `'${name}'`).join(', ') || "''"})`;
}

function layer(name: string, select: string): string {
  return `(SELECT coalesce(ST_AsMVT(q, '${name}', 4096, 'shape'), '') FROM (${select}) q WHERE shape IS NOT NULL)`;
}

function drawn(columns: string, table: string, where: string, geom = 'geom', more = ''): string {
  return `SELECT ${columns}, ST_AsMVTGeom(${geom}, ${TILE}, 4096, 64, true) AS shape FROM asmvt.${table}
    WHERE ${geom} && ${REACH} AND ${where} ${more}`;
}

/** The statement for a tileset at a zoom; $1, $2, $3 are z, x, y. */
export function tileStatement(tileset: string, z: number): string {
  const layers = layersOf(tileset, z);
  return `SELECT ${layers.join(' || ')} AS tile`;
}

function layersOf(tileset: string, z: number): string[] {
  const areas = drawnAt(AREA_MIN_ZOOM, z);
  switch (tileset) {
    case 'base':
      return [
        layer('land', drawn(`kind, ${NAMES}`, 'land', `min_zoom <= ${z}`)),
        layer(
          'roads',
          `SELECT class, ${NAMES}, one_way AS "oneWay", bridge, ST_AsMVTGeom(ST_Collect(geom), ${TILE}, 4096, 64, true) AS shape
            FROM asmvt.road WHERE geom && ${REACH} AND class IN ${drawnAt(ROAD_MIN_ZOOM, z)} GROUP BY 1, 2, 3, 4, 5`,
        ),
      ];
    case 'plan':
      return [
        layer('areas', drawn(`code, level, ${NAMES}`, 'area', `level <> 'grid' AND level IN ${areas}`)),
        layer('grids', drawn(`code, ${NAMES}`, 'area', `level = 'grid' AND level IN ${areas}`)),
        layer(
          'boundaries',
          `SELECT level, ST_AsMVTGeom(ST_Collect(geom), ${TILE}, 4096, 64, true) AS shape FROM asmvt.arc
            WHERE geom && ${REACH} AND level IN ${areas} GROUP BY level`,
        ),
        layer(
          'labels',
          drawn(`code, level, ${NAMES}`, 'area', `level IN ${drawnAt(LABEL_MIN_ZOOM, z)}`, 'label'),
        ),
      ];
    case 'devices':
      return [
        layer(
          'devices',
          drawn(
            `id::text, code, kind, health, area_code AS "areaCode", bearing_degrees AS "bearingDegrees",
              field_of_view_degrees AS "fieldOfViewDegrees", range_metres AS "rangeMetres"`,
            'device',
            'true',
          ),
        ),
      ];
    case 'institutions':
      return [
        layer(
          'institutions',
          drawn(
            `id::text, kind, grade, area_code AS "areaCode", ${NAMES}, inspection_due_on::text AS "inspectionDueOn"`,
            'institution',
            'true',
          ),
        ),
      ];
    case 'incidents':
      return [
        layer(
          'incidents',
          drawn(
            `id::text, number, type, priority, status, net, area_code AS "areaCode",
              extract(epoch FROM reported_at)::bigint AS "reportedAt"`,
            'incident',
            'true',
            'geom',
            'ORDER BY reported_at DESC, incident.id DESC LIMIT 2000',
          ),
        ),
      ];
    default:
      throw new Error(`no such tileset: ${tileset}`);
  }
}
