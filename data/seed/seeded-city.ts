import type { DemoCity } from '../city/city.ts';
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
] as const;
type Kind = (typeof KINDS)[number];

/** A demo city with the ids of its things. */
export interface SeededCity {
  city: DemoCity;
  asOfMs: number;
  planId: string;
  /** The id of the `index`-th thing of a kind, made at `instantMs`, or when the city was. */
  id(kind: Kind, index: number, instantMs?: number): string;
  gridId(index: number): string;
  routeIds: ReadonlyMap<string, string>;
}

export function seededCity(city: DemoCity): SeededCity {
  const asOfMs = Date.parse(city.asOf);
  const id = (kind: Kind, index: number, instantMs = asOfMs) =>
    seededId(instantMs, city.seed, KINDS.indexOf(kind), index);
  const gridIds = city.grids.map((_, index) => id('grid', index));
  return {
    city,
    asOfMs,
    planId: id('plan', 0),
    id,
    gridId: (index) => gridIds[index] ?? '',
    routeIds: new Map(city.routes.map((route, index) => [route.code, id('route', index)])),
  };
}
