import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { type NounTileSource, readNounTile } from '../queries/tiles.ts';
import { BUFFER } from './clip.ts';
import { exactX, exactY, type TileFrame, tileBbox } from './mercator.ts';
import { MvtLayer } from './mvt-writer.ts';
import type { TagValue } from './pbf.ts';

export type FieldType = 'String' | 'Number' | 'Boolean';

interface NounTiles extends NounTileSource {
  fields: Record<string, FieldType>;
  /** No thing of the noun is drawn below this zoom. */
  minZoom: number;
  /** More things than this are not put into one tile; of incidents the newest are. */
  limit: number;
}

const NAMES: Record<string, FieldType> = { nameZh: 'String', nameEn: 'String' };
const POINTS = { geom: sql`t.geom`, order: sql`t.id DESC`, minZoom: 0, limit: 20_000 };

/** What a tile shows of each noun: the id, where it belongs, and what decides its looks. */
export const NOUN_TILES: Record<LiveNoun, NounTiles> = {
  incidents: {
    ...POINTS,
    order: sql`t.reported_at DESC, t.id DESC`,
    limit: 2000,
    table: sql`incident t`,
    tags: sql`t.id, t.number, t.type, t.priority, t.status, t.net, t.area_code AS "areaCode",
      extract(epoch FROM t.reported_at)::bigint AS "reportedAt"`,
    fields: {
      id: 'String',
      number: 'String',
      type: 'String',
      priority: 'Number',
      status: 'String',
      net: 'String',
      areaCode: 'String',
      reportedAt: 'Number',
    },
  },
  units: {
    ...POINTS,
    table: sql`unit t JOIN unit_position p ON p.unit_id = t.id`,
    geom: sql`p.geom`,
    tags: sql`t.id, t.code, t.kind, t.vehicle, t.state, t.area_code AS "areaCode", t.name_zh AS "nameZh",
      t.name_en AS "nameEn", p.heading_degrees AS "headingDegrees", extract(epoch FROM p.fix_at)::bigint AS "fixAt"`,
    fields: {
      id: 'String',
      code: 'String',
      kind: 'String',
      vehicle: 'String',
      state: 'String',
      areaCode: 'String',
      ...NAMES,
      headingDegrees: 'Number',
      fixAt: 'Number',
    },
  },
  routes: {
    ...POINTS,
    minZoom: 8,
    table: sql`route t`,
    tags: sql`t.id, t.code, t.vehicle, t.shift, t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn"`,
    fields: {
      id: 'String',
      code: 'String',
      vehicle: 'String',
      shift: 'String',
      areaCode: 'String',
      ...NAMES,
    },
  },
  checkpoints: {
    ...POINTS,
    table: sql`checkpoint t`,
    tags: sql`t.id, t.code, t.border, t.state, t.lanes, t.bearing_degrees AS "bearingDegrees", t.area_code AS "areaCode",
      t.name_zh AS "nameZh", t.name_en AS "nameEn"`,
    fields: {
      id: 'String',
      code: 'String',
      border: 'String',
      state: 'String',
      lanes: 'Number',
      bearingDegrees: 'Number',
      areaCode: 'String',
      ...NAMES,
    },
  },
  posts: {
    ...POINTS,
    table: sql`post t`,
    tags: sql`t.id, t.kind, t.staffed, t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn"`,
    fields: { id: 'String', kind: 'String', staffed: 'Boolean', areaCode: 'String', ...NAMES },
  },
  institutions: {
    ...POINTS,
    table: sql`institution t`,
    tags: sql`t.id, t.kind, t.grade, t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn",
      to_char(t.inspection_due_on, 'YYYY-MM-DD') AS "inspectionDueOn"`,
    fields: {
      id: 'String',
      kind: 'String',
      grade: 'Number',
      areaCode: 'String',
      ...NAMES,
      inspectionDueOn: 'String',
    },
  },
  devices: {
    ...POINTS,
    table: sql`device t`,
    tags: sql`t.id, t.code, t.kind, t.health, t.area_code AS "areaCode", t.bearing_degrees AS "bearingDegrees",
      t.field_of_view_degrees AS "fieldOfViewDegrees", t.range_metres AS "rangeMetres"`,
    fields: {
      id: 'String',
      code: 'String',
      kind: 'String',
      health: 'String',
      areaCode: 'String',
      bearingDegrees: 'Number',
      fieldOfViewDegrees: 'Number',
      rangeMetres: 'Number',
    },
  },
  alarms: {
    ...POINTS,
    table: sql`(SELECT * FROM alarm WHERE state <> 'normal') t`,
    tags: sql`t.id, t.kind, t.priority, t.state, t.area_code AS "areaCode",
      extract(epoch FROM t.raised_at)::bigint AS "raisedAt"`,
    fields: {
      id: 'String',
      kind: 'String',
      priority: 'Number',
      state: 'String',
      areaCode: 'String',
      raisedAt: 'Number',
    },
  },
  geofences: {
    ...POINTS,
    table: sql`geofence t`,
    tags: sql`t.id, t.direction, t.is_on AS "isOn", t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn"`,
    fields: { id: 'String', direction: 'String', isOn: 'Boolean', areaCode: 'String', ...NAMES },
  },
  cases: {
    ...POINTS,
    table: sql`(SELECT * FROM case_file WHERE status <> 'closed') t`,
    tags: sql`t.id, t.number, t.kind, t.grade, t.status, t.held_by AS "heldBy", t.owner, to_char(t.due_on, 'YYYY-MM-DD') AS "dueOn",
      t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn"`,
    fields: {
      id: 'String',
      number: 'String',
      kind: 'String',
      grade: 'Number',
      status: 'String',
      heldBy: 'String',
      owner: 'String',
      dueOn: 'String',
      areaCode: 'String',
      ...NAMES,
    },
  },
  risks: {
    ...POINTS,
    table: sql`(SELECT * FROM risk_file WHERE status NOT IN ('evaluated', 'withdrawn')) t`,
    tags: sql`t.id, t.number, t.kind, t.grade, t.status, t.area_code AS "areaCode", t.name_zh AS "nameZh", t.name_en AS "nameEn",
      extract(epoch FROM t.starts_at)::bigint AS "startsAt", extract(epoch FROM t.ends_at)::bigint AS "endsAt"`,
    fields: {
      id: 'String',
      number: 'String',
      kind: 'String',
      grade: 'String',
      status: 'String',
      areaCode: 'String',
      ...NAMES,
      startsAt: 'Number',
      endsAt: 'Number',
    },
  },
};

