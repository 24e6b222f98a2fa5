import type { ShownChange } from '../../../core/contract/plan-difference.ts';
import type { View } from '../../state/view-state.ts';

/** What became of grids, in the order in which it is told. */
export const CHANGE_KINDS = [
  'created',
  'split',
  'merged',
  'changed',
  'renumbered',
  'retired',
] as const satisfies readonly ShownChange[];

/** Colours by theme, told apart under colour-vision deficiency; a removed border is dashed as well. */
export const COMPARE_COLOURS: Record<
  View['theme'],
  { added: string; removed: string; kinds: Record<ShownChange, string> }
> = {
  dark: {
    added: '#35d9a8',
    removed: '#ff9a5c',
    kinds: {
      created: '#1fae86',
      split: '#56b4e9',
      merged: '#d55e00',
      changed: '#e8c547',
      renumbered: '#c7a6d8',
      retired: '#b8433a',
    },
  },
  light: {
    added: '#00704f',
    removed: '#c24600',
    kinds: {
      created: '#009e73',
      split: '#2b8fd0',
      merged: '#d55e00',
      changed: '#d9a800',
      renumbered: '#9a5fb5',
      retired: '#a3231a',
    },
  },
};

/** Of a removed border, in CSS pixels. */
export const REMOVED_DASH = [7, 5] as const;
/** Width of borders that come and go, in CSS pixels. */
export const CHANGED_WIDTH = 3;
/** A grid that ends lies over the one that takes its ground. */
export const TINTS = { goesOn: 0.3, ended: 0.5, chosen: 0.6 } as const;

/** By what a grid is called before and after: '+017' a new one, '−007' one that has ended, '003 → 005' another number, '003' another border. */
export function comparedLabel(was: string | null, is: string | null): string {
  if (was === null) return `+${is ?? ''}`;
  if (is === null) return `−${was}`;
  return was === is ? is : `${was} → ${is}`;
}
