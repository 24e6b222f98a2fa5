import type { DemoCity } from '../city/city.ts';
import type { CityHistory } from '../city/history/work.ts';
import { numberIncidents } from './incident-numbers.ts';
import { seededId } from './seeded-id.ts';

/** The kinds of things that carry an id; the order is part of every id. */
const KINDS = [
  'plan',
  'grid',
  'post',
  'checkpoint',
  'institution',
  'device',
  'route',
  'unit',
  'incident',
  'account',
  'geofence',
  'case',
  'risk',
  'alarm',
  'handover',
  'handover_note',
] as const;
type Kind = (typeof KINDS)[number];

/** A demo city with what led to it and the ids of its things. */
export interface SeededCity {
  city: DemoCity;
  history: CityHistory;
  asOfMs: number;
  planId: string;
  /** The id of the `index`-th thing of a kind, made at `instantMs`, or when the city was. */
  id(kind: Kind, index: number, instantMs?: number): string;
  gridId(index: number): string;
  unitId(index: number): string;
  /** The id of the brigade of a unit; null: it is of none. */
  brigadeId(unit: { brigadeCode: string | null }): string | null;
  routeIds: ReadonlyMap<string, string>;
  /** Indices of the units of each district, by its code. */
  unitsOf: ReadonlyMap<string, readonly number[]>;
  /** Number of the `index`-th incident. */
  numberOf(index: number): string;
}

export function seededCity(city: DemoCity, history: CityHistory): SeededCity {
  const asOfMs = Date.parse(city.asOf);
  const id = (kind: Kind, index: number, instantMs = asOfMs) =>
    seededId(instantMs, city.seed, KINDS.indexOf(kind), index);
  const gridIds = city.grids.map((_, index) => id('grid', index));
  const unitIds = city.units.map((_, index) => id('unit', index));
  const byCode = new Map(city.units.map(({ code }, index) => [code, unitIds[index] ?? '']));
  return {
    city,
    history,
    asOfMs,
    planId: id('plan', 0),
    id,
    gridId: (index) => gridIds[index] ?? '',
    unitId: (index) => unitIds[index] ?? '',
    brigadeId: ({ brigadeCode }) => byCode.get(brigadeCode ?? '') ?? null,
    routeIds: new Map(city.routes.map((route, index) => [route.code, id('route', index)])),
    unitsOf: unitsByDistrict(city),
    numberOf: numberIncidents(city.incidents.reportedAt),
  };
}

function unitsByDistrict({ units }: DemoCity): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  units.forEach(({ areaCode }, index) => {
    const district = areaCode.slice(0, 6);
    lists.set(district, [...(lists.get(district) ?? []), index]);
  });
  return lists;
}
