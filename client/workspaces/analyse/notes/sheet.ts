import type { Analysis } from '../../../../core/contract/analysis.ts';
import type { View } from '../../../state/view-state.ts';

/** Where the sheet of the notes that are shown stands in the address. */
export const SHEET_PARAMETER = 'notes';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The sheet of the notes on the map of this analysis; null: nothing was noted on it. */
export function sheetOf({ analyse }: Pick<View, 'analyse'>): string | null {
  const sheet = analyse.parameters[SHEET_PARAMETER];
  return sheet && UUID.test(sheet) ? sheet : null;
}

/** The sheet of the notes on a saved result: the one it was saved with, or else its own id. */
export function sheetOfRecord({ id, sheetId }: Pick<Analysis, 'id' | 'sheetId'>): string {
  return sheetId ?? id;
}
