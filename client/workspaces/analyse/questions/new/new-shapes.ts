import type { Feature, FeatureCollection } from 'geojson';
import { localMetres } from '../../../../../core/geometry/metres.ts';
import type { FoundCluster, FoundGroup, NewFindings, Place } from './new-findings.ts';

/** How sure it is that a cluster is more than chance. */
export type Sureness = 'strong' | 'likely' | 'chance';

/** The levels that the words and colours of a p value stand for. */
export function surenessOf(p: number): Sureness {
  return p <= 0.01 ? 'strong' : p <= 0.05 ? 'likely' : 'chance';
}

export type NewTheme = 'dark' | 'light';

/** Orange and blue stay apart under colour-vision deficiency; what may be chance is grey. */
export const NEW_COLOURS: Record<NewTheme, Record<Sureness | 'group', string>> = {
  dark: { strong: '#ff7d45', likely: '#f0b36a', chance: '#8493a0', group: '#6fb7ee' },
  light: { strong: '#bb3d09', likely: '#a8660a', chance: '#6b7985', group: '#0b68ad' },
};

const CORNERS = 72;
const LEAST_RADIUS_METRES = 60;

/** Circles of the clusters and outlines of the groups that still grow, the strongest cluster on top; the selected cluster (index, -1: none) is filled, and those that may
 * be chance are left out unless `showsMild`. */
export function newShapes(
  { scan, groups }: NewFindings,
  cellMetres: number,
  { selected, showsMild }: { selected: number; showsMild: boolean },
  theme: NewTheme,
): FeatureCollection {
  const colours = NEW_COLOURS[theme];
  const clusters = scan === 'tooWide' ? [] : scan.clusters;
  const shown = showsMild ? clusters : clusters.filter(({ p }) => surenessOf(p) !== 'chance');
  const circles = shown.map((cluster, i) => {
    const sureness = surenessOf(cluster.p);
    const isChosen = i === selected;
    return polygon(clusterRing(cluster, cellMetres), {
      line: colours[sureness],
      width: isChosen ? 4 : sureness === 'chance' ? 1 : 2,
      ...(sureness === 'chance' && !isChosen
        ? {}
        : { fill: colours[sureness], opacity: isChosen ? 0.35 : 0.16 }),
    });
  });
  const outlines = ('list' in groups ? groups.list : [])
    .filter(({ isCurrent }) => isCurrent)
    .map((group) => polygon(groupRing(group), { line: colours.group, width: 1.2 }));
  return { type: 'FeatureCollection', features: [...outlines, ...circles.toReversed()] };
}

/** The circle as it is drawn: a place alone is as large as the square that it stands for. */
export function drawnRadius({ radiusMetres }: FoundCluster, cellMetres: number): number {
  return Math.max(radiusMetres, cellMetres / 2);
}

/** [west, south, east, north] of the circle of a cluster, with room round it. */
export function clusterBox(cluster: FoundCluster, cellMetres: number): [number, number, number, number] {
  const ring = circleRing(cluster.centre, 2 * drawnRadius(cluster, cellMetres));
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** Clusters as circles with their figures, the most unlikely first; times are ISO 8601 UTC, the end not included. */
export function clusterFeatures(clusters: readonly FoundCluster[], cellMetres: number): Feature[] {
  return clusters.map((cluster, i) => {
    const { gridCode, radiusMetres, places, days, observed, expected, ratio, p } = cluster;
    return polygon(clusterRing(cluster, cellMetres), {
      number: i + 1,
      gridCode,
      radiusMetres: Math.round(radiusMetres),
      from: new Date(cluster.fromMs).toISOString(),
      to: new Date(cluster.toMs).toISOString(),
      ...{ places, days, observed, expected, llr: ratio, p },
    });
  });
}

function clusterRing(cluster: FoundCluster, cellMetres: number): Place[] {
  return circleRing(cluster.centre, drawnRadius(cluster, cellMetres));
}

function groupRing({ hull, centre }: FoundGroup): Place[] {
  const [first] = hull;
  return first && hull.length >= 3 ? [...hull, first] : circleRing(centre, LEAST_RADIUS_METRES);
}

/** A closed ring, counter-clockwise. */
function circleRing([lng, lat]: Place, radiusMetres: number): Place[] {
  const { metresPerLng7, metresPerLat7 } = localMetres(lng * 1e7, lat * 1e7);
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % CORNERS)) / CORNERS;
    return [
      lng + (radiusMetres * Math.cos(angle)) / metresPerLng7 / 1e7,
      lat + (radiusMetres * Math.sin(angle)) / metresPerLat7 / 1e7,
    ];
  });
}

function polygon(ring: readonly Place[], properties: Record<string, string | number>): Feature {
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ring.map(([lng, lat]) => [rounded(lng), rounded(lat)])] },
    properties,
  };
}

/** To 7 decimals, as everything on the wire. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(7));
}
