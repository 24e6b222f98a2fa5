import { ancestorCode, isWithinCode } from '../../core/contract/area-code.ts';
import { polygonsAreaM2 } from '../../core/geometry/metres.ts';
import { EXPORT_FIELDS, type ExportFields, type ExportLayer } from '../../core/plan/export/export-layer.ts';
import { type LevelArea, levelAreas } from '../../core/plan/export/level-areas.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import { carriedBy } from '../../core/plan/workload/carried.ts';
import { indexThings } from '../../core/plan/workload/thing-index.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import type { KnownPlan } from '../draft/known-plan.ts';
import { readHomes } from '../draft/things.ts';
import { selectAreaNames } from '../queries/areas.ts';
import { SMALLEST_COUNT } from '../queries/grids.ts';
import { type Named, selectGivenNames, selectGridNames } from '../queries/plan-names.ts';
import { selectPlanAreas } from '../queries/plans.ts';

const NO_FIELDS = Object.fromEntries(
  EXPORT_FIELDS.map(({ name }) => [name, null]),
) as unknown as ExportFields;

interface Counts {
  grids: number;
  residents: number | null;
  dwellings: number | null;
}

/**
 * The areas of a level of a plan or draft in the scope with all that is told of them. Residents and dwellings of a draft are those of its origin, shared
 * out. `isBare`: codes and levels alone, nothing of it is counted or looked up.
 */
export async function planLayer(
  deps: Pick<Deps, 'database' | 'drafts'>,
  known: KnownPlan,
  { level, scopeCode, isBare }: { level: Level; scopeCode: string; isBare: boolean },
): Promise<ExportLayer> {
  const { areas, ...shared } = levelAreas(known.plan, level, scopeCode);
  if (isBare)
    return {
      ...shared,
      areas: areas.map((area) => ({ ...area, fields: { ...NO_FIELDS, code: area.code, level } })),
    };
  const names = await namesOf(deps, known, level, areas);
  const counts = await (known.kind === 'plan' ? countsOfPlan : countsOfDraft)(deps, known, {
    level,
    scopeCode,
  });
  const none: Counts = { grids: 0, residents: null, dwellings: null };
  return {
    ...shared,
    areas: areas.map((area) => ({
      ...area,
      fields: fieldsOf(area, level, names.get(area.code), counts.get(area.code) ?? none),
    })),
  };
}

function fieldsOf(
  { code, faces }: LevelArea,
  level: Level,
  names: Named | undefined,
  counts: Counts,
): ExportFields {
  const above = (one: Level) => (one === level ? null : (ancestorCode(code, one) ?? null));
  const areaM2 = polygonsAreaM2(faces.map((face) => face.map(({ ring }) => ring)));
  return {
    code,
    level,
    name_zh: names?.nameZh ?? code,
    name_en: names?.nameEn ?? code,
    city: above('city'),
    district: above('district'),
    street: above('street'),
    community: above('community'),
    grids: counts.grids,
    area_m2: Math.round(areaM2 * 100) / 100,
    residents: counts.residents,
    dwellings: counts.dwellings,
  };
}

async function namesOf(
  { database }: Pick<Deps, 'database'>,
  { id: planId, kind, plan, publishedId }: KnownPlan,
  level: Level,
  areas: readonly LevelArea[],
): Promise<Map<string, Named>> {
  if (level !== 'grid') {
    const codes = areas.map(({ code }) => code);
    return new Map((await selectAreaNames(database, codes)).map(({ code, ...names }) => [code, names]));
  }
  const own = await selectGridNames(database, [publishedId]);
  const given = kind === 'draft' ? await selectGivenNames(database, planId) : new Map<string, Named>();
  return new Map(
    [...plan.grids].flatMap(([id, { code }]) => {
      const names = given.get(id) ?? own.get(id);
      return names ? [[code, names] as const] : [];
    }),
  );
}

type Which = { level: Level; scopeCode: string };

async function countsOfPlan(
  { database }: Pick<Deps, 'database'>,
  { id }: KnownPlan,
  { level, scopeCode }: Which,
): Promise<Map<string, Counts>> {
  const areas = await selectPlanAreas(database, { planId: id, level, within: scopeCode });
  return new Map(
    areas.map(({ code, grids, residents, dwellings }) => [code, { grids, residents, dwellings }]),
  );
}

async function countsOfDraft(
  { database, drafts }: Pick<Deps, 'database' | 'drafts'>,
  { plan, publishedId }: KnownPlan,
  { level, scopeCode }: Which,
): Promise<Map<string, Counts>> {
  const origin = await drafts.origin(database, publishedId);
  const { homes } = await readHomes(database, { planId: publishedId, plan: origin, scopeCode });
  const index = indexThings({ homes, incidents: [], institutions: [], roads: [] });
  const sums = new Map<string, { grids: number; residents: number; dwellings: number }>();
  for (const [id, { code }] of plan.grids) {
    if (!isWithinCode(code, scopeCode)) continue;
    const own = carriedBy(index, polygonsOf(plan, id) ?? []);
    const area = ancestorCode(code, level) ?? code;
    const { grids, residents, dwellings } = sums.get(area) ?? { grids: 0, residents: 0, dwellings: 0 };
    sums.set(area, {
      grids: grids + 1,
      residents: residents + own.residents,
      dwellings: dwellings + own.dwellings,
    });
  }
  const shown = (count: number) => (count >= SMALLEST_COUNT ? count : null);
  return new Map(
    [...sums].map(([code, { grids, residents, dwellings }]) => [
      code,
      { grids, residents: shown(residents), dwellings: shown(dwellings) },
    ]),
  );
}
