import type { Net } from '../../core/vocabulary.ts';

/** A symbol in a box from -10 to 10 on both axes, y down, as SVG path data (also good for Path2D). */
export interface SymbolShape {
  path: string;
  /** Drawn as an area, or as an outline 2 wide. */
  paint: 'fill' | 'stroke';
}

/** One shape a net, to be told apart without colour. */
export const NET_SHAPES: Record<Net, SymbolShape> = {
  street: { path: 'M0,-7L5,6L0,3L-5,6Z', paint: 'fill' },
  community: { path: 'M0,-6L6,-1L4,6H-4L-6,-1Z', paint: 'stroke' },
  checkpoint: { path: 'M-8,-4H8V2H-8ZM-6,2H-4V6H-6ZM4,2H6V6H4Z', paint: 'fill' },
  institution: { path: 'M-5,-5H5V5H-5Z', paint: 'stroke' },
  technology: { path: 'M-7,0L6,-6A14,14 0 0 1 6,6Z', paint: 'fill' },
};

/** Hues of Okabe and Ito, calmed for the dark map and deepened for the light one; at least 3:1 on it. */
export const NET_COLOURS: Record<'dark' | 'light', Record<Net, string>> = {
  dark: {
    street: '#7db4dc',
    community: '#57b495',
    checkpoint: '#d79b45',
    institution: '#c597bd',
    technology: '#cfc36a',
  },
  light: {
    street: '#0b6aa8',
    community: '#007a5a',
    checkpoint: '#a35f00',
    institution: '#9a4a7c',
    technology: '#776b00',
  },
};
