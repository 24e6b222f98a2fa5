import type { GeofenceInput } from '../../core/contract/geofence.ts';
import type { Hours } from '../../core/contract/hours.ts';
import { type LocalMetres, localMetres } from '../../core/geometry/metres.ts';
import { metresToBorder } from '../../core/geometry/shape-border.ts';
import { indexShapes } from '../../core/geometry/shape-index.ts';
import type { CityRoute, DemoCity, Point7 } from '../city/city.ts';

type Properties = GeofenceInput['properties'];

/** The built-up districts: fences lie where people look. */
const CENTRE = ['630102', '630103', '630104', '630105'];
/** The thick of the town, in units of 1e-7 degree: west, south, east, north. */
const TOWN = [1017000000, 365800000, 1018400000, 366700000] as const;
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const RELEASE: Hours = [
  { days: [1, 2, 3, 4, 5], from: '07:20', to: '08:10' },
  { days: [1, 2, 3, 4, 5], from: '11:40', to: '12:30' },
  { days: [1, 2, 3, 4, 5], from: '16:40', to: '18:00' },
];
const DAY_MS = 86_400_000;

/**
 * A few geofences that a real city has, each where no patrol route leads, so that they alarm seldom: for who strays, or is sent across.
 * The same city gives the same fences.
 */
export function demoFences(city: DemoCity): GeofenceInput[] {
  const isClear = clearance(city.routes);
  const fences = [school(city), works(city, isClear), plant(city, isClear), park(city, isClear)];
  return [...fences, embankment(city, isClear), border(city)].flatMap((fence) => fence ?? []);
}

/** Whether no patrol route comes nearer to a place than so many metres. */
type Clearance = (place: Point7, metres: number) => boolean;

function clearance(routes: readonly CityRoute[]): Clearance {
  const index = indexShapes(routes.map(({ line }) => [line]));
  return ([lng7, lat7], metres) => {
    const plane = localMetres(lng7, lat7);
    return routes.every((_, shape) => metresToBorder(index, shape, lng7, lat7, plane, metres) > metres);
  };
}

function properties(nameZh: string, nameEn: string, given: Partial<Properties>): Properties {
  return {
    nameZh,
    nameEn,
    direction: 'enter',
    hours: null,
    validFrom: null,
    validUntil: null,
    persistenceSeconds: 30,
    units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
    isOn: true,
    ...given,
  };
}

function isCentral({ areaCode }: { areaCode: string }): boolean {
  return CENTRE.includes(areaCode.slice(0, 6));
}

function school({ institutions, routes }: DemoCity): GeofenceInput | undefined {
  const isClear = clearance(routes.filter(({ vehicle }) => vehicle === 'car' || vehicle === 'motorcycle'));
  const found = institutions.find(
    (one) => one.kind === 'school' && isCentral(one) && isClear(one.point, 260),
  );
  if (!found) return undefined;
  const units = { areaCode: null, kinds: [], vehicles: ['car', 'motorcycle'], states: [], unitIds: [] };
  const names = [`${found.nameZh}放学时段护学区`, `${found.nameEn}, release hours`] as const;
  return {
    geometry: round(found.point, 130, 10),
    properties: properties(...names, { hours: RELEASE, units: units as Properties['units'] }),
  };
}

function works({ roads, asOf }: DemoCity, isClear: Clearance): GeofenceInput | undefined {
  const main = roads.filter((road) => road.class === 'primary' || road.class === 'secondary');
  const found = main.find(({ line, nameZh }) => {
    const middle = middleOf(line);
    return nameZh !== '' && isInTown(middle) && isClear(middle, 220);
  });
  if (!found) return undefined;
  const day = (days: number) => new Date(Date.parse(asOf) + days * DAY_MS).toISOString().slice(0, 10);
  return {
    geometry: round(middleOf(found.line), 90, 8),
    properties: properties(`${found.nameZh}施工封闭段`, `${found.nameEn} works, closed`, {
      persistenceSeconds: 10,
      validFrom: day(-9),
      validUntil: day(60),
    }),
  };
}

function plant({ institutions }: DemoCity, isClear: Clearance): GeofenceInput | undefined {
  const found = institutions.find((one) => one.kind === 'plant' && isClear(one.point, 420));
  if (!found) return undefined;
  return {
    geometry: round(found.point, 200, 9),
    properties: properties(`${found.nameZh}夜间禁入区`, `${found.nameEn}, no entry by night`, {
      hours: [{ days: ALL_DAYS, from: '20:00', to: '07:00' }],
    }),
  };
}

