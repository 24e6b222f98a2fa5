import { type LocalMetres, ringAreaM2 } from '../../geometry/metres.ts';
import { signedArea2 } from '../../geometry/ring.ts';
import type { DrawnRing, Linework } from './linework.ts';
import { outlineRing, type Patches } from './patches.ts';

/** What the rings say about one patch. */
export interface Claims {
  /** Areas that cover it, ascending. */
  areas: readonly number[];
  /** Areas of which only a ring that is wound the wrong way covers it: the other half of a bow-tie. */
  inverted: readonly number[];
  /** Areas of whose needles it is part. */
  spikes: readonly number[];
  /** Polygons that cover it. */
  polygons: readonly number[];
}

/** Patches with what is claimed and measured of them. */
export interface Ground {
  patches: Patches;
  /** By patch. */
  claims: Claims[];
  areaM2: number[];
  /** Mean width: twice the area by the length of the border. */
  widthMetres: number[];
  metresOf(side: number): number;
  /** By polygon, the area it was drawn for. */
  areaOfPolygon: number[];
}

/** Measures patches and reads who claims them; metres on the plane. */
export function groundOf(patches: Patches, { rings }: Linework, plane: LocalMetres): Ground {
  const { places, ends, outlines, layers } = patches;
  const metresOf = (side: number): number => {
    const [a, b] = [ends.first[side >> 1]!, ends.second[side >> 1]!];
    const east = (places.first[b]! - places.first[a]!) * plane.metresPerLng7;
    return Math.hypot(east, (places.second[b]! - places.second[a]!) * plane.metresPerLat7);
  };
  const areaM2 = outlines.map((lists) =>
    lists.reduce((sum, outline) => sum + ringAreaM2(outlineRing(patches, outline)), 0),
  );
  const widthMetres = outlines.map((lists, patch) => {
    let border = 0;
    for (const outline of lists) for (const side of outline) border += metresOf(side);
    return border > 0 ? (2 * areaM2[patch]!) / border : 0;
  });
  const windings = windingsOf(patches, rings);
  const claims = layers.map((layer) => claimsOf(layer, rings, windings));
  const areaOfPolygon: number[] = [];
  for (const { polygon, area } of rings) areaOfPolygon[polygon] = area;
  return { patches, claims, areaM2, widthMetres, metresOf, areaOfPolygon };
}

/** By ring, the sign of the winding of its proper inside. */
function windingsOf({ places }: Patches, rings: readonly DrawnRing[]): number[] {
  return rings.map(({ points }) => {
    const flat: number[] = [];
    for (const point of [...points, points[0]!]) flat.push(places.first[point]!, places.second[point]!);
    return points.length > 2 && signedArea2(flat) < 0 ? -1 : 1;
  });
}

/** A polygon covers what its shell winds round, whichever way and however often, and none of its holes. */
function claimsOf(
  layer: readonly number[],
  rings: readonly DrawnRing[],
  windings: readonly number[],
): Claims {
  const holes = new Set<number>();
  const [areas, inverted, spikes, polygons] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ];
  for (let i = 0; i < layer.length; i += 2) {
    const { role, polygon, area } = rings[layer[i]!]!;
    if (role === 'hole') holes.add(polygon);
    if (role === 'spike') spikes.add(area);
  }
  for (let i = 0; i < layer.length; i += 2) {
    const { role, polygon, area } = rings[layer[i]!]!;
    if (role !== 'shell' || holes.has(polygon)) continue;
    polygons.add(polygon);
    if (layer[i + 1]! * windings[layer[i]!]! > 0) areas.add(area);
    else inverted.add(area);
  }
  for (const area of areas) inverted.delete(area);
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);
  return {
    areas: sorted(areas),
    inverted: sorted(inverted),
    spikes: sorted(spikes),
    polygons: sorted(polygons),
  };
}

/** Whether one area alone covers the patch, as it should. */
export function isSound({ areas, inverted, spikes }: Claims): boolean {
  return areas.length === 1 && inverted.length === 0 && spikes.length === 0;
}
