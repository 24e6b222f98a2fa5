import { ancestorCode, communityOf, levelOfCode } from '../../core/contract/area-code.ts';
import type { Draft } from '../../core/contract/draft.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { certificateText } from '../../core/plan/certificate.ts';
import { type GridChange, type PlanGrid, planDifference } from '../../core/plan/difference/difference.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type ChangedRows, changedRows, surfacesOf } from '../../core/plan/publication/changed-rows.ts';
import { movedAreas } from '../../core/plan/publication/moved-areas.ts';
import type { Queryable } from '../database/database.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import { existingAreas } from '../import/write-batch.ts';
import { selectReplaced } from '../queries/publication.ts';

/** A draft held against the plan that it would take the place of. */
export interface Prepared {
  draft: Draft;
  seq: number;
  isRestoration: boolean;
  replaced: { id: string; name: string; isInForce: boolean; inForceName: string };
  /** The plan that it would take the place of, and the one it would be. */
  before: Plan;
  after: Plan;
  rows: ChangedRows;
  /** What becomes of the changed grids. */
  changes: GridChange[];
  /** Surfaces of the areas whose borders it moves, by code. */
  moved: Map<string, FlatRing[][]>;
  /** Of all areas, as they would be. */
  areas: Map<string, FlatRing[][]>;
  /** Communities of the changed grids. */
  communities: string[];
}

/** Holds a draft against the plan in force, as `db` sees both. */
export async function prepare(db: Queryable, board: DraftBoard, draft: Draft): Promise<Prepared> {
  const replaced = await selectReplaced(db, draft.id);
  if (!replaced) throw new Error(`draft ${draft.id} begins from no plan`);
  const before = await board.origin(db, replaced.id);
  const { plan: after, seq } = await board.current(db, draft);
  const rows = changedRows(before, after);
  const known = await existingAreas(db);
  const areas = new Map<string, FlatRing[][]>(known.map(({ code, polygons }) => [code, polygons]));
  const moved = movedAreas(before, after, rows.arcs);
  for (const [code, polygons] of moved) {
    if (isSameSurface(areas.get(code) ?? [], polygons)) moved.delete(code);
    else areas.set(code, polygons);
  }
  const changes = planDifference(gridsOf(before, rows.grids), gridsOf(after, rows.grids)).grids;
  const communities = new Set(
    [before, after]
      .flatMap(({ grids }) => [...rows.grids].flatMap((id) => grids.get(id)?.code ?? []))
      .map(communityOf),
  );
  return {
    draft,
    seq,
    isRestoration: replaced.isRestoration,
    replaced,
    before,
    after,
    rows,
    changes,
    moved,
    areas,
    communities: [...communities].sort(),
  };
}

/** Areas that must be proven to be filled by their parts: the communities of changed grids, areas that moved and those above them. */
export function parentsToProve({ communities, moved, areas }: Prepared): string[] {
  const above = [...moved.keys()].flatMap((code) => [code, ...parentsOf(code)]);
  return [...new Set([...communities, ...above])].filter((code) => areas.has(code)).sort();
}

function isSameSurface(a: FlatRing[][], b: FlatRing[][]): boolean {
  const [was, is] = [a, b].map((polygons) => certificateText([{ code: '', polygons }]));
  return was === is;
}

function parentsOf(code: string): string[] {
  const level = levelOfCode(code);
  const above =
    level === 'community' ? 'street' : level === 'street' ? 'district' : level === 'district' ? 'city' : null;
  return above ? [ancestorCode(code, above) ?? ''] : [];
}

function gridsOf(plan: Plan, ids: Iterable<string>): PlanGrid[] {
  const surfaces = surfacesOf(plan);
  return [...ids].flatMap((id) => {
    const grid = plan.grids.get(id);
    return grid ? [{ id, code: grid.code, polygons: surfaces.get(id) ?? [] }] : [];
  });
}