function park({ land }: DemoCity, isClear: Clearance): GeofenceInput | undefined {
  const found = land.find(({ kind, polygons }) => {
    const ring = polygons[0]?.[0];
    if (kind !== 'park' || polygons.length !== 1 || !ring) return false;
    const corners = cornersOf(ring);
    return (
      corners.length > 5 &&
      corners.length < 60 &&
      corners.every((corner) => isInTown(corner) && isClear(corner, 40))
    );
  });
  const ring = found?.polygons[0]?.[0];
  if (!found || !ring) return undefined;
  return {
    geometry: { type: 'Polygon', coordinates: [cornersOf(ring).map(toDegrees)] },
    properties: properties(
      `${found.nameZh || '城市公园'}闭园时段`,
      `${found.nameEn || 'City park'}, closed hours`,
      {
        hours: [{ days: ALL_DAYS, from: '23:00', to: '05:30' }],
        persistenceSeconds: 60,
      },
    ),
  };
}

/** A strip along a river, closed by night while the water is high. */
function embankment({ land }: DemoCity, isClear: Clearance): GeofenceInput | undefined {
  for (const { kind, nameZh, nameEn, polygons } of land) {
    if (kind !== 'river' || nameZh === '') continue;
    const corners = cornersOf(polygons[0]?.[0] ?? []);
    for (let i = 0; i + 6 < corners.length; i += 3) {
      const [from, to] = [corners[i], corners[i + 6]];
      if (!from || !to || !isInTown(from) || !isInTown(to)) continue;
      const middle: Point7 = [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)];
      const strip = stripAlong(from, to, 55);
      if (!strip || ![from, middle, to].every((place) => isClear(place, 150))) continue;
      return {
        geometry: strip,
        properties: properties(`${nameZh}河堤汛期封闭段`, `${nameEn} embankment, closed at high water`, {
          hours: [{ days: ALL_DAYS, from: '19:00', to: '07:00' }],
          persistenceSeconds: 20,
        }),
      };
    }
  }
  return undefined;
}

/** Patrols must not leave their district; as an example, switched off. */
function border({ areas }: DemoCity): GeofenceInput | undefined {
  const area = areas.find(({ code }) => code === '630103');
  const ring = area?.polygons[0]?.[0];
  if (!area || !ring) return undefined;
  return {
    geometry: { type: 'Polygon', coordinates: [cornersOf(ring).map(toDegrees)] },
    properties: properties(`${area.nameZh}巡逻警力不出区`, `${area.nameEn}: patrols stay inside`, {
      direction: 'leave',
      persistenceSeconds: 120,
      units: { areaCode: area.code, kinds: [], vehicles: [], states: ['patrolling'], unitIds: [] },
      isOn: false,
    }),
  };
}

type Polygon = GeofenceInput['geometry'];

/** A regular polygon round a place. */
function round([lng7, lat7]: Point7, metres: number, corners: number): Polygon {
  const plane = localMetres(lng7, lat7);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return moved([lng7, lat7], plane, metres * Math.cos(angle), metres * Math.sin(angle));
  });
  return closed(ring);
}

/** A strip of twice `metres` from one place to another; undefined if they are not 300 m to 1.2 km apart. */
function stripAlong(from: Point7, to: Point7, metres: number): Polygon | undefined {
  const plane = localMetres(...from);
  const east = (to[0] - from[0]) * plane.metresPerLng7;
  const north = (to[1] - from[1]) * plane.metresPerLat7;
  const length = Math.hypot(east, north);
  if (length < 300 || length > 1200) return undefined;
  const [aside, ahead] = [(-north / length) * metres, (east / length) * metres];
  return closed([
    moved(from, plane, aside, ahead),
    moved(from, plane, -aside, -ahead),
    moved(to, plane, -aside, -ahead),
    moved(to, plane, aside, ahead),
  ]);
}

function moved([lng7, lat7]: Point7, plane: LocalMetres, east: number, north: number): Point7 {
  return [Math.round(lng7 + east / plane.metresPerLng7), Math.round(lat7 + north / plane.metresPerLat7)];
}

function closed(ring: readonly Point7[]): Polygon {
  const degrees = ring.map(toDegrees);
  return { type: 'Polygon', coordinates: [[...degrees, ...degrees.slice(0, 1)]] };
}

function toDegrees([lng7, lat7]: Point7): [number, number] {
  return [lng7 / 1e7, lat7 / 1e7];
}

function cornersOf(ring: ArrayLike<number>): Point7[] {
  return Array.from({ length: ring.length / 2 }, (_, i): Point7 => [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0]);
}

function middleOf(line: ArrayLike<number>): Point7 {
  const at = 2 * Math.floor(line.length / 4);
  return [line[at] ?? 0, line[at + 1] ?? 0];
}

function isInTown([lng, lat]: Point7): boolean {
  const [west, south, east, north] = TOWN;
  return lng > west && lng < east && lat > south && lat < north;
}
