import { CODE_LENGTH } from '../../contract/area-code.ts';
import type { Names } from '../../import/plan-grids.ts';

/** A grid that has its names. */
export interface NamedGrid extends Names {
  code: string;
}

/**
 * The names that a grid of a code has by rule: those of a grid of the community with the number of the code, or the code, in place of its own ("南川东路 003
 * 格"). Where none bears either, the community's name and the number.
 */
export function gridNames(code: string, community: Names, neighbours: Iterable<NamedGrid>): Names {
  for (const neighbour of neighbours) {
    const [nameZh, nameEn] = [followed(neighbour, 'nameZh', code), followed(neighbour, 'nameEn', code)];
    if (nameZh !== undefined && nameEn !== undefined) return { nameZh, nameEn };
  }
  return {
    nameZh: `${community.nameZh.replace(/(社区|村)$/, '')} ${numberOf(code)} 格`,
    nameEn: `${community.nameEn.replace(/ (Community|Village)$/, '')} Grid ${numberOf(code)}`,
  };
}

/** The names of a grid whose code becomes another: they follow if they bear it, or its number. */
export function renamed(grid: NamedGrid, newCode: string): Names {
  return {
    nameZh: followed(grid, 'nameZh', newCode) ?? grid.nameZh,
    nameEn: followed(grid, 'nameEn', newCode) ?? grid.nameEn,
  };
}

function numberOf(code: string): string {
  return code.slice(CODE_LENGTH.community);
}

/** A name with another code or number in place of its own; undefined if it bears neither. */
function followed(grid: NamedGrid, name: keyof Names, code: string): string | undefined {
  const text = grid[name];
  for (const [own, other] of [
    [grid.code, code],
    [numberOf(grid.code), numberOf(code)],
  ] as const)
    if (new RegExp(`(?<!\\d)${own}(?!\\d)`).test(text)) return replaceLast(text, own, other);
  return undefined;
}

function replaceLast(text: string, own: string, other: string): string {
  const at = text.lastIndexOf(own);
  return text.slice(0, at) + other + text.slice(at + own.length);
}
