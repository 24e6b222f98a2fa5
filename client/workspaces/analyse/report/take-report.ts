import type { Bbox } from '../../../../core/contract/geometry.ts';
import type { DegreeBbox } from '../../../../core/hotspot/density.ts';
import { analysisStore } from '../../../analysis/analysis-store.ts';
import { mapPicture } from '../../../analysis/map-picture.ts';
import { presentNow } from '../../../live/present-now.ts';
import { mapHost } from '../../../map/map-host.ts';
import { mapState } from '../../../map/map-state.ts';
import { viewStore } from '../../../state/view.ts';
import { reportParts } from './report-parts.ts';
import { type Report, reportStore } from './report-store.ts';

/** CSS pixels of the map on paper: as wide as a sheet of A4 upright has room for. */
export const MAP_SIZE = { width: 760, height: 500 } as const;
/** The density for another look of the map comes within this time, or the picture is not taken. */
const DENSITY_MS = 10_000;
/** A density that was drawn for the screen reaches farther beyond the picture than this many times its width. */
const WIDEST = 1.6;

/** Takes down what is on the screen, with a picture of the map on light ground; then everything is as before. Null when there is nothing to report yet. */
export async function takeReport(): Promise<Report | null> {
  const { theme } = viewStore.get();
  const bbox = mapHost.seen();
  const photographer = mapState.get().status === 'ready' ? await mapHost.photographer() : undefined;
  reportStore.set({ isPosing: true, error: null });
  try {
    viewStore.set({ theme: 'light' }, 'replace');
    const picture = bbox && photographer ? await photograph(photographer, bbox) : null;
    const { summary } = analysisStore.get();
    const { filter, analyse } = viewStore.get();
    const parts = reportParts.get();
    return summary && { view: { filter, analyse }, summary, parts, picture, madeAtMs: presentNow() };
  } finally {
    viewStore.set({ theme }, 'replace');
    reportStore.set({ isPosing: false });
  }
}

async function photograph(
  photographer: NonNullable<Awaited<ReturnType<typeof mapHost.photographer>>>,
  bbox: Bbox,
): Promise<NonNullable<Report['picture']>> {
  photographer.begin(MAP_SIZE);
  try {
    const blob = await photographer.take({ bbox, selection: null, until: densityOf });
    return { blob, url: URL.createObjectURL(blob) };
  } finally {
    photographer.end();
  }
}

/** Until what the question draws is there for a view of the map. Polygons are; a density is drawn for each view, and in the colours of the theme. */
function densityOf(bbox: Bbox): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { raster } = mapPicture.get();
      const { picture } = analysisStore.get();
      const isLight = raster === picture && picture?.theme === 'light';
      if (!raster || (isLight && isFor(raster.bbox, bbox))) done(resolve);
    };
    const done = (then: () => void): void => {
      clearTimeout(timer);
      stop();
      then();
    };
    const stop = mapPicture.subscribe(look);
    const timer = setTimeout(() => done(() => reject(new Error('the density did not come'))), DENSITY_MS);
    look();
  });
}

/** Whether a raster covers a view and was drawn for one of its size. */
function isFor(raster: DegreeBbox, [west, south, east, north]: Bbox): boolean {
  const covers = raster[0] <= west && raster[1] <= south && raster[2] >= east && raster[3] >= north;
  return covers && raster[2] - raster[0] < WIDEST * (east - west);
}
