import type { Queryable } from '../../server/database/database.ts';
import { type Sql, sql } from '../../server/database/sql.ts';

/**
 * A city of 2 districts, 4 streets, 4 communities and 16 grids, each a rectangle:
 *
 *   36.7 +----------+----------+
 *        |  102002  |  103002  |    a street and its only community; 2 x 2 grids in each
 *   36.6 +----------+----------+
 *        |  102001  |  103001  |
 *   36.5 +----------+----------+
 *      101.6      101.8      102.0
 */
export const CITY = '630100';
export const LEFT = '630102';
export const RIGHT = '630103';
export const PLAN_ID = '0193f000-0000-7000-8000-000000000001';
/** A place in the first grid of each district. */
export const IN_LEFT: [number, number] = [101.63, 36.52];
export const IN_RIGHT: [number, number] = [101.83, 36.52];
export const GRID_LEFT = '630102001001001';
export const GRID_RIGHT = '630103001001001';
/** Outside the city. */
export const ELSEWHERE: [number, number] = [103, 37];

type Box = readonly [west: number, south: number, east: number, north: number];

/** Ids of the things in the small city, by noun and district: `thing('posts', 'left')`. */
export function thing(noun: string, side: 'left' | 'right'): string {
  const index = [
    'posts',
    'checkpoints',
    'institutions',
    'devices',
    'routes',
    'units',
    'incidents',
    'alarms',
    'geofences',
    'cases',
    'risks',
    'patrol_plans',
    'patrol_strayings',
  ].indexOf(noun);
  return `0193f000-0000-7000-8000-0000000${side === 'left' ? '1' : '2'}00${String(index).padStart(2, '0')}`;
}

export async function loadSmallCity(db: Queryable): Promise<void> {
  await db.query(sql`INSERT INTO plan (id, name, status, effective_from)
    VALUES (${PLAN_ID}, 'small', 'in_force', '2026-01-01T00:00:00Z')`);
  await insertArea(db, CITY, 'city', null, [101.6, 36.5, 102, 36.7]);
  for (const [district, west] of [
    [LEFT, 101.6],
    [RIGHT, 101.8],
  ] as const) {
    await insertArea(db, district, 'district', CITY, [west, 36.5, west + 0.2, 36.7]);
    for (const [street, south] of [
      [`${district}001`, 36.5],
      [`${district}002`, 36.6],
    ] as const)
      await insertStreet(db, street, district, [west, south, west + 0.2, south + 0.1]);
  }
  await insertThings(db, 'left', IN_LEFT, GRID_LEFT);
  await insertThings(db, 'right', IN_RIGHT, GRID_RIGHT);
}

async function insertStreet(db: Queryable, street: string, district: string, box: Box): Promise<void> {
  await insertArea(db, street, 'street', district, box);
  const community = `${street}001`;
  await insertArea(db, community, 'community', street, box);
  const [west, south] = box;
  for (let index = 0; index < 4; index++) {
    const left = west + (index % 2) * 0.1;
    const bottom = south + Math.floor(index / 2) * 0.05;
    await insertGrid(
      db,
      `${community}00${index + 1}`,
      community,
      [left, bottom, left + 0.1, bottom + 0.05],
      index,
    );
  }
}

async function insertArea(
  db: Queryable,
  code: string,
  level: string,
  parent: string | null,
  box: Box,
): Promise<void> {
  await db.query(sql`INSERT INTO area (code, level, parent_code, name_zh, name_en, geom, label, area_m2)
    VALUES (${code}, ${level}, ${parent}, ${`区${code}`}, ${`Area ${code}`}, ST_Multi(${rectangle(box)}),
      ST_Centroid(${rectangle(box)}), 1000000)`);
}

