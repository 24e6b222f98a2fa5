/** Where the borders of the city and its districts roughly run. */
import type { LngLat } from './frame.ts';

/** Where borders meet. `onRiver` moves the node to the nearest point of the Huangshui. */
export const BORDER_NODES: Record<string, { at: LngLat; onRiver?: true }> = {
  northGap: { at: [101.25, 37.045] },
  westHead: { at: [101.215, 36.868] },
  southWest: { at: [101.3, 36.335] },
  southEast: { at: [101.885, 36.53] },
  southCentre: { at: [101.802, 36.553] },
  southTown: { at: [101.692, 36.59] },
  west: { at: [101.622, 36.648], onRiver: true },
  northWest: { at: [101.702, 36.713] },
  northEast: { at: [101.772, 36.72] },
  east: { at: [101.805, 36.657] },
  nanchuanMouth: { at: [101.764, 36.63], onRiver: true },
  beichuanMouth: { at: [101.782, 36.623], onRiver: true },
};

/** A border from node to node over hand-placed points, or along the Huangshui. */
export interface BorderArc {
  from: string;
  to: string;
  via: readonly LngLat[] | 'river';
  outer?: true;
  /** An avenue where it runs through the town. */
  avenue?: true;
  /** Goes up the Nanchuan to this place first. */
  upNanchuanTo?: LngLat;
}

export const BORDER_ARCS: readonly BorderArc[] = [
  {
    from: 'northGap',
    to: 'northEast',
    outer: true,
    via: [
      [101.14, 37.085],
      [101.06, 37.16],
      [100.96, 37.22],
      [100.885, 37.32],
      [100.872, 37.4],
      [100.95, 37.455],
      [101.06, 37.468],
      [101.16, 37.39],
      [101.28, 37.318],
      [101.41, 37.262],
      [101.53, 37.185],
      [101.67, 37.143],
      [101.79, 37.112],
      [101.87, 37.085],
      [101.91, 37.0],
      [101.885, 36.9],
      [101.85, 36.82],
    ],
  },
  {
    from: 'northEast',
    to: 'east',
    outer: true,
    via: [
      [101.779, 36.7],
      [101.784, 36.678],
    ],
  },
  {
    from: 'east',
    to: 'southEast',
    outer: true,
    via: [
      [101.84, 36.652],
      [101.875, 36.635],
      [101.9, 36.61],
      [101.912, 36.58],
      [101.905, 36.553],
    ],
  },
  {
    from: 'southEast',
    to: 'southWest',
    outer: true,
    via: [
      [101.897, 36.5],
      [101.88, 36.455],
      [101.83, 36.415],
      [101.785, 36.36],
      [101.72, 36.315],
      [101.65, 36.26],
      [101.55, 36.233],
      [101.45, 36.245],
      [101.37, 36.28],
    ],
  },
  {
    from: 'southWest',
    to: 'westHead',
    outer: true,
    via: [
      [101.23, 36.312],
      [101.165, 36.36],
      [101.1, 36.45],
      [101.045, 36.54],
      [100.99, 36.63],
      [100.912, 36.71],
      [100.95, 36.79],
      [101.02, 36.845],
      [101.11, 36.83],
    ],
  },
  {
    from: 'westHead',
    to: 'northGap',
    outer: true,
    via: [
      [101.172, 36.91],
      [101.17, 36.96],
      [101.2, 37.02],
    ],
  },
  {
    from: 'westHead',
    to: 'southWest',
    via: [
      [101.28, 36.825],
      [101.335, 36.77],
      [101.392, 36.7],
      [101.418, 36.63],
      [101.37, 36.55],
      [101.33, 36.47],
      [101.302, 36.4],
    ],
  },
  {
    from: 'northGap',
    to: 'northWest',
    via: [
      [101.33, 36.985],
      [101.42, 36.92],
      [101.5, 36.86],
      [101.555, 36.785],
      [101.64, 36.735],
    ],
  },
  {
    from: 'northWest',
    to: 'northEast',
    via: [
      [101.706, 36.731],
      [101.721, 36.755],
      [101.742, 36.751],
      [101.757, 36.734],
    ],
  },
  {
    from: 'northWest',
    to: 'west',
    via: [
      [101.672, 36.691],
      [101.612, 36.684],
      [101.566, 36.677],
      [101.585, 36.664],
      [101.61, 36.657],
    ],
  },
  {
    from: 'west',
    to: 'southTown',
    via: [
      [101.628, 36.63],
      [101.634, 36.61],
      [101.662, 36.602],
    ],
  },
  {
    from: 'southTown',
    to: 'southCentre',
    via: [
      [101.668, 36.57],
      [101.637, 36.55],
      [101.619, 36.516],
      [101.627, 36.485],
      [101.66, 36.473],
      [101.703, 36.484],
      [101.742, 36.507],
      [101.778, 36.53],
    ],
  },
  {
    from: 'southCentre',
    to: 'southEast',
    via: [
      [101.832, 36.543],
      [101.858, 36.532],
    ],
  },
  { from: 'west', to: 'nanchuanMouth', via: 'river' },
  { from: 'nanchuanMouth', to: 'beichuanMouth', via: 'river' },
  {
    from: 'beichuanMouth',
    to: 'east',
    avenue: true,
    via: [
      [101.787, 36.632],
      [101.795, 36.644],
    ],
  },
  {
    from: 'nanchuanMouth',
    to: 'southTown',
    upNanchuanTo: [101.736, 36.589],
    via: [[101.715, 36.5935]],
  },
  {
    from: 'beichuanMouth',
    to: 'southCentre',
    avenue: true,
    via: [
      [101.7865, 36.612],
      [101.7895, 36.594],
      [101.797, 36.572],
    ],
  },
];
