import { communityOf } from '../../core/contract/area-code.ts';
import type { Official } from '../../core/contract/publication.ts';
import type { GridChange } from '../../core/plan/difference/difference.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import { type Counts, countsAfter } from '../../core/plan/publication/counts-after.ts';
import { gridNames, renamed } from '../../core/plan/publication/grid-names.ts';
import type { Queryable } from '../database/database.ts';
import { readRoads, streetsOf } from '../draft/things.ts';
import { selectAreaNames } from '../queries/areas.ts';
import { type GivenGrid, selectGivenGrids, selectGivenStaff } from '../queries/plan-grids.ts';
import { type GridFacts, selectGridFacts, selectStaffOf } from '../queries/publication.ts';
import type { Prepared } from './prepared.ts';

/** A new or changed grid as it would be published. */
export interface GridToBe extends GridFacts {
  change: GridChange;
  /** Its code in the plan in force; null: it is not in it. */
  wasCode: string | null;
  areNamesGiven: boolean;
  areCountsGiven: boolean;
  staff: Official[];
}

export interface GridPlan {
  /** New and changed grids, by code. */
  grids: GridToBe[];
  /** All grids of the plan in force, by id, and who is on duty in those that change, by code. */
  before: ReadonlyMap<string, GridFacts>;
  staffBefore: ReadonlyMap<string, Official[]>;
}

const NOBODY: Counts = { residents: 0, dwellings: 0 };

/** Names, counts and officials of the new and changed grids: as a person gave them, else by rule from the plan in force, or from the plan that is brought back. */
export async function planGrids(db: Queryable, prepared: Prepared): Promise<GridPlan> {
  const { draft, replaced, rows, changes, isRestoration } = prepared;
  const before = byId(await selectGridFacts(db, replaced.id));
  const recalled = isRestoration
    ? byId(await selectGridFacts(db, draft.originId))
    : new Map<string, GridFacts>();
  const given = new Map((await selectGivenGrids(db, draft.id)).map((one) => [one.gridId, one]));
  const named = grouped(await selectGivenStaff(db, draft.id), ({ gridId }) => gridId);
  const oldCodes = [...rows.grids].flatMap((id) => before.get(id)?.code ?? []);
  const staffBefore = grouped(await selectStaffOf(db, oldCodes), ({ code }) => code);
  const counts = isRestoration ? null : await countsByHomes(db, prepared, before);
  const ruled = await namesByRule(db, prepared, before);
  const grids = changes.flatMap((change): GridToBe[] => {
    const { after } = change;
    if (!after) return [];
    const { id, code } = after;
    const said = given.get(id);
    const wasCode = before.get(id)?.code ?? null;
    const officials = withNamed(staffBefore.get(wasCode ?? '') ?? [], named.get(id) ?? []);
    const facts = recalled.get(id) ?? { ...ruled(id, code), ...(counts?.get(id) ?? NOBODY) };
    return [{ ...factsOf({ ...facts, id, code }, said), change, wasCode, staff: officials }];
  });
  return { grids: grids.sort((a, b) => (a.code < b.code ? -1 : 1)), before, staffBefore };
}

function factsOf(facts: GridFacts, said: GivenGrid | undefined) {
  const { nameZh, nameEn, residents, dwellings } = said ?? {};
  return {
    ...facts,
    nameZh: nameZh ?? facts.nameZh,
    nameEn: nameEn ?? facts.nameEn,
    residents: residents ?? facts.residents,
    dwellings: dwellings ?? facts.dwellings,
    areNamesGiven: (nameZh ?? null) !== null,
    areCountsGiven: (residents ?? null) !== null,
  };
}

function withNamed(now: readonly Official[], named: readonly Official[]): Official[] {
  const roles = new Map(now.map((official) => [official.role, official]));
  for (const official of named) roles.set(official.role, official);
  return [...roles.values()].map(({ role, officialNameZh, officialNameEn }) => ({
    role,
    officialNameZh,
    officialNameEn,
  }));
}

/** Residents and dwellings of the new and changed grids: the homes of those before, where they now belong. */
async function countsByHomes(
  db: Queryable,
  { changes, replaced, communities, before: was, after: is }: Prepared,
  before: ReadonlyMap<string, GridFacts>,
): Promise<Map<string, Counts>> {
  const old = changes.flatMap(({ before: grid }) => {
    const facts = grid ? before.get(grid.id) : undefined;
    if (!grid || !facts) return [];
    const { residents, dwellings } = facts;
    return [{ residents, dwellings, polygons: polygonsOf(was, grid.id) ?? [] }];
  });
  const made = changes.flatMap(({ after: grid }) =>
    grid ? [{ id: grid.id, polygons: polygonsOf(is, grid.id) ?? [] }] : [],
  );
  return countsAfter(old, made, streetsOf(await readRoads(db, replaced.id, communities)));
}

/** What grids are called by rule: as before, with the number of the new code, or as their neighbours are. */
async function namesByRule(db: Queryable, { communities }: Prepared, before: ReadonlyMap<string, GridFacts>) {
  const areas = new Map((await selectAreaNames(db, communities)).map((area) => [area.code, area]));
  const neighbours = grouped(before.values(), ({ code }) => communityOf(code));
  return (id: string, code: string) => {
    const own = before.get(id);
    if (own) return own.code === code ? { nameZh: own.nameZh, nameEn: own.nameEn } : renamed(own, code);
    const community = communityOf(code);
    const area = areas.get(community) ?? { nameZh: community, nameEn: community };
    return gridNames(code, area, neighbours.get(community) ?? []);
  };
}

function byId(facts: readonly GridFacts[]): Map<string, GridFacts> {
  return new Map(facts.map((one) => [one.id, one]));
}

function grouped<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
