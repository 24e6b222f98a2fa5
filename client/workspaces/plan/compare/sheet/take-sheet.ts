import { communityOf } from '../../../../../core/contract/area-code.ts';
import { presentNow } from '../../../../live/present-now.ts';
import { mapHost } from '../../../../map/map-host.ts';
import { mapState } from '../../../../map/map-state.ts';
import { type Photographer, PICTURE_SIZE } from '../../../../map/photographer.ts';
import { comparePicture } from '../../../../planning/compare/compare-picture.ts';
import { boxOfGrids, type ComparedGrid } from '../../../../planning/compare/compared-grids.ts';
import type { Comparison } from '../use-comparison.ts';
import { type Sheet, type SheetPicture, sheetStore } from './sheet-store.ts';

/** CSS pixels of the map of all changes: as wide as a sheet of A4 upright has room for, and so high that it goes on the first page. */
const WHOLE_SIZE = { width: 760, height: 390 } as const;
/** Communities that have a picture of their own. */
const MOST_PLACES = 6;

/** Takes down the comparison with pictures of the changed places, both plans over each other; then everything is as before. */
export async function takeSheet({ from, to, difference }: Comparison): Promise<Sheet | null> {
  const shown = comparePicture.get();
  if (!shown || !difference) return null;
  const places = placesOf(shown.grids);
  const photographer = mapState.get().status === 'ready' ? await mapHost.photographer() : undefined;
  sheetStore.set({ isPosing: true, hasFailed: false });
  comparePicture.set({ ...shown, mode: 'overlaid', chosen: null });
  try {
    const pictures = photographer ? await photograph(photographer, shown.grids, places) : [];
    const withoutPicture = Math.max(0, places.size - MOST_PLACES);
    return { from, to, difference, pictures, withoutPicture, madeAtMs: presentNow() };
  } finally {
    comparePicture.set(shown);
    sheetStore.set({ isPosing: false });
  }
}

/** Changed grids by community, where they are now or were last. */
function placesOf(grids: readonly ComparedGrid[]): Map<string, ComparedGrid[]> {
  const places = new Map<string, ComparedGrid[]>();
  for (const grid of grids) {
    const code = communityOf((grid.after ?? grid.before)?.code ?? '');
    places.set(code, [...(places.get(code) ?? []), grid]);
  }
  return places;
}

async function photograph(
  photographer: Photographer,
  grids: readonly ComparedGrid[],
  places: ReadonlyMap<string, readonly ComparedGrid[]>,
): Promise<SheetPicture[]> {
  const whole = await take(photographer, WHOLE_SIZE, [[null, grids]]);
  if (places.size < 2) return whole;
  return [...whole, ...(await take(photographer, PICTURE_SIZE, [...places].slice(0, MOST_PLACES)))];
}

async function take(
  photographer: Photographer,
  size: { width: number; height: number },
  wanted: readonly (readonly [community: string | null, grids: readonly ComparedGrid[]])[],
): Promise<SheetPicture[]> {
  const pictures: SheetPicture[] = [];
  photographer.begin(size);
  try {
    for (const [community, grids] of wanted) {
      const bbox = boxOfGrids(grids);
      if (!bbox) continue;
      const blob = await photographer.take({ bbox, selection: null });
      pictures.push({ community, url: URL.createObjectURL(blob) });
    }
  } finally {
    photographer.end();
  }
  return pictures;
}
