import { emptyIncidentColumns, type IncidentColumns } from '../core/columns/incident-columns.ts';
import { NETS, PRIORITIES } from '../core/vocabulary.ts';
import { randomness } from './city-database.ts';

const YEARS = 3;
const YEAR_SECONDS = 31_536_000;
const FIRST_SECOND = Date.UTC(2023, 10, 1) / 1000;
const GRIDS = 3500;
const PLACES = 80;
export const MADE_SPAN = {
  fromMs: FIRST_SECOND * 1000,
  toMs: (FIRST_SECOND + YEARS * YEAR_SECONDS) * 1000,
};

/** So many incidents of three years: four fifths in crowded places of unequal weight, the rest all over; a city's mix of types and statuses. */
export function madeIncidents(count: number): IncidentColumns {
  const random = randomness(20261126);
  const between = (from: number, to: number): number => from + (to - from) * random();
  const grids = Array.from({ length: GRIDS }, (_, i) => `6301020010${String(10000 + i)}`);
  const places = Array.from({ length: PLACES }, () => ({
    lng: between(101.5, 102),
    lat: between(36.5, 36.8),
    width: between(0.004, 0.03),
    grid: Math.floor(between(0, GRIDS - 40)),
  }));
  const columns = emptyIncidentColumns(count, grids);
  for (let i = 0; i < count; i++) {
    const second = FIRST_SECOND + Math.floor(((i + random()) / count) * YEARS * YEAR_SECONDS);
    const crowded = random() < 0.8 ? places[Math.floor(random() ** 2 * PLACES)] : undefined;
    const { lng, lat, width, grid } = crowded ?? { lng: 101.75, lat: 36.65, width: 0.25, grid: 0 };
    const spread = (): number => (random() + random() + random() - 1.5) * width;
    columns.reportedAt[i] = second;
    columns.lng7[i] = Math.round((lng + spread()) * 1e7);
    columns.lat7[i] = Math.round((lat + spread()) * 1e7);
    columns.type[i] = Math.floor(random() ** 2 * 12);
    columns.priority[i] = PRIORITIES[Math.floor(random() ** 0.5 * 4)] ?? 4;
    columns.status[i] = random() < 0.93 ? 6 : 8;
    columns.net[i] = Math.floor(random() ** 2 * NETS.length);
    columns.source[i] = random() < 0.8 ? 0 : 1;
    columns.grid[i] = crowded ? grid + Math.floor(random() * 40) : Math.floor(random() * GRIDS);
  }
  return columns;
}

/** The rows of [first, end) as columns of their own, with only the grids that are in them. */
export function slicedColumns(columns: IncidentColumns, first: number, end: number): IncidentColumns {
  const sliced = emptyIncidentColumns(end - first);
  const places = new Map<number, number>();
  for (const name of ['reportedAt', 'lng7', 'lat7', 'type', 'priority', 'status', 'net', 'source'] as const)
    sliced[name].set(columns[name].subarray(first, end));
  for (let i = first; i < end; i++) {
    const grid = columns.grid[i] ?? 0;
    if (!places.has(grid)) places.set(grid, sliced.gridCodes.push(columns.gridCodes[grid] ?? '') - 1);
    sliced.grid[i - first] = places.get(grid) ?? 0;
  }
  return sliced;
}
