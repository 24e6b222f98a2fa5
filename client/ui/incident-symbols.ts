import type { Priority } from '../../core/vocabulary.ts';
import type { SymbolShape } from './net-symbols.ts';

/** One shape a priority: diamond, triangle, square, dot. */
export const PRIORITY_SHAPES: Record<Priority, SymbolShape> = {
  1: { path: 'M0,-8L8,0L0,8L-8,0Z', paint: 'fill' },
  2: { path: 'M0,-7L7,5.5H-7Z', paint: 'stroke' },
  3: { path: 'M-4.5,-4.5H4.5V4.5H-4.5Z', paint: 'fill' },
  4: { path: 'M3.5,0A3.5,3.5 0 1 1 -3.5,0A3.5,3.5 0 1 1 3.5,0Z', paint: 'fill' },
};

export const PRIORITY_COLOURS: Record<'dark' | 'light', Record<Priority, string>> = {
  dark: { 1: '#e4572e', 2: '#e4572e', 3: '#a9b5c0', 4: '#8a97a3' },
  light: { 1: '#c23a14', 2: '#c23a14', 3: '#4a5762', 4: '#5f6c77' },
};
