import type { Cordon, CordonPosition } from '../../core/contract/cordon.ts';
import type { UnitPost } from '../../core/contract/unit-duty.ts';
import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { type PlacedTable, selectFrom, toFeature, toGeom } from './placed.ts';
import { withinCode } from './scope.ts';

const utc = (column: string) => ({
  text: `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  values: [],
});

export const CORDONS: PlacedTable = {
  noun: 'cordons',
  table: 'cordon',
  columns: {
    incidentId: 'incident_id',
    sinceAt: 'since_at',
    travel: 'travel',
    slow: 'slow',
    fast: 'fast',
    directionDegrees: 'direction_degrees',
    exits: 'exits',
    ringAt: 'ring_at',
    marginSeconds: 'margin_seconds',
    state: 'state',
    setAt: 'set_at',
    setBy: 'set_by',
    stoodDownAt: 'stood_down_at',
    stoodDownBy: 'stood_down_by',
  },
  extra: sql`, coalesce((SELECT json_agg(json_build_object('id', p.id, 'checkpointId', p.checkpoint_id, 'nodeId', p.node_id,
      'place', ST_AsGeoJSON(p.geom, 7)::json, 'nameZh', p.name_zh, 'nameEn', p.name_en, 'unitId', p.unit_id, 'unitCode', u.code,
      'state', p.state, 'dueAt', ${utc('p.due_at')}, 'arrivesAt', ${utc('p.arrives_at')}, 'sentAt', ${utc('p.sent_at')},
      'inPlaceAt', ${utc('p.in_place_at')}, 'releasedAt', ${utc('p.released_at')}, 'checkpointWas', p.checkpoint_was) ORDER BY p.due_at, p.id)
    FROM cordon_position p LEFT JOIN unit u ON u.id = p.unit_id WHERE p.cordon_id = t.id), '[]'::json) AS positions`,
};

/** Where a list of cordons goes on. */
export interface CordonKey {
  setAt: string;
  id: string;
}

/** Cordons of the scope: those that stand first, then the last set first. */
export async function selectCordons(
  db: Queryable,
  query: { scopeCode: string; state?: string | undefined; after?: CordonKey | undefined; limit: number },
): Promise<Cordon[]> {
  const conditions = [withinCode(sql`t.area_code`, query.scopeCode)];
  if (query.state) conditions.push(sql`t.state = ${query.state}`);
  if (query.after)
    conditions.push(sql`(t.set_at, t.id) < (${query.after.setAt}::timestamptz, ${query.after.id}::uuid)`);
  const rows = await db.query<Parameters<typeof toFeature>[0]>(sql`${selectFrom(CORDONS)}
    WHERE ${join(conditions, ' AND ')} ORDER BY t.set_at DESC, t.id DESC LIMIT ${query.limit}`);
  return rows.map((row) => toFeature(row) as unknown as Cordon);
}

/** A position as it is stored first. */
export type NewPosition = Pick<
  CordonPosition,
  | 'id'
  | 'checkpointId'
  | 'nodeId'
  | 'place'
  | 'nameZh'
  | 'nameEn'
  | 'unitId'
  | 'dueAt'
  | 'arrivesAt'
  | 'checkpointWas'
> & { cordonId: string; state: 'sent' | 'in_place'; sentAt: string };

export async function insertPositions(tx: Queryable, positions: readonly NewPosition[]): Promise<void> {
  if (positions.length === 0) return;
  const rows = positions.map(
    (
      one,
    ) => sql`(${one.id}::uuid, ${one.cordonId}::uuid, ${one.checkpointId}::uuid, ${one.nodeId}::integer, ${toGeom(one.place)},
      ${one.nameZh}::text, ${one.nameEn}::text, ${one.unitId}::uuid, ${one.state}::text, ${one.dueAt}::timestamptz,
      ${one.arrivesAt}::timestamptz, ${one.sentAt}::timestamptz,
      ${one.state === 'in_place' ? one.sentAt : null}::timestamptz, ${one.checkpointWas}::text)`,
  );
  await tx.query(sql`INSERT INTO cordon_position (id, cordon_id, checkpoint_id, node_id, geom, name_zh, name_en, unit_id, state,
    due_at, arrives_at, sent_at, in_place_at, checkpoint_was) VALUES ${join(rows, ', ')}`);
}

export async function releasePositions(tx: Queryable, ids: readonly string[], now: string): Promise<void> {
  await tx.query(sql`UPDATE cordon_position SET state = 'released', released_at = ${now}::timestamptz
    WHERE id = ANY(${[...ids]}::uuid[]) AND state <> 'released'`);
}

/** When a position that stays is due, and its unit will be there. */
export async function retimePosition(
  tx: Queryable,
  id: string,
  { dueAt, arrivesAt }: { dueAt: string; arrivesAt: string },
): Promise<void> {
  await tx.query(sql`UPDATE cordon_position SET due_at = ${dueAt}::timestamptz, arrives_at = ${arrivesAt}::timestamptz
    WHERE id = ${id}::uuid AND state <> 'released'`);
}

export async function markInPlace(
  tx: Queryable,
  id: string,
  { now, checkpointWas }: { now: string; checkpointWas: string | null },
): Promise<void> {
  await tx.query(sql`UPDATE cordon_position SET state = 'in_place', in_place_at = coalesce(in_place_at, ${now}::timestamptz),
    checkpoint_was = coalesce(checkpoint_was, ${checkpointWas}::text) WHERE id = ${id}::uuid`);
}

/** Units that hold a position of a cordon that stands, or are on their way, and which cordon. */
export async function selectCordonUnits(db: Queryable): Promise<{ unitId: string; cordonId: string }[]> {
  return await db.query<{ unitId: string; cordonId: string }>(sql`
    SELECT unit_id AS "unitId", cordon_id AS "cordonId" FROM cordon_position
    WHERE state IN ('sent', 'in_place') AND unit_id IS NOT NULL`);
}

/** The post of a unit in a cordon that stands, undefined if it has none. */
export async function selectPostOfUnit(db: Queryable, unitId: string): Promise<UnitPost | undefined> {
  const rows =
    await db.query<UnitPost>(sql`SELECT p.id, ST_AsGeoJSON(p.geom, 7)::json AS place, p.name_zh AS "nameZh", p.name_en AS "nameEn",
      ${utc('p.due_at')} AS "dueAt", ${utc('p.sent_at')} AS "sentAt", ${utc('p.in_place_at')} AS "inPlaceAt"
    FROM cordon_position p WHERE p.unit_id = ${unitId}::uuid AND p.state IN ('sent', 'in_place')`);
  return rows[0];
}

/** The cordon of a position of a unit, whether it is over or not. */
export async function selectCordonOfPost(
  db: Queryable,
  unitId: string,
  positionId: string,
): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(sql`SELECT cordon_id AS id FROM cordon_position
    WHERE id = ${positionId}::uuid AND unit_id = ${unitId}::uuid`);
  return rows[0]?.id;
}

/** The cordon that a unit is bound to, undefined if to none. */
export async function selectCordonOfUnit(db: Queryable, unitId: string): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(sql`SELECT cordon_id AS id FROM cordon_position
    WHERE unit_id = ${unitId}::uuid AND state IN ('sent', 'in_place')`);
  return rows[0]?.id;
}
