import { fromPlane, toPlane } from '../../core/geometry/city-plane.ts';
import { edgeWeights } from '../../core/hotspot/edge-correction.ts';
import type { Smoothing } from '../../core/hotspot/kernel.ts';
import { densestPlaces } from '../../core/hotspot/peaks.ts';
import { groundOf } from './ground.ts';
import type { HeldIncidents, JobAnswer } from './jobs.ts';
import { planeRows } from './plane-rows.ts';

const MOST = 10;
const DAY_MS = 86_400_000;

export interface DensePlace {
  lng: number;
  lat: number;
  perKm2Day: number;
  /** Incidents within the radius. */
  incidents: number;
  /** The grid that the nearest of them lies in. */
  gridCode: string;
}

/** Where the incidents that count are densest, whatever the map shows. */
export async function densePlaces(
  held: HeldIncidents,
  { smoothing, corrected }: { smoothing: Smoothing; corrected: boolean },
): Promise<JobAnswer<DensePlace[]>> {
  const { columns, rows, window } = held;
  const ground = corrected ? await groundOf(held.within).catch(() => undefined) : undefined;
  const { plane, points } = ground
    ? { plane: ground.plane, points: toPlane(ground.plane, columns.lng7, columns.lat7, rows) }
    : planeRows(held);
  const weights = ground && edgeWeights(ground.window, points, smoothing).weights;
  const days = (Math.min(window.toMs, held.span.toMs) - Math.max(window.fromMs, held.span.fromMs)) / DAY_MS;
  const peaks = densestPlaces(points, smoothing, Math.max(days, 1 / 1440), MOST, weights);
  const result = peaks.map(({ x, y, perKm2Day, points: incidents, nearest }) => {
    const [lng7, lat7] = fromPlane(plane, x, y);
    const gridCode = columns.gridCodes[columns.grid[rows[nearest] ?? 0] ?? 0] ?? '';
    return { lng: lng7 / 1e7, lat: lat7 / 1e7, perKm2Day, incidents, gridCode };
  });
  return { result };
}
