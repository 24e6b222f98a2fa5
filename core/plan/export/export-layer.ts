import type { Cell } from '../../review/csv.ts';
import type { LevelArea, LevelAreas } from './level-areas.ts';

/**
 * What is told of an area, in order; `width` is what a dBASE file has for it, in bytes or digits. Names have at most 10 characters, as dBASE wants.
 * `parent`s are codes; `area_m2` is on the ellipsoid; residents and dwellings below 10 are empty.
 */
export const EXPORT_FIELDS = [
  { name: 'code', kind: 'text', width: 15 },
  { name: 'level', kind: 'text', width: 9 },
  { name: 'name_zh', kind: 'text', width: 254 },
  { name: 'name_en', kind: 'text', width: 254 },
  { name: 'city', kind: 'text', width: 6 },
  { name: 'district', kind: 'text', width: 6 },
  { name: 'street', kind: 'text', width: 9 },
  { name: 'community', kind: 'text', width: 12 },
  { name: 'grids', kind: 'number', width: 9, decimals: 0 },
  { name: 'area_m2', kind: 'number', width: 18, decimals: 2 },
  { name: 'residents', kind: 'number', width: 9, decimals: 0 },
  { name: 'dwellings', kind: 'number', width: 9, decimals: 0 },
] as const;
export type ExportField = (typeof EXPORT_FIELDS)[number];
export type ExportFields = Readonly<Record<ExportField['name'], Cell>>;

export interface ExportArea extends LevelArea {
  fields: ExportFields;
}

/** The areas of one level with all that is told of them, ready to be written in any format. */
export interface ExportLayer extends LevelAreas {
  areas: ExportArea[];
}
