import { ancestorCode, CODE_LENGTH } from '../contract/area-code.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import { polygonsAreaM2 } from '../geometry/metres.ts';
import type { FlatRing } from '../geometry/ring.ts';
import type { Level } from '../vocabulary.ts';
import type { AcceptedRow } from './accept-row.ts';
import { type BoundaryChain, OUTSIDE } from './boundary-chain.ts';
import { labelPoint } from './label-point.ts';
import type { Partition } from './partition.ts';
import { tracePolygons } from './trace-rings.ts';

export interface Shape {
  polygons: FlatRing[][];
  label: [lng7: number, lat7: number];
  areaM2: number;
}
export interface PlannedArea extends Shape {
  code: string;
  level: Exclude<Level, 'grid'>;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
}
export interface PlannedGrid extends Shape {
  code: string;
  communityCode: string;
  nameZh: string;
  nameEn: string;
  residents: number;
  dwellings: number;
}

/** Names of an area or grid in both languages. */
export interface Names {
  nameZh: string;
  nameEn: string;
}

export interface CityFrame extends Names {
  code: string;
}

export interface GridPlan {
  /** City, districts, streets and communities, largest first, each the exact union of its grids. */
  areas: PlannedArea[];
  /** In the order of the rows. */
  grids: PlannedGrid[];
  /** Highest level that each arc of the partition bounds. */
  arcLevels: Level[];
  generatedCodes: boolean;
}

/** Grids that can not have the codes they ask for, or too many of them for the code. */
export class CodesImpossible extends Error {
  readonly refusal: Refusal;
  readonly row: number | undefined;
  constructor(why: Refusal, row?: number) {
    super(why.message);
    this.refusal = why;
    this.row = row;
  }
}

type KeyLevel = 'district' | 'street' | 'community';
const KEY_LEVELS: readonly KeyLevel[] = ['district', 'street', 'community'];
const WORD: Record<KeyLevel | 'grid', [zh: string, en: string]> = {
  district: ['区', 'District'],
  street: ['街道', 'Street'],
  community: ['社区', 'Community'],
  grid: ['网格', 'Grid'],
};
const natural = new Intl.Collator('zh', { numeric: true });

/** `17` -> 17区 / District 17; other names stay as they are. */
function namesOf(level: KeyLevel | 'grid', key: string): Names {
  const [zh, en] = WORD[level];
  return /^[\p{N}A-Za-z-]{1,8}$/u.test(key)
    ? { nameZh: `${key}${zh}`, nameEn: `${en} ${key}` }
    : { nameZh: key, nameEn: key };
}

interface Coded {
  codes: string[];
  names: Map<string, Names>;
}

/** Codes as the file gives them: 15 digits each, inside the city. */
function givenCodes(rows: readonly AcceptedRow[], city: CityFrame): Coded {
  const codes = rows.map(({ index, values }) => {
    const code = String(values.code);
    if (!/^\d{15}$/.test(code) || ancestorCode(code, 'city') !== city.code)
      throw new CodesImpossible(
        refusal(
          `Grid code ${code} is not one of 15 digits inside the city ${city.code}.`,
          'grid_code_wrong',
          {
            code,
            areaCode: city.code,
          },
        ),
        index,
      );
    return code;
  });
  codes.forEach((code, place) => {
    if (codes.indexOf(code) !== place)
      throw new CodesImpossible(
        refusal(`Grid code ${code} is there twice.`, 'code_twice', { code }),
        rows[place]?.index,
      );
  });
  return { codes, names: keyNames(rows, codes) };
}

function keyNames(rows: readonly AcceptedRow[], codes: readonly string[]): Map<string, Names> {
  const names = new Map<string, Names>();
  rows.forEach(({ values }, place) => {
    for (const level of KEY_LEVELS) {
      const key = values[level];
      const code = ancestorCode(codes[place] as string, level);
      if (key !== undefined && code && !names.has(code)) names.set(code, namesOf(level, String(key)));
    }
  });
  return names;
}

/** The place of each key among its siblings, counted from 1 in natural order. */
function numbered(keys: Iterable<string>): Map<string, number> {
  return new Map([...new Set(keys)].sort(natural.compare).map((key, index) => [key, index + 1]));
}

/** Codes made from the columns district, street and community (one of each where the file has none) and the grids' names. */
function generatedCodes(rows: readonly AcceptedRow[], city: CityFrame): Coded {
  const prefixes = rows.map(() => city.code.slice(0, 4));
  const names = new Map<string, Names>();
  for (const level of KEY_LEVELS) {
    const keys = rows.map(({ values }) => String(values[level] ?? ''));
    appendNumbers(prefixes, keys, level === 'district' ? 2 : 3, level);
    keys.forEach((key, place) => {
      const code = prefixes[place] as string;
      if (names.has(code)) return;
      const above = names.get(ancestorOf(code, level)) ?? city;
      names.set(code, key === '' ? { nameZh: above.nameZh, nameEn: above.nameEn } : namesOf(level, key));
    });
  }
  const own = rows.map(
    ({ index, values }) => `${values.nameZh ?? ''}\u0000${String(index).padStart(9, '0')}`,
  );
  appendNumbers(prefixes, own, 3, 'grid');
  return { codes: prefixes, names };
}

