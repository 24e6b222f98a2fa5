import type { Official } from '../../core/contract/publication.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { selectPlanInForce } from './grids.ts';

/** A plan of some hundred thousand points takes longer than a usual statement. */
const DEADLINE_MS = 60_000;

/** Takes the plan in force for this transaction alone: nothing is placed by it meanwhile. Undefined: there is none. */
export async function lockPlanInForce(tx: Queryable): Promise<{ id: string; name: string } | undefined> {
  for (;;) {
    const [plan] = await tx.query<{ id: string; name: string }>(
      sql`SELECT id, name FROM plan WHERE status = 'in_force' FOR UPDATE`,
    );
    // It was superseded while this waited for it: the next look sees the one that came after it.
    if (plan || !(await selectPlanInForce(tx))) return plan;
  }
}

/** The plan that a draft would take the place of: that which it begins from, or was to be brought back against. */
export async function selectReplaced(
  db: Queryable,
  draftId: string,
): Promise<
  { id: string; name: string; isRestoration: boolean; isInForce: boolean; inForceName: string } | undefined
> {
  const [row] = await db.query<{
    id: string;
    name: string;
    isRestoration: boolean;
    isInForce: boolean;
    inForceName: string;
  }>(sql`
    SELECT r.id, r.name, p.replaces_id IS NOT NULL AS "isRestoration", r.status = 'in_force' AS "isInForce",
      coalesce((SELECT name FROM plan WHERE status = 'in_force'), '') AS "inForceName"
    FROM plan p JOIN plan r ON r.id = coalesce(p.replaces_id, p.origin_id) WHERE p.id = ${draftId}::uuid`);
  return row;
}

/** What a plan says of a grid beside its border. */
export interface GridFacts {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  residents: number;
  dwellings: number;
}

/** Facts of the grids of a plan that is or was in force, as they are: small counts must not leave the server. */
export async function selectGridFacts(db: Queryable, planId: string): Promise<GridFacts[]> {
  return await db.query<GridFacts>(sql`
    SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", residents, dwellings FROM grid
    WHERE plan_id = ${planId}::uuid ORDER BY code`);
}

/** Of these codes, which grids (by id) had them in plans that are or were in force. */
export async function selectPastCodes(
  db: Queryable,
  codes: readonly string[],
): Promise<{ id: string; code: string }[]> {
  return await db.query(sql`
    SELECT DISTINCT g.id, g.code FROM grid g JOIN plan p ON p.id = g.plan_id AND p.status IN ('in_force', 'superseded')
    WHERE g.code = ANY(${[...codes]}::text[])`);
}

/** Officials on duty in grids, by code. */
export async function selectStaffOf(
  db: Queryable,
  codes: readonly string[],
): Promise<(Official & { code: string })[]> {
  return await db.query(sql`
    SELECT area_code AS code, role, official_name_zh AS "officialNameZh", official_name_en AS "officialNameEn" FROM staffing
    WHERE area_code = ANY(${[...codes]}::text[]) ORDER BY area_code, role COLLATE "C"`);
}

/** Gives a plan the nodes and grids of another one, but for some. */
export async function copyNodesAndGrids(
  tx: Queryable,
  fromId: string,
  toId: string,
  except: { nodes: Iterable<number>; grids: Iterable<string> },
): Promise<void> {
  const options = { deadlineMs: DEADLINE_MS };
  await tx.query(
    sql`INSERT INTO node (plan_id, id, lng7, lat7) SELECT ${toId}::uuid, id, lng7, lat7 FROM node
      WHERE plan_id = ${fromId}::uuid AND id <> ALL(${[...except.nodes]}::integer[])`,
    options,
  );
  await tx.query(
    sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2, version, updated_at)
      SELECT ${toId}::uuid, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2, version, updated_at
      FROM grid WHERE plan_id = ${fromId}::uuid AND id <> ALL(${[...except.grids]}::uuid[])`,
    options,
  );
}

/** Gives a plan the borders of another one, but for some; their nodes must be there. */
export async function copyArcs(
  tx: Queryable,
  fromId: string,
  toId: string,
  except: Iterable<number>,
): Promise<void> {
  await tx.query(
    sql`INSERT INTO arc (plan_id, id, from_node, to_node, coordinates, left_grid, right_grid, level)
      SELECT ${toId}::uuid, id, from_node, to_node, coordinates, left_grid, right_grid, level FROM arc
      WHERE plan_id = ${fromId}::uuid AND id <> ALL(${[...except]}::integer[])`,
    { deadlineMs: DEADLINE_MS },
  );
}

/** A surface as text (EWKT) with its label and size. */
export interface AreaSurface {
  code: string;
  surface: string;
  label: string;
  areaM2: number;
}

/** Gives an area another border. */
export async function reshapeArea(tx: Queryable, area: AreaSurface, now: string): Promise<void> {
  await tx.query(sql`UPDATE area SET geom = ${area.surface}::geometry, label = ${area.label}::geometry, area_m2 = ${area.areaM2}::float8,
    version = version + 1, updated_at = ${now}::timestamptz WHERE code = ${area.code}`);
}

/** Puts a plan into force in place of another one. */
export async function switchPlans(
  tx: Queryable,
  {
    planId,
    replacedId,
    proofHash,
    accountId,
    now,
  }: {
    planId: string;
    replacedId: string;
    proofHash: string;
    accountId: string | null;
    now: string;
  },
): Promise<void> {
  await tx.query(sql`UPDATE plan SET status = 'superseded', version = version + 1, updated_at = ${now}::timestamptz
    WHERE id = ${replacedId}::uuid`);
  await tx.query(sql`UPDATE plan SET status = 'in_force', effective_from = ${now}::timestamptz, proof_hash = ${proofHash},
    published_by = ${accountId}::uuid, published_at = ${now}::timestamptz, version = version + 1, updated_at = ${now}::timestamptz
    WHERE id = ${planId}::uuid`);
}

/** Drafts that should be in force by now (ISO 8601 UTC), in the order of their times. */
export async function selectDuePlans(db: Queryable, now: string): Promise<{ id: string }[]> {
  return await db.query(sql`SELECT id FROM plan WHERE status = 'scheduled' AND effective_from <= ${now}::timestamptz
    ORDER BY effective_from, id`);
}

/** A plan that is or was in force, and the certificate that was kept of it. */
export async function selectPlanRecord(
  db: Queryable,
  planId: string,
): Promise<{ name: string; proofHash: string | null; isInForce: boolean } | undefined> {
  const [plan] = await db.query<{ name: string; proofHash: string | null; isInForce: boolean }>(sql`
    SELECT name, proof_hash AS "proofHash", status = 'in_force' AS "isInForce" FROM plan
    WHERE id = ${planId}::uuid AND status IN ('in_force', 'superseded')`);
  return plan;
}

/** The surfaces of the grids of a plan as WKB, by code, and the communities that they are filed under. */
export async function selectGridSurfacesOf(
  db: Queryable,
  planId: string,
): Promise<{ code: string; communityCode: string; wkb: Uint8Array }[]> {
  return await db.query(
    sql`SELECT code, community_code AS "communityCode", ST_AsBinary(geom, 'NDR') AS wkb FROM grid WHERE plan_id = ${planId}::uuid ORDER BY code`,
    { deadlineMs: DEADLINE_MS },
  );
}
