/** Xining's districts in rounded facts: codes, seats, populations, how many streets. Everything finer is generated. */

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