function ancestorOf(code: string, level: KeyLevel): string {
  return level === 'district' ? '' : code.slice(0, CODE_LENGTH[level === 'street' ? 'district' : 'street']);
}

function appendNumbers(prefixes: string[], keys: readonly string[], digits: number, level: Level): void {
  const siblings = new Map<string, string[]>();
  prefixes.forEach((prefix, place) => {
    const list = siblings.get(prefix);
    if (list) list.push(keys[place] as string);
    else siblings.set(prefix, [keys[place] as string]);
  });
  const numbers = new Map([...siblings].map(([prefix, list]) => [prefix, numbered(list)]));
  prefixes.forEach((prefix, place) => {
    const number = numbers.get(prefix)?.get(keys[place] as string) ?? 0;
    if (number >= 10 ** digits)
      throw new CodesImpossible(
        refusal(
          `More than ${10 ** digits - 1} of level ${level} in one area: map a column to the level above it.`,
          'codes_run_out',
          { level, maximum: 10 ** digits - 1 },
        ),
      );
    prefixes[place] = prefix + String(number).padStart(digits, '0');
  });
}

/** The exact unions of areas that share a key, by key; `keyOf` gives the key of each area's index. */
export function unionsBy(chain: BoundaryChain, keyOf: (area: number) => string): Map<string, FlatRing[][]> {
  const borders = new Map<string, { from: number[]; to: number[] }>();
  const add = (key: string, from: number, to: number): void => {
    const border = borders.get(key);
    if (border) {
      border.from.push(from);
      border.to.push(to);
    } else borders.set(key, { from: [from], to: [to] });
  };
  for (let segment = 0; segment < chain.from.length; segment++) {
    const left = chain.left[segment] as number;
    const right = chain.right[segment] as number;
    const leftKey = left === OUTSIDE ? undefined : keyOf(left);
    const rightKey = right === OUTSIDE ? undefined : keyOf(right);
    if (leftKey === rightKey) continue;
    const from = chain.from[segment] as number;
    const to = chain.to[segment] as number;
    if (leftKey !== undefined) add(leftKey, from, to);
    if (rightKey !== undefined) add(rightKey, to, from);
  }
  return new Map([...borders].map(([key, border]) => [key, tracePolygons(border, chain.lng7, chain.lat7)]));
}

/** Label point and area of polygons. */
export function shapeOf(polygons: FlatRing[][]): Shape {
  return { polygons, label: labelPoint(polygons), areaM2: polygonsAreaM2(polygons) };
}

/** The highest level at which two grid codes differ; undefined is outside. */
function levelBetween(a: string | undefined, b: string | undefined): Level {
  if (a === undefined || b === undefined) return 'city';
  return KEY_LEVELS.find((level) => ancestorCode(a, level) !== ancestorCode(b, level)) ?? 'grid';
}

/**
 * Codes, names and upper levels of a proven partition's grids. Codes come from the file where every row has one of 15 digits,
 * otherwise from its columns district, street and community. Throws CodesImpossible.
 */
export function planGrids(rows: readonly AcceptedRow[], partition: Partition, city: CityFrame): GridPlan {
  const hasCodes = rows.every(({ values }) => /^\d{15}$/.test(String(values.code ?? '')));
  const { codes, names } = hasCodes ? givenCodes(rows, city) : generatedCodes(rows, city);
  const areas: PlannedArea[] = [
    {
      ...shapeOf(unionsBy(partition.chain, () => city.code).get(city.code) ?? []),
      code: city.code,
      level: 'city',
      parentCode: null,
      nameZh: city.nameZh,
      nameEn: city.nameEn,
    },
  ];
  for (const level of KEY_LEVELS) {
    const unions = unionsBy(partition.chain, (area) => (codes[area] as string).slice(0, CODE_LENGTH[level]));
    for (const [code, polygons] of [...unions].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const parentCode =
        ancestorCode(code, level === 'district' ? 'city' : level === 'street' ? 'district' : 'street') ??
        null;
      areas.push({
        ...shapeOf(polygons),
        code,
        level,
        parentCode,
        ...(names.get(code) ?? namesOf(level, code)),
      });
    }
  }
  const grids = rows.map(({ values }, place): PlannedGrid => {
    const code = codes[place] as string;
    const fallback = namesOf('grid', code.slice(12));
    const own = namesOf('grid', String(values.nameZh ?? ''));
    return {
      ...shapeOf(partition.areas[place] ?? []),
      code,
      communityCode: code.slice(0, CODE_LENGTH.community),
      nameZh: values.nameZh === undefined ? fallback.nameZh : own.nameZh,
      nameEn: values.nameEn === undefined ? fallback.nameEn : namesOf('grid', String(values.nameEn)).nameEn,
      residents: Number(values.residents ?? 0),
      dwellings: Number(values.dwellings ?? 0),
    };
  });
  const arcLevels = partition.arcs.map(({ left, right }) => levelBetween(codes[left], codes[right]));
  return { areas, grids, arcLevels, generatedCodes: !hasCodes };
}
