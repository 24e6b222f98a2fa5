import type { View } from '../../../state/view-state.ts';

/** Colours of cells on the map, by theme: blue for few, orange to red for many, told apart also without red and green. */
export interface CellColours {
  /** At 90, 95, 99 %. */
  high: readonly [string, string, string];
  low: readonly [string, string, string];
  /** A cell unlike its surroundings: many among few, few among many. */
  highAmongLow: string;
  lowAmongHigh: string;
  untested: string;
  chosen: string;
  /** By pattern, in the order of SPOT_PATTERNS. */
  hot: readonly string[];
  cold: readonly string[];
}

export const CELL_COLOURS: Record<View['theme'], CellColours> = {
  dark: {
    high: ['#8a4a2c', '#cc6430', '#ff9a52'],
    low: ['#2c526f', '#3f86b8', '#86cdf5'],
    highAmongLow: '#d58bbd',
    lowAmongHigh: '#4fae96',
    untested: '#3a434b',
    chosen: '#ffffff',
    hot: ['#ffe48f', '#ffb963', '#ff7f3d', '#dd5231', '#a84a38', '#8a5345', '#a06d8f', '#6b5350'],
    cold: ['#d4f4ff', '#9fdcf8', '#5cb9f0', '#3d8dcb', '#3c6c98', '#3d5b78', '#6a6fae', '#4a5661'],
  },
  light: {
    high: ['#f3bd95', '#e27b3e', '#ac3312'],
    low: ['#b4d5e9', '#5f9fca', '#1b5c99'],
    highAmongLow: '#b0548f',
    lowAmongHigh: '#1e8269',
    untested: '#b9c0c6',
    chosen: '#10161b',
    hot: ['#7d1500', '#a8310e', '#cf5220', '#e4793f', '#eda06f', '#e3bda1', '#bf86ac', '#c9b4ab'],
    cold: ['#0b3866', '#1a5690', '#2f78b5', '#5b9bcd', '#8fbcdd', '#b5cfe0', '#8d91c4', '#aab6c0'],
  },
};
