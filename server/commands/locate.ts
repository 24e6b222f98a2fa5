import { isWithinCode, levelOfCode } from '../../core/contract/area-code.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { selectArea } from '../queries/areas.ts';
import { locateGrid, selectGrid } from '../queries/grids.ts';

/** Code of the grid in force at a place (degrees); 422 when the city or the account's scope does not hold it. */
export async function gridAt(
  tx: Queryable,
  [lng, lat]: readonly [number, number],
  scopeCode: string,
): Promise<string> {
  const code = await locateGrid(tx, lng, lat);
  if (code === undefined) throw new ProblemError('outside_city', outsideText(lng, lat));
  if (!isWithinCode(code, scopeCode))
    throw new ProblemError('outside_scope', `[${lng}, ${lat}] lies outside your area (${scopeCode}).`);
  return code;
}

function outsideText(lng: number, lat: number): string {
  const swapped =
    Math.abs(lng) <= 90 && lat > 90 ? '' : ' Coordinates are longitude, then latitude, in WGS 84 / CGCS2000.';
  return `[${lng}, ${lat}] lies in no grid of the plan in force.${swapped}`;
}

/** Refuses a home area that does not exist or lies outside the account's scope. */
export async function requireHomeArea(tx: Queryable, code: string, scopeCode: string): Promise<void> {
  if (!isWithinCode(code, scopeCode))
    throw new ProblemError('outside_scope', `The area ${code} lies outside your area (${scopeCode}).`);
  const isGrid = levelOfCode(code) === 'grid';
  const found = isGrid ? await selectGrid(tx, code, scopeCode) : await selectArea(tx, code, scopeCode);
  if (!found) throw new ProblemError('outside_city', `There is no area ${code}.`);
}
