import { isWithinCode, levelOfCode } from '../../core/contract/area-code.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Queryable } from '../database/database.ts';
import { GridLocator } from '../import/city-index.ts';
import { readPolygons } from '../import/wkb.ts';
import { ProblemError } from '../problem.ts';
import { selectArea, smallestAreaAround } from '../queries/areas.ts';
import { selectGrid, selectGridsAt } from '../queries/grids.ts';

/** Code of the grid in force at a place (degrees); 422 when the city or the account's scope does not hold it. */
export async function gridAt(
  tx: Queryable,
  [lng, lat]: readonly [number, number],
  scopeCode: string,
): Promise<string> {
  const code = await locateGrid(tx, lng, lat);
  if (code === undefined)
    throw new ProblemError(
      'outside_city',
      refusal(outsideText(lng, lat), 'place_outside_city', { lng, lat }),
    );
  if (!isWithinCode(code, scopeCode))
    throw new ProblemError(
      'outside_scope',
      refusal(`[${lng}, ${lat}] lies outside your area (${scopeCode}).`, 'place_outside_scope', {
        lng,
        lat,
        areaCode: scopeCode,
      }),
    );
  return code;
}

/** Code of the grid in force that holds the point (degrees), by the rule of core/plan/workload/attribution.ts on borders; undefined: none. */
export async function locateGrid(tx: Queryable, lng: number, lat: number): Promise<string | undefined> {
  const near = await selectGridsAt(tx, lng, lat);
  const [only] = near;
  if (near.length === 1 && only?.wkb === null) return only.code;
  const grids = near.map(({ code, wkb }) => ({ code, polygons: wkb ? readPolygons(wkb) : [] }));
  return new GridLocator(grids).codeAt(Math.round(lng * 1e7), Math.round(lat * 1e7));
}

function outsideText(lng: number, lat: number): string {
  const swapped =
    Math.abs(lng) <= 90 && lat > 90 ? '' : ' Coordinates are longitude, then latitude, in WGS 84 / CGCS2000.';
  return `[${lng}, ${lat}] lies in no grid of the plan in force.${swapped}`;
}

/** Code of the smallest area that holds all of a surface; 422 when the city or the account's scope does not. */
export async function areaAround(tx: Queryable, surface: object, scopeCode: string): Promise<string> {
  const code = await smallestAreaAround(tx, surface);
  if (code === undefined)
    throw new ProblemError(
      'outside_city',
      refusal('The surface does not lie inside the city.', 'surface_outside_city'),
    );
  if (isWithinCode(code, scopeCode)) return code;
  const message = `The surface does not lie inside your area (${scopeCode}).`;
  throw new ProblemError('outside_scope', refusal(message, 'surface_outside_scope', { areaCode: scopeCode }));
}

/** Refuses a home area that does not exist or lies outside the account's scope. */
export async function requireHomeArea(tx: Queryable, code: string, scopeCode: string): Promise<void> {
  if (!isWithinCode(code, scopeCode)) throw areaOutsideScope(code, scopeCode);
  const isGrid = levelOfCode(code) === 'grid';
  const found = isGrid ? await selectGrid(tx, code, scopeCode) : await selectArea(tx, code, scopeCode);
  if (!found) throw areaUnknown('outside_city', code);
}

export function areaOutsideScope(code: string, scopeCode: string): ProblemError {
  const message = `The area ${code} lies outside your area (${scopeCode}).`;
  return new ProblemError('outside_scope', refusal(message, 'area_outside_scope', { areaCode: code }));
}

export function areaUnknown(problem: 'not_found' | 'outside_city', code: string): ProblemError {
  return new ProblemError(
    problem,
    refusal(`There is no area ${code} here.`, 'area_unknown', { areaCode: code }),
  );
}
