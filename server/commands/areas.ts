import type { AreaInput } from '../../core/contract/area.ts';
import { CODE_LENGTH, isWithinCode, levelOfCode } from '../../core/contract/area-code.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import { refusal } from '../../core/contract/reason.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { polygonsAreaM2 } from '../../core/geometry/metres.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import {
  type AreaFeature,
  areaConflicts,
  insertArea,
  selectArea,
  selectAreas,
  updateAreaNames,
} from '../queries/areas.ts';
import { appendEvent } from '../queries/events.ts';
import { type GridChange, type GridFeature, selectGrid, updateGrid } from '../queries/grids.ts';
import type { Doing } from './command.ts';
import { areaOutsideScope, areaUnknown } from './locate.ts';
import { requireSurface } from './surface.ts';

/** Larger surfaces come by import, which reads them as a stream. */
const MAX_AREA_VERTICES = 10_000;

/** Adds an area where there is none: inside its parent, over no sibling. */
export async function createArea(tx: Queryable, input: AreaInput, doing: Doing): Promise<AreaFeature> {
  const { code, level, parentCode, nameZh, nameEn } = input.properties;
  if (!isWithinCode(code, doing.actor.scopeCode)) throw areaOutsideScope(code, doing.actor.scopeCode);
  requireFittingCode(input.properties);
  const surface = roundGeometry(input.geometry);
  await requireSurface(tx, surface, MAX_AREA_VERTICES);
  if (await selectArea(tx, code, code))
    throw new ProblemError(
      'already_exists',
      refusal(`The area ${code} exists already.`, 'area_exists', { areaCode: code }),
    );
  if (parentCode !== null && !(await selectArea(tx, parentCode, parentCode)))
    throw new ProblemError(
      'invalid_request',
      refusal(`There is no area ${parentCode} to be the parent.`, 'area_unknown', { areaCode: parentCode }),
    );
  await requirePartition(tx, { parentCode, level, surface });
  const areaM2 = areaOf(surface);
  await insertArea(tx, { code, level, parentCode, nameZh, nameEn, surface, areaM2, now: doing.now });
  return await loggedArea(tx, 'create', code, undefined, doing);
}

/** Gives an area other names. Its borders are those of its grids: they change by a plan or an import. */
export async function patchArea(
  tx: Queryable,
  code: string,
  names: { nameZh?: string | undefined; nameEn?: string | undefined },
  versions: readonly (number | '*')[],
  doing: Doing,
): Promise<AreaFeature> {
  const before = await selectArea(tx, code, doing.actor.scopeCode, true);
  if (!before) throw areaUnknown('not_found', code);
  expectVersion(versions, before.properties.version);
  if (names.nameZh === undefined && names.nameEn === undefined) return before;
  const label = await labelled(tx, code);
  const { nameZh = before.properties.nameZh, nameEn = before.properties.nameEn } = names;
  await updateAreaNames(tx, code, { nameZh, nameEn }, doing.now);
  return await loggedArea(tx, 'update', code, label, doing);
}

/** Changes names and counts of a grid of the plan in force. */
export async function patchGrid(
  tx: Queryable,
  code: string,
  change: GridChange,
  versions: readonly (number | '*')[],
  { actor, now }: Doing,
): Promise<GridFeature> {
  const before = await selectGrid(tx, code, actor.scopeCode, true);
  if (!before) throw notFound('grids', `grid ${code}`);
  expectVersion(versions, before.properties.version);
  if (Object.values(change).every((value) => value === undefined)) return before;
  await updateGrid(tx, code, change, now);
  const after = await selectGrid(tx, code, actor.scopeCode);
  if (!after) throw new Error(`grid ${code} is not there after its change`);
  const about = { at: now, actorId: actor.accountId, noun: 'grids', kind: 'update' } as const;
  await appendEvent(tx, { ...about, subjectId: after.id, areaCode: code, before, after });
  return after;
}

function requireFittingCode({ code, level, parentCode }: AreaInput['properties']): void {
  const parentLevel = parentCode === null ? undefined : levelOfCode(parentCode);
  const fits =
    level === 'city'
      ? parentCode === null
      : parentCode !== null && isWithinCode(code, parentCode) && parentLevel !== level;
  if (level !== 'grid' && levelOfCode(code) === level && fits && code !== parentCode) return;
  throw new ProblemError(
    'invalid_request',
    refusal(
      `An area at the level ${level} has a code of ${CODE_LENGTH[level]} digits that begins with its parent's.`,
      'code_not_of_level',
      { level, digits: CODE_LENGTH[level] },
    ),
  );
}

async function requirePartition(tx: Queryable, area: Parameters<typeof areaConflicts>[1]): Promise<void> {
  const { overlaps, insideParent } = await areaConflicts(tx, area);
  if (overlaps.length > 0)
    throw new ProblemError(
      'would_break_partition',
      refusal(`The surface overlaps ${overlaps.join(', ')}.`, 'overlaps_areas', { areaCodes: overlaps }),
    );
  if (!insideParent)
    throw new ProblemError(
      'would_break_partition',
      refusal(`The surface does not lie inside its parent ${area.parentCode}.`, 'outside_parent', {
        areaCode: area.parentCode ?? '',
      }),
    );
}

function areaOf({ type, coordinates }: AreaInput['geometry']): number {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygonsAreaM2(polygons.map((rings) => rings.map((ring) => ring.flat().map(toInt7))));
}

/** The area with its label point instead of its surface: what the log keeps, since only names change. */
async function labelled(tx: Queryable, code: string): Promise<AreaFeature | undefined> {
  return (await selectAreas(tx, { scopeCode: code, within: code, limit: 1 }, 'point'))[0];
}

async function loggedArea(
  tx: Queryable,
  kind: 'create' | 'update',
  code: string,
  before: AreaFeature | undefined,
  { actor, now }: Doing,
): Promise<AreaFeature> {
  const after = await labelled(tx, code);
  const whole = await selectArea(tx, code, actor.scopeCode);
  if (!after || !whole) throw new Error(`area ${code} is not there after its change`);
  const about = { at: now, actorId: actor.accountId, noun: 'areas', kind } as const;
  await appendEvent(tx, { ...about, subjectId: code, areaCode: code, before: before ?? null, after });
  return whole;
}
