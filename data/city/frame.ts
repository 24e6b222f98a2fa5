/**
 * Xining's frame in rounded facts: codes, seats, areas, populations, and where the valleys and the borders
 * roughly run. Everything finer is generated.
 */

/** [lng, lat] in degrees. */
export type LngLat = readonly [lng: number, lat: number];

export const CITY = { code: '630100', nameZh: '西宁市', nameEn: 'Xining' };

export interface DistrictFrame {
  code: string;
  nameZh: string;
  nameEn: string;
  seat: LngLat;
  residents: number;
  /** 街道 (code 001..) and 镇 / 乡 (code 100..). */
  subdistricts: number;
  townships: number;
  /** Share of population, against area, in cutting the streets. */
  crowdShare: number;
}

export const DISTRICTS: readonly DistrictFrame[] = [
  {
    code: '630102',
    nameZh: '城东区',
    nameEn: 'Chengdong District',
    seat: [101.815, 36.607],
    residents: 455_000,
    subdistricts: 8,
    townships: 1,
    crowdShare: 0.9,
  },
  {
    code: '630103',
    nameZh: '城中区',
    nameEn: 'Chengzhong District',
    seat: [101.775, 36.6],
    residents: 385_000,
    subdistricts: 8,
    townships: 1,
    crowdShare: 0.85,
  },
  {
    code: '630104',
    nameZh: '城西区',
    nameEn: 'Chengxi District',
    seat: [101.735, 36.62],
    residents: 395_000,
    subdistricts: 7,
    townships: 1,
    crowdShare: 0.9,
  },
  {
    code: '630105',
    nameZh: '城北区',
    nameEn: 'Chengbei District',
    seat: [101.761, 36.66],
    residents: 405_000,
    subdistricts: 6,
    townships: 2,
    crowdShare: 0.85,
  },
  {
    code: '630106',
    nameZh: '湟中区',
    nameEn: 'Huangzhong District',
    seat: [101.569, 36.5],
    residents: 395_000,
    subdistricts: 2,
    townships: 17,
    crowdShare: 0.5,
  },
  {
    code: '630121',
    nameZh: '大通回族土族自治县',
    nameEn: 'Datong County',
    seat: [101.684, 36.931],
    residents: 400_000,
    subdistricts: 0,
    townships: 20,
    crowdShare: 0.45,
  },
  {
    code: '630123',
    nameZh: '湟源县',
    nameEn: 'Huangyuan County',
    seat: [101.263, 36.685],
    residents: 108_000,
    subdistricts: 0,
    townships: 9,
    crowdShare: 0.4,
  },
];

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

/** Where borders meet. `onRiver` moves the node to the nearest point of the Huangshui. */
export const BORDER_NODES: Record<string, { at: LngLat; onRiver?: true }> = {
  northGap: { at: [101.25, 37.045] },
  westHead: { at: [101.215, 36.868] },
  southWest: { at: [101.3, 36.335] },
  southEast: { at: [101.882, 36.535] },
  southCentre: { at: [101.802, 36.553] },
  southTown: { at: [101.692, 36.59] },
  west: { at: [101.622, 36.648], onRiver: true },
  northWest: { at: [101.655, 36.722] },
  northEast: { at: [101.79, 36.742] },
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
      [101.805, 36.72],
      [101.8, 36.69],
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
      [101.285, 36.825],
      [101.345, 36.77],
      [101.4, 36.7],
      [101.42, 36.63],
      [101.385, 36.55],
      [101.345, 36.47],
      [101.31, 36.4],
    ],
  },
  {
    from: 'northGap',
    to: 'northWest',
    via: [
      [101.33, 36.985],
      [101.42, 36.92],
      [101.5, 36.86],
      [101.55, 36.79],
      [101.61, 36.745],
    ],
  },
  {
    from: 'northWest',
    to: 'northEast',
    via: [
      [101.7, 36.74],
      [101.75, 36.739],
    ],
  },
  {
    from: 'northWest',
    to: 'west',
    via: [
      [101.625, 36.702],
      [101.59, 36.69],
      [101.568, 36.675],
      [101.585, 36.663],
      [101.61, 36.658],
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
      [101.672, 36.566],
      [101.642, 36.545],
      [101.62, 36.515],
      [101.628, 36.485],
      [101.66, 36.474],
      [101.7, 36.49],
      [101.735, 36.515],
      [101.775, 36.535],
    ],
  },
  {
    from: 'southCentre',
    to: 'southEast',
    via: [
      [101.83, 36.55],
      [101.855, 36.545],
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
