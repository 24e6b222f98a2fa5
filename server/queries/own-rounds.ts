import type { PatrolCodePlace } from '../../core/contract/patrol-check-in.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** A round that was given out to a unit, milliseconds since 1970, and the stops of it that are at one place. */
export interface OwnRound {
  planId: string;
  areaCode: string;
  startMs: number;
  endMs: number;
  stops: {
    id: string;
    nameZh: string;
    nameEn: string;
    arriveMs: number;
    windowMinutes: number;
    isTold: boolean;
  }[];
}

/** Issued rounds of a unit that lie at least partly in [fromMs, toMs), with their stops at a place; their plans held against the changes of others. */
export async function selectOwnRounds(
  db: Queryable,
  unitId: string,
  { kind, placeId }: PatrolCodePlace,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<OwnRound[]> {
  const ms = (column: Sql) => sql`floor(extract(epoch FROM ${column}) * 1000)::double precision`;
  return await db.query<OwnRound>(sql`
    SELECT r.plan_id AS "planId", p.area_code AS "areaCode", ${ms(sql`r.starts_at`)} AS "startMs", ${ms(sql`r.ends_at`)} AS "endMs",
      coalesce((SELECT json_agg(json_build_object('id', s.id, 'nameZh', s.name_zh, 'nameEn', s.name_en, 'arriveMs', ${ms(sql`s.arrive_at`)},
          'windowMinutes', s.window_minutes, 'isTold', EXISTS (SELECT FROM patrol_visit v WHERE v.stop_id = s.id AND v.how <> 'geofence'))
        ORDER BY s.position) FROM patrol_stop s WHERE s.round_id = r.id AND s.kind = ${kind} AND s.place_id = ${placeId}), '[]') AS stops
    FROM patrol_round r JOIN patrol_plan p ON p.id = r.plan_id
    WHERE r.issued AND r.unit_id = ${unitId}::uuid AND r.ends_at > ${new Date(fromMs)} AND r.starts_at < ${new Date(toMs)}
    ORDER BY r.starts_at FOR UPDATE OF p`);
}
