import { latitudeOf, type MercatorPoints, WORLD_METRES } from '../../core/hotspot/density.ts';

const SAMPLE = 1500;
/** Of more incidents than this every second, third … stands for the rest. */
const MOST_POINTS = 30_000;
const DAY_MS = 86_400_000;

/** What the colours are fitted to: a dense place of what passes the filter in the whole period, wherever the map looks. */
export interface DenseLevel {
  bandwidthMetres: number;
  days: number;
  /** 95th percentile of the density at the incidents, per km² per day. */
  perKm2Day: number;
}

/** Density of the incidents in `rows` at a regular sample of them; its 95th percentile. */
export function denseLevel(
  { x, y }: MercatorPoints,
  rows: Uint32Array,
  bandwidthMetres: number,
  days: number,
): DenseLevel {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  const each = Math.ceil(rows.length / MOST_POINTS) || 1;
  const kept = Math.floor(rows.length / each);
  const order = Uint32Array.from({ length: kept }, (_, i) => rows[i * each]!).sort((a, b) => y[a]! - y[b]!);
  const ys = Float64Array.from(order, (row) => y[row]!);
  const values: number[] = [];
  for (let i = 0; i < rows.length; i += step) {
    const [atX, atY] = [x[rows[i]!]!, y[rows[i]!]!];
    const cosine = Math.cos((latitudeOf(atY) * Math.PI) / 180);
    const reach = bandwidthMetres / (WORLD_METRES * cosine);
    values.push(densityAt(x, ys, order, atX, atY, reach));
  }
  values.sort((a, b) => a - b);
  const kernelPeak = 3e6 / (Math.PI * bandwidthMetres ** 2);
  const level = values[Math.floor(values.length * 0.95)] ?? 0;
  return { bandwidthMetres, days, perKm2Day: (level * each * kernelPeak) / days };
}

/** Sum of (1 - d²/h²)² over the points within reach; `ys` are in order, `order` their rows. */
function densityAt(
  x: Float64Array,
  ys: Float64Array,
  order: Uint32Array,
  atX: number,
  atY: number,
  reach: number,
): number {
  let low = 0;
  let high = ys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ys[middle]! < atY - reach) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let i = low; i < ys.length && ys[i]! <= atY + reach; i++) {
    const rest = 1 - ((x[order[i]!]! - atX) ** 2 + (ys[i]! - atY) ** 2) / (reach * reach);
    if (rest > 0) sum += rest * rest;
  }
  return sum;
}

/**
 * The density at the top of the colour ramp for a window of `windowMs`: a power of two, the same wherever the map looks and
 * wherever the window lies. A shorter window than the period is noisier: of a Poisson density λ a quartic kernel has the
 * variance 0.6 · λ · (its peak) / days, so two standard deviations of the difference are added.
 */
export function scaleTop(level: DenseLevel, windowMs: number): number {
  const kernelPeak = 3e6 / (Math.PI * level.bandwidthMetres ** 2);
  const noise = Math.max(0, DAY_MS / windowMs - 1 / level.days);
  const wanted = level.perKm2Day + 2 * Math.sqrt(level.perKm2Day * 0.6 * kernelPeak * noise);
  return 2 ** Math.ceil(Math.log2(Math.max(wanted, 1e-3)) - 0.25);
}
