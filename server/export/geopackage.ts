import initSqlJs from 'sql.js';
import { type ExportCrs, WGS84 } from '../../core/plan/export/export-crs.ts';
import { EXPORT_FIELDS, type ExportField, type ExportLayer } from '../../core/plan/export/export-layer.ts';
import { type Box, geopackageGeometry } from '../../core/plan/export/geopackage-geometry.ts';

/** The layer as a GeoPackage 1.3 (OGC 12-128r18) with one table, named by the level; `at` (ISO 8601 UTC) is when it was written. */
export async function geopackageOf(layer: ExportLayer, crs: ExportCrs, at: string): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const db = new Database();
  try {
    db.run(TABLES);
    for (const row of referenceSystems(crs))
      db.run(`INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)`, row);
    const columns = EXPORT_FIELDS.map((field) => `${field.name} ${sqlTypeOf(field)}`).join(', ');
    db.run(
      `CREATE TABLE ${layer.level} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, ${columns})`,
    );
    const insert = db.prepare(
      `INSERT INTO ${layer.level} (geom, ${EXPORT_FIELDS.map(({ name }) => name).join(', ')}) VALUES (?${', ?'.repeat(EXPORT_FIELDS.length)})`,
    );
    db.run('BEGIN');
    const boxes = layer.areas.map(({ faces, fields }): Box => {
      const { blob, box } = geopackageGeometry(faces, crs);
      insert.run([blob, ...EXPORT_FIELDS.map(({ name }) => fields[name])]);
      return box;
    });
    db.run('COMMIT');
    insert.free();
    db.run(`INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)`, [
      layer.level,
      layer.level,
      at,
      ...boxAround(boxes),
      crs.epsg,
    ]);
    db.run(`INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)`, [
      layer.level,
      crs.epsg,
    ]);
    return db.export();
  } finally {
    db.close();
  }
}

function sqlTypeOf(field: ExportField): string {
  if (field.kind === 'text') return 'TEXT';
  return field.decimals > 0 ? 'DOUBLE' : 'INTEGER';
}

/** Nulls round nothing. */
function boxAround(boxes: readonly Box[]): (number | null)[] {
  const [first, ...others] = boxes;
  if (!first) return [null, null, null, null];
  return others.reduce<[number, number, number, number]>(
    ([west, south, east, north], [w, s, e, n]) => [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ],
    [...first],
  );
}

type Row = (string | number | null)[];

/** The three that every file has, and the one that this file is in. */
function referenceSystems({ epsg, name, ogcWkt }: ExportCrs): Row[] {
  const rows: Row[] = [
    ['Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null],
    ['Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null],
    [WGS84.name, 4326, 'EPSG', 4326, WGS84.ogcWkt, null],
  ];
  return epsg === 4326 ? rows : [...rows, [name, epsg, 'EPSG', epsg, ogcWkt, null]];
}

/** 0x47504B47 is "GPKG". */
const TABLES = `
  PRAGMA application_id = ${0x47504b47};
  PRAGMA user_version = 10300;
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));`;