async function insertGrid(
  db: Queryable,
  code: string,
  community: string,
  box: Box,
  index: number,
): Promise<void> {
  const id = `0193f000-0000-7000-9000-${code.slice(3)}`;
  await db.query(sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2)
    VALUES (${PLAN_ID}, ${id}, ${code}, ${community}, ${`格${code}`}, ${`Grid ${code}`}, ${index === 0 ? 7 : 100 * index},
      ${40 * index}, ST_Multi(${rectangle(box)}), ST_Centroid(${rectangle(box)}), 250000)`);
  for (const role of ['manager', 'assistant', 'supervisor', 'officer'])
    await db.query(sql`INSERT INTO staffing (area_code, role, official_name_zh, official_name_en)
      VALUES (${code}, ${role}, '演示员', 'Demo Official')`);
}

function rectangle([west, south, east, north]: Box) {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  return sql`ST_MakeEnvelope(${round(west)}::float8, ${round(south)}::float8, ${round(east)}::float8, ${round(north)}::float8, 4326)`;
}

async function insertThings(
  db: Queryable,
  side: 'left' | 'right',
  [lng, lat]: [number, number],
  grid: string,
) {
  const at = sql`ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326)`;
  const since = '2026-11-01T00:00:00Z';
  const district = grid.slice(0, 6);
  await db.query(sql`INSERT INTO post (id, area_code, kind, name_zh, name_en, staffed, staff_count, geom)
    VALUES (${thing('posts', side)}, ${grid}, 'police_room', ${`警务室${side}`}, ${`Police room ${side}`}, true, 2, ${at})`);
  await db.query(sql`INSERT INTO checkpoint (id, area_code, code, name_zh, name_en, border, state, state_since, lanes, bearing_degrees, geom)
    VALUES (${thing('checkpoints', side)}, ${grid}, ${`K-${side}`}, '卡口', 'Checkpoint', 'road', 'open', ${since}, 2, 90, ${at})`);
  await db.query(sql`INSERT INTO institution (id, area_code, kind, name_zh, name_en, grade, guard_posts, inspection_due_on, geom)
    VALUES (${thing('institutions', side)}, ${grid}, 'school', ${`学校${side}`}, ${`School ${side}`}, 1, 2, '2026-10-01', ${at})`);
  await db.query(sql`INSERT INTO device (id, area_code, code, kind, health, health_since, geom)
    VALUES (${thing('devices', side)}, ${grid}, ${`D-${side}`}, 'camera', 'offline', ${since}, ${at})`);
  await db.query(sql`INSERT INTO route (id, area_code, code, name_zh, name_en, vehicle, shift, length_metres, geom)
    VALUES (${thing('routes', side)}, ${district}, ${`R-${side}`}, '路线', 'Route', 'car', 'day', 100,
      ST_MakeLine(${at}, ST_Translate(${at}, 0.001, 0)))`);
  await db.query(sql`INSERT INTO unit (id, area_code, code, name_zh, name_en, kind, vehicle, crew_size, shift, state, state_since, route_id)
    VALUES (${thing('units', side)}, ${district}, ${`U-${side}`}, '中队', 'Squad', 'squad', 'car', 2, 'day', 'patrolling',
      ${since}, ${thing('routes', side)})`);
  await db.query(sql`INSERT INTO unit_position (unit_id, geom, heading_degrees, speed_kmh, fix_at, received_at)
    VALUES (${thing('units', side)}, ${at}, 90, 20, ${since}, ${since})`);
  await db.query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, text, reported_at, geom)
    VALUES (${thing('incidents', side)}, ${grid}, ${`261101-000${side === 'left' ? 1 : 2}`}, 'theft', 2, 'reported', 'report', 'street',
      ${`text ${side}`}, ${since}, ${at})`);
  await db.query(sql`INSERT INTO alarm (id, area_code, key, kind, priority, state, is_active, raised_at, subject_noun, subject_id,
      subject_label, facts, count, last_act, geom)
    VALUES (${thing('alarms', side)}, ${grid}, ${`device_silent:${thing('devices', side)}`}, 'device_silent', 3, 'unacknowledged', true,
      ${since}, 'devices', ${thing('devices', side)}, ${`D-${side}`}, '{"limitSeconds": 600}', 1, 'raise', ${at})`);
  await db.query(sql`INSERT INTO geofence (id, area_code, name_zh, name_en, direction, persistence_seconds, units, is_on, geom)
    VALUES (${thing('geofences', side)}, ${grid}, ${`围栏${side}`}, ${`Fence ${side}`}, 'enter', 10,
      '{"areaCode": null, "kinds": [], "vehicles": [], "states": [], "unitIds": []}', true, ST_Expand(${at}, 0.001))`);
  await insertFiles(db, side, grid, at);
  await insertPatrolPlan(db, side, district, at);
}

