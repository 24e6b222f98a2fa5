import { ancestorCode } from '../../core/contract/area-code.ts';
import type { Level } from '../../core/vocabulary.ts';
import { areaSizes } from '../api/areas.ts';
import { fetchPlanAreas } from '../api/plans.ts';
import { liveSet } from '../live/live-set.ts';
import { periodStore } from '../period/period-store.ts';
import { planShown } from '../state/plan-shown.ts';
import { viewStore } from '../state/view.ts';
import { shadeLevel } from './shade-level.ts';
import { type Breaks, countBreaks, rateBreaks } from './shade-scale.ts';
import { openByArea, ratesOf } from './shade-values.ts';

/** What the areas of a level are shaded by, and how. */
export interface Shading {
  by: 'open' | 'rate';
  level: Level;
  /** Value by the code of the area; areas without an incident are left out. */
  values: ReadonlyMap<string, number>;
  breaks: Breaks;
  /** Days that a rate is of; null for what is open now. */
  days: number | null;
}

const SIZES_STALE_MS = 10 * 60_000;

let shading: Shading | null = null;
let zoom: number | null = null;
let stops: (() => void)[] = [];
/** By `keyOf`. */
const sizes = new Map<string, { km2: ReadonlyMap<string, number>; atMs: number }>();
let asked: string | undefined;
const listeners = new Set<() => void>();

/** The shading of areas by incidents; null while it is off or not yet known. Replaced, never changed. */
export const shadeStore = {
  get: (): Shading | null => shading,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  start(): void {
    if (stops.length > 0) return;
    stops = [
      viewStore.subscribe(update),
      planShown.subscribe(update),
      periodStore.subscribe(() => viewStore.get().shade === 'rate' && update()),
      liveSet.subscribe('incidents', () => viewStore.get().shade === 'open' && update()),
    ];
    update();
  },
  stop(): void {
    for (const stop of stops) stop();
    stops = [];
    sizes.clear();
    set(null);
  },
  /** Tells what the map shows: the level follows the zoom. */
  look(next: number): void {
    zoom = next;
    update();
  },
};

/** What the area that holds `code` comes to, at the level that is shaded; null if it is not known. */
export function shadedValue(code: string): number | null {
  const area = shading && ancestorCode(code, shading.level);
  return shading && area ? (shading.values.get(area) ?? 0) : null;
}

function update(): void {
  set(current());
}

function current(): Shading | null {
  const { shade, filter, boundaryLevel } = viewStore.get();
  if (shade === 'off' || zoom === null || stops.length === 0) return null;
  const level = shadeLevel(zoom, boundaryLevel);
  if (shade === 'rate') return rateShading(level);
  const values = openByArea(liveSet.get('incidents').values(), filter, level);
  const breaks = countBreaks(Math.max(0, ...values.values()));
  return { by: 'open', level, values, breaks, days: null };
}

/** What is known so far: nothing before the period's counts and the areas' sizes have come for this level. */
function rateShading(level: Level): Shading | null {
  const { areas } = periodStore.get();
  const known = sizes.get(keyOf(level));
  if (!known || Date.now() - known.atMs > SIZES_STALE_MS) void readSizes(level);
  if (!known || areas?.level !== level)
    return shading?.by === 'rate' && shading.level === level ? shading : null;
  const values = ratesOf(areas, known.km2);
  return { by: 'rate', level, values, breaks: rateBreaks([...values.values()]), days: areas.days };
}

/** Areas of a level have the sizes that the plan shown gives them. */
function keyOf(level: Level): string {
  return `${level} ${planShown.get() ?? ''}`;
}

async function sizesOf(level: Level): Promise<ReadonlyMap<string, number>> {
  const planId = planShown.get();
  if (planId === null) return await areaSizes(level);
  const areas = await fetchPlanAreas(planId, level, null);
  return new Map(areas.map(({ code, areaKm2 }) => [code, areaKm2]));
}

async function readSizes(level: Level): Promise<void> {
  const key = keyOf(level);
  if (asked === key) return;
  asked = key;
  try {
    sizes.set(key, { km2: await sizesOf(level), atMs: Date.now() });
    update();
  } catch {
    // Asked again with the next change; until then nothing is shaded, and the legend says so.
  } finally {
    if (asked === key) asked = undefined;
  }
}

function set(next: Shading | null): void {
  if (next === shading) return;
  shading = next;
  for (const listener of listeners) listener();
}