export function isNounTileset(tileset: string): tileset is LiveNoun {
  return (LIVE_NOUNS as readonly string[]).includes(tileset);
}

/**
 * Nouns whose tiles are cut from memory. Incidents have a memory of their own; units, which move, and alarms, cases and risk files,
 * which are few, come from the database.
 */
export const REMEMBERED_NOUNS = [
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'geofences',
] as const;
export type RememberedNoun = (typeof REMEMBERED_NOUNS)[number];

/** One tile of a noun, straight from the database: points only. */
export async function cutNounTile(
  database: Queryable,
  noun: Exclude<LiveNoun, RememberedNoun>,
  frame: TileFrame,
  scopeCode: string,
): Promise<MvtLayer> {
  const source = NOUN_TILES[noun];
  const keys = Object.keys(source.fields);
  const bbox = tileBbox(frame, BUFFER);
  const rows = await readNounTile(database, source, { scopeCode, bbox, limit: source.limit });
  const layer = new MvtLayer(noun);
  for (const row of rows) {
    layer.begin();
    layer.moveTo(1);
    layer.vertex(
      Math.round((exactX(row.lng) - frame.originX) / frame.scale),
      Math.round((exactY(row.lat) - frame.originY) / frame.scale),
    );
    layer.end(
      'point',
      keys,
      keys.map((key) => row[key] as TagValue | null),
    );
  }
  return layer;
}
