import { communityOf, isWithinCode, levelOfCode } from '../../core/contract/area-code.ts';
import type { Blocker } from '../../core/contract/publication.ts';
import { type Refusal, refusal } from '../../core/contract/reason.ts';
import { provePlan } from '../../core/plan/publication/prove-plan.ts';
import { STAFF_ROLES } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { selectPastCodes } from '../queries/publication.ts';
import type { GridPlan, GridToBe } from './grid-plan.ts';
import { type Prepared, parentsToProve } from './prepared.ts';

/** All that stands in the way of a draft's coming into force, the gravest first. */
export async function blockersOf(db: Queryable, prepared: Prepared, plan: GridPlan): Promise<Blocker[]> {
  const { after, rows, replaced, areas } = prepared;
  const found: Blocker[] = [];
  if (!replaced.isInForce) {
    const name = replaced.inForceName;
    const message = `Another plan came into force since: ${name}.`;
    const reason = prepared.isRestoration ? 'restoration_outdated' : 'origin_outdated';
    found.push(blocker('plan', refusal(message, reason, { name })));
  }
  if (rows.grids.size === 0)
    found.push(
      blocker(
        'plan',
        refusal('It changes no grid of the plan that it begins from.', 'draft_changes_nothing'),
      ),
    );
  for (const { gridId, areaCode, place, ...why } of provePlan(after, {
    grids: rows.grids,
    areas,
    parents: parentsToProve(prepared),
  })) {
    const [lng, lat] = place ? [place.lng7 / 1e7, place.lat7 / 1e7] : [null, null];
    found.push({ ...blocker(areaCode ?? 'plan', why), gridId, areaCode, lng, lat });
  }
  return [
    ...found,
    ...foreign(prepared),
    ...(await codeBlockers(db, prepared)),
    ...emptied(prepared),
    ...staffless(plan.grids),
    ...namesakes(prepared, plan),
  ];
}

async function codeBlockers(db: Queryable, { before, after, rows, areas }: Prepared): Promise<Blocker[]> {
  const found: Blocker[] = [];
  const holders = new Map<string, number>();
  for (const { code } of after.grids.values()) holders.set(code, (holders.get(code) ?? 0) + 1);
  const oldCodes = new Set([...before.grids.values()].map(({ code }) => code));
  const changed = [...rows.grids].flatMap((id) => {
    const grid = after.grids.get(id);
    return grid ? [{ id, code: grid.code }] : [];
  });
  const past = await selectPastCodes(
    db,
    changed.flatMap(({ code }) => (oldCodes.has(code) ? [] : [code])),
  );
  for (const { id, code } of changed) {
    const areaCode = communityOf(code);
    if (levelOfCode(code) !== 'grid' || !areas.has(areaCode))
      found.push(
        ofGrid(
          { id, code },
          refusal(`Grid code ${code} is of no community.`, 'grid_code_wrong', { code, areaCode }),
        ),
      );
    if ((holders.get(code) ?? 0) > 1)
      found.push(ofGrid({ id, code }, refusal(`Grid code ${code} is there twice.`, 'code_twice', { code })));
    const owners = past.filter((one) => one.code === code);
    if (owners.length > 0 && !owners.some((one) => one.id === id))
      found.push(
        ofGrid({ id, code }, refusal(`Another grid had the code ${code} before.`, 'code_retired', { code })),
      );
  }
  return found;
}

/** Changes that somebody may not make who is in charge of the draft's area alone: a copy of a wider draft or an earlier plan can have them. */
function foreign({ draft, communities }: Prepared): Blocker[] {
  return communities
    .filter((code) => !isWithinCode(code, draft.areaCode))
    .map((areaCode) => {
      const message = `Community ${areaCode} lies outside the area of this draft.`;
      return { ...blocker(areaCode, refusal(message, 'draft_other_area', { areaCode })), areaCode };
    });
}

function emptied({ before, after, communities }: Prepared): Blocker[] {
  const divided = (grids: Iterable<{ code: string }>) =>
    new Set([...grids].map(({ code }) => communityOf(code)));
  const [were, are] = [divided(before.grids.values()), divided(after.grids.values())];
  return communities
    .filter((areaCode) => were.has(areaCode) && !are.has(areaCode))
    .map((areaCode) => {
      const why = refusal(`Community ${areaCode} would have no grid left.`, 'community_emptied', {
        areaCode,
      });
      return { ...blocker(areaCode, why), areaCode };
    });
}

function staffless(grids: readonly GridToBe[]): Blocker[] {
  return grids.flatMap((grid) => {
    const missing = STAFF_ROLES.length - grid.staff.length;
    if (missing === 0) return [];
    const { code } = grid;
    return [
      ofGrid(
        grid,
        refusal(`Grid ${code} lacks ${missing} of its four officials.`, 'roles_unstaffed', { code, missing }),
      ),
    ];
  });
}

/** Grids that are called as another of their community is. */
function namesakes({ rows }: Prepared, { grids, before }: GridPlan): Blocker[] {
  const seen = new Set<string>();
  for (const { id, code, nameZh } of before.values())
    if (!rows.grids.has(id)) seen.add(`${communityOf(code)} ${nameZh}`);
  return grids.flatMap((grid) => {
    const { code, nameZh: name } = grid;
    const key = `${communityOf(code)} ${name}`;
    const isTwice = seen.has(key);
    seen.add(key);
    if (!isTwice) return [];
    return [
      ofGrid(
        grid,
        refusal(`Grid ${code} has the name of another: ${name}.`, 'grid_name_twice', { code, name }),
      ),
    ];
  });
}

function ofGrid({ id, code }: { id: string; code: string }, why: Refusal): Blocker {
  return { ...blocker(`grid ${code}`, why), gridId: id, areaCode: communityOf(code) };
}

function blocker(path: string, { message, reason, params }: Refusal): Blocker {
  return {
    path,
    message,
    reason,
    params: params as NonNullable<Blocker['params']>,
    gridId: null,
    areaCode: null,
    lng: null,
    lat: null,
  };
}
