import type { IncidentTable } from '../../core/columns/incident-table.ts';
import { type Part, SPLIT_BITS, type SplitRows, shownParts, splitRows } from '../../core/columns/split.ts';
import { bboxOfGrid } from '../../core/hotspot/density.ts';
import { splitDensity } from '../../core/hotspot/split-density.ts';
import { denseLevel, scaleTop } from '../period/density-scale.ts';
import type { Span } from '../period/period-bins.ts';
import { paintRaster } from '../period/ramp.ts';
import { type DenseRasters, frameOf } from './dense-raster.ts';
import type { Ground } from './ground.ts';
import type { HeldDensities, ShownRows } from './held-densities.ts';
import type { SplitAsked, SplitPanel, SplitPicture } from './split-wish.ts';

const DAY_MS = 86_400_000;

/** What is split. */
interface Splitting {
  table: IncidentTable;
  /** The part of the time that lies in the history. */
  span: Span;
  zone: string;
  /** For each row which clauses keep it out. */
  fails: Uint8Array;
  ground: Ground | undefined;
}

/**
 * The densities of the parts that a split makes of the rows, on one raster and one scale; the clause that the parts themselves set is left out. Yields
 * between the steps of the work.
 */
export function* splitPicture(
  asked: SplitAsked,
  dense: { rasters: DenseRasters<ShownRows>; densities: HeldDensities },
  splitting: Splitting,
): Generator<undefined, SplitPicture> {
  const { table, span, zone, ground } = splitting;
  const { smoothing, grid } = frameOf(asked);
  const rows = splitRows(table, asked.by, span.fromMs, span.toMs, zone);
  const weights = ground && dense.densities.edgeOf(ground, smoothing);
  const counts = countParts(rows, splitting, SPLIT_BITS[asked.by]);
  yield;
  const shown = shownParts(asked.by, rows.parts, counts, asked.most);
  const days = shown.map((place) => rows.parts[place]!.days);
  const rasterOf = rastersOf(rows, shown);
  const work = splitDensity(table.points, { ...rows, rasterOf }, grid, smoothing, days, weights?.weights);
  const busiest = busiestOf(rows.parts, counts, shown);
  const busy = rowsOf(rows, busiest.place);
  const level = denseLevel(table.points, busy, smoothing.radiusMetres, busiest.days);
  const top = scaleTop(level, busiest.days * DAY_MS);
  const cover = ground && dense.rasters.coverOf(grid, ground);
  const panels: SplitPanel[] = [];
  for (const values of work) {
    yield;
    if (!values) continue;
    if (cover) for (let i = 0; i < values.length; i++) values[i]! *= cover[i]!;
    const place = shown[panels.length]!;
    const { key, span: of, days } = rows.parts[place]!;
    const pixels = paintRaster(values, top, asked.theme);
    panels.push({ key, span: of, days, incidents: counts[place]!, pixels });
  }
  return {
    by: asked.by,
    span,
    bbox: bboxOfGrid(grid),
    columns: grid.columns,
    rowsDown: grid.rowsDown,
    kernel: smoothing.kernel,
    bandwidthMetres: smoothing.radiusMetres,
    top,
    incidents: counts.reduce((sum, count) => sum + count, 0),
    days: Math.max((span.toMs - span.fromMs) / DAY_MS, 1 / 1440),
    ground: ground ? { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn } : null,
    outside: weights?.outside ?? 0,
    panels,
    parts: asked.by === 'type' ? counts.filter((count) => count > 0).length : rows.parts.length,
  };
}

/** Counts the rows that pass in each part, and takes the others out of it. */
function countParts({ parts, first, partOf }: SplitRows, { fails }: Splitting, bit: number): number[] {
  const counts = parts.map(() => 0);
  const counting = ~bit;
  for (let i = 0; i < partOf.length; i++) {
    if ((fails[first + i]! & counting) !== 0) partOf[i] = -1;
    else counts[partOf[i]!]!++;
  }
  return counts;
}

function rastersOf({ parts, partOf }: SplitRows, shown: readonly number[]): Int16Array {
  const places = Int16Array.from(parts, (_, part) => shown.indexOf(part));
  return partOf.map((part) => (part < 0 ? -1 : places[part]!));
}

/** The part with the most incidents a day among those that are shown; -1 and a day where none is. */
function busiestOf(
  parts: readonly Part[],
  counts: readonly number[],
  shown: readonly number[],
): { place: number; days: number } {
  const rates = shown.map((place) => ({ place, days: parts[place]!.days }));
  const [busiest] = rates.sort((a, b) => counts[b.place]! / b.days - counts[a.place]! / a.days);
  return busiest ?? { place: -1, days: 1 };
}

function rowsOf({ first, partOf }: SplitRows, place: number): Uint32Array {
  const rows = new Uint32Array(place < 0 ? 0 : partOf.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (partOf[i] === place) rows[count++] = first + i;
  return rows.slice(0, count);
}
