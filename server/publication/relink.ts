import { communityOf } from '../../core/contract/area-code.ts';
import { surfacesOf } from '../../core/plan/publication/changed-rows.ts';
import type { Queryable } from '../database/database.ts';
import { GridLocator } from '../import/city-index.ts';
import {
  HOME_TABLES,
  keepAttribution,
  type LinkedRow,
  type Move,
  moveLinked,
  POINT_TABLES,
  type RelinkedNoun,
  selectLinked,
  selectRefenced,
  selectScoped,
} from '../queries/relink.ts';
import type { Prepared } from './prepared.ts';

/** How many things of each noun come to another grid; those of none are left out. */
export type Relinked = Partial<Record<RelinkedNoun, number>>;

/** What would come to another grid, counted only. */
export async function countMoves(db: Queryable, prepared: Prepared): Promise<Relinked> {
  return await eachMoves(db, prepared, async () => undefined);
}

/**
 * Gives all that lies in changed grids the grid that it lies in now: by its place, half-open on borders; what has none goes where most of its grid's ground went.
 * What incidents had under the plan that ends is kept. The new plan must be in force in this transaction.
 */
export async function relink(tx: Queryable, prepared: Prepared, now: string): Promise<Relinked> {
  const relinked = await eachMoves(tx, prepared, async (noun, table, moves) => {
    if (noun === 'incidents') await keepAttribution(tx, prepared.replaced.id, moves);
    await moveLinked(tx, table, moves, now);
  });
  const refenced = await selectRefenced(tx, [...codesBefore(prepared), ...prepared.communities]);
  if (refenced.length === 0) return relinked;
  await moveLinked(tx, 'geofence', refenced, now);
  return { ...relinked, geofences: refenced.length };
}

async function eachMoves(
  db: Queryable,
  prepared: Prepared,
  take: (noun: RelinkedNoun, table: string, moves: readonly Move[]) => Promise<void>,
): Promise<Relinked> {
  const counts: Relinked = {};
  const codes = codesBefore(prepared);
  const movesOf = mover(prepared);
  const visit = async (noun: RelinkedNoun, table: string, rows: readonly LinkedRow[]): Promise<void> => {
    const moves = movesOf(rows);
    if (moves.length === 0) return;
    counts[noun] = (counts[noun] ?? 0) + moves.length;
    await take(noun, table, moves);
  };
  // Incidents of one community at a time: a city has millions.
  for (const community of prepared.communities) {
    const own = codes.filter((code) => communityOf(code) === community);
    await visit('incidents', 'incident', await selectLinked(db, 'incident', own));
  }
  for (const [noun, table] of [...Object.entries(POINT_TABLES), ...Object.entries(HOME_TABLES)])
    if (noun !== 'incidents') await visit(noun as RelinkedNoun, table, await selectLinked(db, table, codes));
  await visit('accounts', 'account', await selectScoped(db, codes));
  return counts;
}

/** Codes that the changed grids have in the plan that ends. */
function codesBefore({ before, rows }: Prepared): string[] {
  return [...rows.grids].flatMap((id) => before.grids.get(id)?.code ?? []);
}

/** Which rows come to another grid. */
function mover({ after, rows, changes }: Prepared): (rows: readonly LinkedRow[]) => Move[] {
  const surfaces = surfacesOf(after);
  const grids = [...rows.grids].flatMap((id) => {
    const grid = after.grids.get(id);
    return grid ? [{ code: grid.code, polygons: surfaces.get(id) ?? [] }] : [];
  });
  const locator = new GridLocator(grids);
  const heirs = new Map<string, string>();
  for (const { before: was, after: is, to } of changes) {
    const heir = is ?? after.grids.get(to[0]?.id ?? '');
    if (was && heir) heirs.set(was.code, heir.code);
  }
  return (linked) =>
    linked.flatMap(({ id, code, lng7, lat7 }) => {
      const there = lng7 === null || lat7 === null ? undefined : locator.codeAt(lng7, lat7);
      const to = there ?? heirs.get(code) ?? code;
      return to === code ? [] : [{ id, from: code, to }];
    });
}
