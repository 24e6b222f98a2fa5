import type { PublicationCheck, PublishedGrid } from '../../core/contract/publication.ts';
import type { AreaShare } from '../../core/plan/difference/difference.ts';
import type { Queryable } from '../database/database.ts';
import { SMALLEST_COUNT } from '../queries/grids.ts';
import { blockersOf } from './blockers.ts';
import { type GridPlan, type GridToBe, planGrids } from './grid-plan.ts';
import type { Prepared } from './prepared.ts';
import { countMoves, type Relinked } from './relink.ts';

/** What would come of a draft if it was published now, and what stands in the way. */
export async function checkPublication(
  db: Queryable,
  prepared: Prepared,
): Promise<Omit<PublicationCheck, 'asOf'>> {
  const plan = await planGrids(db, prepared);
  const { seq, isRestoration, replaced } = prepared;
  return {
    seq,
    isRestoration,
    replaces: { id: replaced.id, name: replaced.name },
    blockers: await blockersOf(db, prepared, plan),
    figures: figuresOf(prepared, plan, await countMoves(db, prepared)),
    grids: plan.grids.map((grid) => published(grid, prepared, plan)),
    ended: endedOf(prepared, plan),
  };
}

/** Grids by what becomes of them, and what comes to another grid. */
export function figuresOf(
  { changes, communities }: Prepared,
  { grids }: GridPlan,
  { incidents = 0, ...things }: Relinked,
): PublicationCheck['figures'] {
  const count = (...kinds: string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
  const movedM2 = changes.reduce(
    (sum, { from }) => sum + from.reduce((part, { areaM2 }) => part + areaM2, 0),
    0,
  );
  return {
    created: count('created'),
    split: count('split'),
    changed: count('changed'),
    renumbered: grids.filter(({ code, wasCode }) => wasCode !== null && wasCode !== code).length,
    merged: count('merged'),
    retired: count('retired'),
    communities: communities.length,
    movedKm2: km2(movedM2),
    incidents,
    things: things as Record<string, number>,
  };
}

function published(grid: GridToBe, prepared: Prepared, plan: GridPlan): PublishedGrid {
  const { id, code, change, wasCode, nameZh, nameEn, areNamesGiven, areCountsGiven, staff } = grid;
  return {
    id,
    code,
    kind: change.kind,
    areaKm2: km2(change.after?.areaM2 ?? 0),
    wasCode,
    nameZh,
    nameEn,
    areNamesGiven,
    residents: shown(grid.residents),
    dwellings: shown(grid.dwellings),
    areCountsGiven,
    staff,
    from: change.from.filter(isWorthTelling).map((share) => {
      const from = part(share, prepared.before.grids.get(share.id)?.code ?? '');
      return { ...from, staff: (plan.staffBefore.get(from.code) ?? []).map(officialOf) };
    }),
  };
}

function endedOf({ changes, after }: Prepared, { before }: GridPlan): PublicationCheck['ended'] {
  return changes.flatMap(({ kind, before: was, after: is, to }) => {
    if (!was || is) return [];
    const { nameZh = '', nameEn = '' } = before.get(was.id) ?? {};
    const parts = to
      .filter(isWorthTelling)
      .map((share) => part(share, after.grids.get(share.id)?.code ?? ''));
    return [{ ...part(was, was.code), kind, nameZh, nameEn, to: parts }];
  });
}

/** Not a sliver that rounding made. */
function isWorthTelling({ areaM2 }: AreaShare): boolean {
  return areaM2 >= 1;
}

function officialOf({ role, officialNameZh, officialNameEn }: PublishedGrid['staff'][number]) {
  return { role, officialNameZh, officialNameEn };
}

function part({ id, areaM2 }: AreaShare, code: string) {
  return { id, code, areaKm2: km2(areaM2) };
}

function km2(areaM2: number): number {
  return Math.round(areaM2) / 1e6;
}

/** A count that may be shown, or null. */
function shown(count: number): number | null {
  return count >= SMALLEST_COUNT ? count : null;
}
