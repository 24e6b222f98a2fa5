/** Where the valleys and the towns in them roughly lie. */
import type { LngLat } from './frame.ts';

/** A valley: its floor's axis from the head down, the river's width in metres at both ends, the road up it. */
export interface Valley {
  key: string;
  nameZh: string;
  nameEn: string;
  axis: readonly LngLat[];
  widthMetres: readonly [head: number, mouth: number];
  floorMetres: number;
  road: 'trunk' | 'primary' | 'secondary';
}

export const VALLEYS: readonly Valley[] = [
  {
    key: 'huangshui',
    nameZh: '湟水',
    nameEn: 'Huangshui River',
    axis: [
      [100.985, 36.9],
      [101.06, 36.82],
      [101.14, 36.74],
      [101.2, 36.704],
      [101.263, 36.685],
      [101.34, 36.657],
      [101.42, 36.662],
      [101.52, 36.67],
      [101.6, 36.653],
      [101.66, 36.645],
      [101.7, 36.641],
      [101.735, 36.636],
      [101.762, 36.63],
      [101.785, 36.622],
      [101.82, 36.606],
      [101.85, 36.592],
      [101.89, 36.575],
      [101.95, 36.56],
    ],
    widthMetres: [18, 85],
    floorMetres: 1500,
    road: 'trunk',
  },
  {
    key: 'beichuan',
    nameZh: '北川河',
    nameEn: 'Beichuan River',
    axis: [
      [100.86, 37.43],
      [101.0, 37.37],
      [101.15, 37.28],
      [101.32, 37.18],
      [101.45, 37.09],
      [101.56, 37.01],
      [101.63, 36.965],
      [101.684, 36.931],
      [101.7, 36.85],
      [101.715, 36.76],
      [101.742, 36.7],
      [101.766, 36.655],
      [101.779, 36.6245],
    ],
    widthMetres: [16, 60],
    floorMetres: 1300,
    road: 'trunk',
  },
  {
    key: 'nanchuan',
    nameZh: '南川河',
    nameEn: 'Nanchuan River',
    axis: [
      [101.6, 36.29],
      [101.605, 36.36],
      [101.6, 36.43],
      [101.622, 36.48],
      [101.665, 36.52],
      [101.7, 36.55],
      [101.735, 36.588],
      [101.755, 36.612],
      [101.764, 36.629],
    ],
    widthMetres: [10, 42],
    floorMetres: 1050,
    road: 'trunk',
  },
  {
    key: 'yaoshui',
    nameZh: '药水河',
    nameEn: 'Yaoshui River',
    axis: [
      [101.15, 36.34],
      [101.175, 36.41],
      [101.205, 36.52],
      [101.24, 36.62],
      [101.263, 36.686],
    ],
    widthMetres: [8, 24],
    floorMetres: 700,
    road: 'secondary',
  },
  {
    key: 'xinachuan',
    nameZh: '西纳川',
    nameEn: 'Xinachuan River',
    axis: [
      [101.2, 37.04],
      [101.26, 36.98],
      [101.34, 36.88],
      [101.44, 36.76],
      [101.5, 36.669],
    ],
    widthMetres: [8, 26],
    floorMetres: 800,
    road: 'primary',
  },
  {
    key: 'ganhe',
    nameZh: '甘河',
    nameEn: 'Ganhe River',
    axis: [
      [101.44, 36.36],
      [101.5, 36.43],
      [101.569, 36.5],
      [101.562, 36.58],
      [101.545, 36.667],
    ],
    widthMetres: [6, 22],
    floorMetres: 850,
    road: 'primary',
  },
  {
    key: 'xiaonanchuan',
    nameZh: '小南川',
    nameEn: 'Xiaonanchuan River',
    axis: [
      [101.69, 36.32],
      [101.74, 36.39],
      [101.81, 36.45],
      [101.85, 36.51],
      [101.86, 36.588],
    ],
    widthMetres: [6, 22],
    floorMetres: 650,
    road: 'secondary',
  },
  {
    key: 'dongxia',
    nameZh: '东峡河',
    nameEn: 'Dongxia River',
    axis: [
      [101.87, 37.1],
      [101.84, 37.03],
      [101.77, 36.975],
      [101.686, 36.929],
    ],
    widthMetres: [6, 24],
    floorMetres: 700,
    road: 'secondary',
  },
  {
    key: 'heilin',
    nameZh: '黑林河',
    nameEn: 'Heilin River',
    axis: [
      [101.27, 37.1],
      [101.4, 37.02],
      [101.53, 36.955],
      [101.62, 36.94],
      [101.672, 36.938],
    ],
    widthMetres: [6, 22],
    floorMetres: 700,
    road: 'secondary',
  },
];

/** Towns that stand out from the valley floors: centre, radius of the built-up land, how dense its middle is (0..1). */
export interface Town {
  at: LngLat;
  radiusMetres: number;
  density: number;
}

export const TOWNS: readonly Town[] = [
  { at: [101.684, 36.931], radiusMetres: 3600, density: 0.86 },
  { at: [101.71, 36.86], radiusMetres: 1700, density: 0.7 },
  { at: [101.52, 36.668], radiusMetres: 2900, density: 0.82 },
  { at: [101.569, 36.5], radiusMetres: 2500, density: 0.84 },
  { at: [101.556, 36.575], radiusMetres: 2000, density: 0.6 },
  { at: [101.263, 36.685], radiusMetres: 2200, density: 0.84 },
  { at: [101.6, 36.652], radiusMetres: 1800, density: 0.7 },
  { at: [101.87, 36.583], radiusMetres: 1700, density: 0.6 },
];
