import type { CaseKind } from '../../core/case/vocabulary.ts';
import type { SymbolShape } from './net-symbols.ts';

/** A folder: an outline while the case is in time, filled once it is late. */
export const CASE_FOLDER = 'M-9,-6.5H-2.5L-0.5,-4.5H9V7H-9Z';
/** What lies in the folder, by kind: two sides, a place, an exclamation mark. */
export const CASE_MARKS: Record<CaseKind, SymbolShape> = {
  dispute: { path: 'M-6,-1.6L-1.2,1.2L-6,4ZM6,-1.6L1.2,1.2L6,4Z', paint: 'fill' },
  key_area: { path: 'M3,1.2A3,3 0 1 1 -3,1.2A3,3 0 1 1 3,1.2Z', paint: 'stroke' },
  hazard: { path: 'M0,-2.6V1.6M0,4.1V4.3', paint: 'stroke' },
};

/** A shield: empty for a low risk, half full for a medium, full for a high one. */
export const RISK_SHIELD = 'M0,-9L7.5,-6V0C7.5,4.5 4,7.5 0,9C-4,7.5 -7.5,4.5 -7.5,0V-6Z';
export const RISK_HALF = 'M-7.5,0H7.5C7.5,4.5 4,7.5 0,9C-4,7.5 -7.5,4.5 -7.5,0Z';

/** Quiet while all is well; late and unsigned ones stand out. */
export const FILE_COLOURS = {
  dark: { plain: '#cdd6de', late: '#e0ab48', alert: '#e4572e' },
  light: { plain: '#3c4955', late: '#845500', alert: '#c23a14' },
} as const;
