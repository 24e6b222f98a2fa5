import type { RoadClass, UnitVehicle } from '../vocabulary.ts';

/** How a vehicle uses the roads. */
export interface TravelRule {
  /** It goes at the speed of the road, but never faster, km/h. */
  mostKmh: number;
  /** Classes that it does not use, where the road itself does not say who may. */
  barred: readonly RoadClass[];
  /** Classes on which it may go against a one-way street. */
  againstOneWay: readonly RoadClass[];
  /** Whether turn restrictions hold for it. */
  obeysTurns: boolean;
  /** Whether the hour of the day slows it. */
  isInTraffic: boolean;
}

/**
 * Who may go where, and how fast at most. On foot one-way streets and turn restrictions mean nothing; a bicycle goes against one-way
 * streets where they are narrow and slow. Tracks are open to all, at their own low speed: some places have no other road.
 */
export const TRAVEL: Record<UnitVehicle, TravelRule> = {
  car: { mostKmh: 120, barred: [], againstOneWay: [], obeysTurns: true, isInTraffic: true },
  motorcycle: { mostKmh: 90, barred: [], againstOneWay: [], obeysTurns: true, isInTraffic: true },
  bicycle: {
    mostKmh: 18,
    barred: ['motorway'],
    againstOneWay: ['residential', 'track'],
    obeysTurns: true,
    isInTraffic: false,
  },
  foot: {
    mostKmh: 6,
    barred: ['motorway'],
    againstOneWay: ['trunk', 'primary', 'secondary', 'tertiary', 'residential', 'track'],
    obeysTurns: false,
    isInTraffic: false,
  },
};

/** What of a road decides who may use it. */
export interface UsedRoad {
  class: RoadClass;
  oneWay: boolean;
  speedKmh: number;
  /** Who may use it, where that differs from its class; null or absent: as its class says. */
  vehicles?: readonly UnitVehicle[] | null;
}

/** Speed of a vehicle along a road and against its direction, km/h; 0: it may not. Without a vehicle: as the road itself says. */
export function travelKmh(
  road: UsedRoad,
  vehicle: UnitVehicle | undefined,
): { along: number; against: number } {
  if (vehicle === undefined) return { along: road.speedKmh, against: road.oneWay ? 0 : road.speedKmh };
  const { mostKmh, barred, againstOneWay } = TRAVEL[vehicle];
  const may = road.vehicles ? road.vehicles.includes(vehicle) : !barred.includes(road.class);
  const along = may ? Math.min(road.speedKmh, mostKmh) : 0;
  return { along, against: road.oneWay && !againstOneWay.includes(road.class) ? 0 : along };
}
