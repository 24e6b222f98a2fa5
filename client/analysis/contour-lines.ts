import type { Feature, FeatureCollection, Position } from 'geojson';
import { contourRings } from '../../core/hotspot/contour.ts';
import { type DensityGrid, latitudeOf } from '../../core/hotspot/density.ts';
import { type RampTheme, rampColour, rampPart } from '../period/ramp.ts';

/** Shorter closed lines than this are specks. */
const LEAST_POINTS = 5;

/** The lines at each level, EPSG:4326, with the look that map-picture.ts describes; `top` is the end of the ramp. */
export function contourLines(
  values: Float32Array,
  grid: DensityGrid,
  levels: readonly number[],
  top: number,
  theme: RampTheme,
): FeatureCollection {
  const features = levels.map((level): Feature => {
    const rings = contourRings(values, grid.columns, grid.rowsDown, level);
    const coordinates = rings
      .filter((ring) => ring.length >= LEAST_POINTS * 2)
      .map((ring) => degreesOf(ring, grid));
    return {
      type: 'Feature',
      geometry: { type: 'MultiLineString', coordinates },
      properties: { level, line: colourOf(rampPart(level, top), theme), width: 1.2 },
    };
  });
  return { type: 'FeatureCollection', features };
}

function degreesOf(ring: readonly number[], { west, north, cell }: DensityGrid): Position[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [
    (west + ring[i * 2]! * cell) * 360 - 180,
    latitudeOf(north + ring[i * 2 + 1]! * cell),
  ]);
}

/** Lighter than the ground below it in the dark, darker in the light. */
function colourOf(part: number, theme: RampTheme): string {
  const [r, g, b] = rampColour(theme === 'dark' ? 0.55 + 0.45 * part : 0.45 + 0.55 * part, theme);
  return `rgb(${r}, ${g}, ${b})`;
}
