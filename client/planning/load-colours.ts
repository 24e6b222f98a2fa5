import type { View } from '../state/view-state.ts';

/** Ends of classes of load, the mean of the grids compared being 1; the last class has no end. */
export const LOAD_ENDS = [0.25, 0.5, 0.8, 1.25, 2, 4] as const;

/** Colours of the classes by theme, from far too little work to far too much: always further from the ground, told apart in grey too. */
export const LOAD_COLOURS: Record<View['theme'], readonly string[]> = {
  dark: ['#24364f', '#34517a', '#5b6b85', '#8b8777', '#b7a05f', '#dfc04a', '#fff08a'],
  light: ['#fdf3c4', '#ecd98a', '#c9bd80', '#9aa08a', '#6b7f93', '#40588f', '#1c2f6b'],
};
/** Of a grid that has no value. */
export const NO_LOAD_COLOUR: Record<View['theme'], string> = { dark: '#4a3f4f', light: '#d9cfdd' };

/** The class of a load (>= 0): place in `LOAD_COLOURS`. */
export function loadClass(load: number): number {
  const at = LOAD_ENDS.findIndex((end) => load < end);
  return at < 0 ? LOAD_ENDS.length : at;
}