/** A case that is late since 2026-11-10, and the draft of a risk file. */
async function insertFiles(db: Queryable, side: 'left' | 'right', grid: string, at: Sql): Promise<void> {
  const number = side === 'left' ? 1 : 2;
  await db.query(sql`INSERT INTO case_file (id, area_code, number, kind, grade, name_zh, name_en, status, held_by, owner, opened_at,
      due_on, actions, last_act, geom)
    VALUES (${thing('cases', side)}, ${grid}, ${`C2025-000${number}`}, 'dispute', 3, ${`纠纷${side}`}, ${`Dispute ${side}`}, 'open',
      'community', 'community_committee', '2026-11-01T00:00:00Z', '2026-11-10', '[]', 'open', ${at})`);
  await db.query(sql`INSERT INTO risk_file (id, area_code, number, kind, name_zh, name_en, owner, starts_at, ends_at, status, checklist,
      grade, last_act, geom)
    VALUES (${thing('risks', side)}, ${grid}, ${`R2025-000${number}`}, 'market', ${`夜市${side}`}, ${`Night market ${side}`},
      'street_office', '2026-12-01T10:00:00Z', '2026-12-01T16:00:00Z', 'draft', '[]', 'low', 'open', ${at})`);
}

/** A draft of one round with one stop, 2026-11-25 in the day shift. */
async function insertPatrolPlan(
  db: Queryable,
  side: 'left' | 'right',
  district: string,
  at: Sql,
): Promise<void> {
  const id = thing('patrol_plans', side);
  const [from, to] = ['2026-11-25T01:00:00Z', '2026-11-25T01:12:00Z'];
  await db.query(sql`INSERT INTO patrol_plan (id, area_code, day, shift, name, state, created_at, created_by, updated_at)
    VALUES (${id}, ${district}, '2026-11-25', 'day', ${`巡防${side}`}, 'draft', '2026-11-20T00:00:00Z', ${id}, '2026-11-20T00:00:00Z')`);
  await db.query(sql`INSERT INTO patrol_round (id, plan_id, position, unit_id, unit_code, day, shift, issued, starts_at, ends_at, length_metres,
      travel_seconds) VALUES (${id}, ${id}, 0, ${thing('units', side)}, ${`U-${side}`}, '2026-11-25', 'day', false, ${from}, ${to}, 0, 0)`);
  await db.query(sql`INSERT INTO patrol_stop (id, round_id, position, kind, place_id, name_zh, name_en, geom, arrive_at, leave_at, travel_seconds,
      window_minutes, radius_metres, check_in)
    VALUES (${id}, ${id}, 0, 'posts', ${thing('posts', side)}, ${`警务室${side}`}, ${`Police room ${side}`}, ${at}, ${from}, ${to}, 0, 15, 100, 'geofence')`);
  await db.query(sql`INSERT INTO patrol_straying (id, round_id, unit_id, from_at, detected_at, goes_on, most_metres, place)
    VALUES (${thing('patrol_strayings', side)}, ${id}, ${thing('units', side)}, '2026-11-20T01:00:00Z', '2026-11-20T01:05:00Z', false, 300, ${at})`);
}
