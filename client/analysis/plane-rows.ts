import { type CityPlane, type PlanePoints, toPlane } from '../../core/geometry/city-plane.ts';
import type { HeldIncidents } from './jobs.ts';

/** The rows that count, in metres on a plane round their middle. */
export function planeRows({ columns, rows }: Pick<HeldIncidents, 'columns' | 'rows'>): {
  plane: CityPlane;
  points: PlanePoints;
} {
  const middle = rows[rows.length >> 1] ?? 0;
  const plane = { originLng7: columns.lng7[middle] ?? 0, originLat7: columns.lat7[middle] ?? 0 };
  return { plane, points: toPlane(plane, columns.lng7, columns.lat7, rows) };
}
