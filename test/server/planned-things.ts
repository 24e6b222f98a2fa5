import { boundsOf } from '../../core/geometry/ring.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { NOW_MS } from './api.ts';
import { PLANNED, plannedGrid } from './planned-city.ts';

const DAY_MS = 86_400_000;
let count = 0;

/** The middle of a grid of the planned city. */
export function middleOf(column: number, row: number): { lng7: number; lat7: number; code: string } {
  const id = plannedGrid(column, row);
  const [west, south, east, north] = boundsOf(
    (polygonsOf(PLANNED, id) ?? []).flat().flatMap((ring) => boundsOf(ring)),
  );
  return {
    lng7: Math.round((west + east) / 2),
    lat7: Math.round((south + north) / 2),
    code: PLANNED.grids.get(id)?.code ?? '',
  };
}

/** Puts an incident into the middle of a grid; a unit came after `responseSeconds`, or none. */
export async function putIncident(
  db: Queryable,
  [column, row]: readonly [column: number, row: number],
  {
    priority = 3,
    daysAgo = 10,
    status = 'closed',
    responseSeconds = null,
  }: { priority?: number; daysAgo?: number; status?: string; responseSeconds?: number | null } = {},
): Promise<void> {
  const { lng7, lat7, code } = middleOf(column, row);
  const reportedMs = NOW_MS - daysAgo * DAY_MS;
  const arrived =
    responseSeconds === null ? null : new Date(reportedMs + 1000 * responseSeconds).toISOString();
  await db.query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, arrived_at, geom)
    VALUES (${`0193f222-0000-7000-8000-${String(++count).padStart(12, '0')}`}::uuid, ${code}, ${`p${count}`}, 'theft', ${priority}::smallint, ${status}, 'report',
      'street', ${new Date(reportedMs).toISOString()}::timestamptz, ${arrived}::timestamptz, ${pointAt(lng7, lat7)})`);
}

/** Puts an institution into the middle of a grid. */
export async function putInstitution(db: Queryable, column: number, row: number): Promise<void> {
  const { lng7, lat7, code } = middleOf(column, row);
  await db.query(sql`INSERT INTO institution (id, area_code, kind, name_zh, name_en, grade, guard_posts, inspection_due_on, geom)
    VALUES (${`0193f333-0000-7000-8000-${String(++count).padStart(12, '0')}`}::uuid, ${code}, 'school', '学校', 'School', 1, 2, '2027-01-01', ${pointAt(lng7, lat7)})`);
}

/** Puts a straight road between the middles of two grids. */
export async function putRoad(
  db: Queryable,
  id: number,
  from: readonly [column: number, row: number],
  to: readonly [column: number, row: number],
  roadClass = 'residential',
): Promise<void> {
  const [a, b] = [middleOf(...from), middleOf(...to)];
  await db.query(sql`INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
    VALUES (${id}::integer, 1, 2, ${roadClass}, '路', 'Road', false, 100, 40, ST_MakeLine(${pointAt(a.lng7, a.lat7)}, ${pointAt(b.lng7, b.lat7)}))`);
}

/** A square of land round a place, with a square hole in it. */
export async function putLand(
  db: Queryable,
  id: number,
  { lng7, lat7 }: { lng7: number; lat7: number },
  kind = 'river',
): Promise<void> {
  const square = (units: number) => {
    const corner = (x: number, y: number) => `${(lng7 + x * units) / 1e7} ${(lat7 + y * units) / 1e7}`;
    return `(${[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)].join(',')})`;
  };
  const text = `MULTIPOLYGON((${square(4000)},${square(1000)}))`;
  await db.query(sql`INSERT INTO land (id, kind, name_zh, name_en, min_zoom, geom)
    VALUES (${id}::integer, ${kind}, '河', 'River', 8, ST_GeomFromText(${text}, 4326))`);
}

function pointAt(lng7: number, lat7: number) {
  return sql`ST_SetSRID(ST_MakePoint(${lng7}::float8 / 1e7, ${lat7}::float8 / 1e7), 4326)`;
}
