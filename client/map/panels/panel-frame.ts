import { type DegreeBbox, latitudeOf, mercatorX, mercatorY } from '../../../core/hotspot/density.ts';
import type { Camera } from '../../state/view-state.ts';
import { WORLD_PIXELS } from '../metres-per-pixel.ts';

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What a panel shows, with `margin` more on each side as a part of its size. */
export function bboxOfPanel({ lng, lat, zoom }: Camera, { width, height }: Size, margin: number): DegreeBbox {
  const world = WORLD_PIXELS * 2 ** zoom;
  const [halfX, halfY] = [width, height].map((side) => (side * (0.5 + margin)) / world) as [number, number];
  const [x, y] = [mercatorX(lng), mercatorY(lat)];
  return [(x - halfX) * 360 - 180, latitudeOf(y + halfY), (x + halfX) * 360 - 180, latitudeOf(y - halfY)];
}

/** Where a box lies on a panel, in pixels from its top left corner. */
export function boxOnPanel(
  [west, south, east, north]: DegreeBbox,
  { lng, lat, zoom }: Camera,
  { width, height }: Size,
): { left: number; top: number; width: number; height: number } {
  const world = WORLD_PIXELS * 2 ** zoom;
  const left = (mercatorX(west) - mercatorX(lng)) * world + width / 2;
  const top = (mercatorY(north) - mercatorY(lat)) * world + height / 2;
  return {
    left,
    top,
    width: (mercatorX(east) - mercatorX(west)) * world,
    height: (mercatorY(south) - mercatorY(north)) * world,
  };
}

/** Where a panel just shows a box. */
export function cameraOfBox([west, south, east, north]: DegreeBbox, { width, height }: Size): Camera {
  const [x0, x1] = [mercatorX(west), mercatorX(east)];
  const [y0, y1] = [mercatorY(north), mercatorY(south)];
  const pixels = Math.min(width / (x1 - x0), height / (y1 - y0));
  return {
    lng: ((x0 + x1) / 2) * 360 - 180,
    lat: latitudeOf((y0 + y1) / 2),
    zoom: Math.log2(pixels / WORLD_PIXELS),
  };
}

/** After a drag by so many pixels, and a zoom by so many levels round a place that lies so far from the middle. */
export function movedCamera(
  { lng, lat, zoom }: Camera,
  { right, down }: { right: number; down: number },
  levels = 0,
  round = { right: 0, down: 0 },
): Camera {
  const world = WORLD_PIXELS * 2 ** zoom;
  const kept = 1 - 2 ** -levels;
  return {
    lng: (mercatorX(lng) + (round.right * kept - right) / world) * 360 - 180,
    lat: latitudeOf(mercatorY(lat) + (round.down * kept - down) / world),
    zoom: zoom + levels,
  };
}
