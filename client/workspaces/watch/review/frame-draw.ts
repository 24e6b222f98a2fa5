import type { Bbox } from '../../../../core/contract/geometry.ts';
import { liveSet } from '../../../live/live-set.ts';
import { mapHost } from '../../../map/map-host.ts';
import { pastStore } from '../../../past/past-store.ts';
import { isOpen } from '../../../state/incident-filter.ts';
import { reviewShown } from '../../../state/review-shown.ts';
import { viewStore } from '../../../state/view.ts';
import type { Selection } from '../../../state/view-state.ts';
import { type Frame, type FrameFacts, frameStore } from './frame-store.ts';

let isStopped = false;

/** Leaves the frames that are not drawn yet as they are. */
export function stopDrawing(): void {
  isStopped = true;
}

/**
 * Draws frames by showing the map as it was at each instant and copying it. `bbox` is what they show unless they say otherwise,
 * `selection` what is ringed. The map and the time shown are as before afterwards.
 */
export async function drawFrames(
  wanted: readonly Frame[],
  bbox: Bbox,
  selection: Selection | null,
): Promise<void> {
  const photographer = await mapHost.photographer();
  if (!photographer || frameStore.get().isBusy || wanted.length === 0) return;
  isStopped = false;
  const { instant } = viewStore.get();
  const { mark } = reviewShown.get();
  frameStore.setBusy(true);
  reviewShown.set({ mark: null });
  photographer.begin();
  try {
    for (const frame of wanted) {
      if (isStopped) break;
      await drawOne(frame, frame.bbox ?? bbox, (box) => photographer.take({ bbox: box, selection }));
    }
  } finally {
    photographer.end();
    viewStore.set({ instant }, 'replace');
    reviewShown.set({ mark });
    frameStore.setBusy(false);
  }
}

async function drawOne(frame: Frame, box: Bbox, take: (box: Bbox) => Promise<Blob>): Promise<void> {
  const { id, atMs } = frame;
  frameStore.change(id, { state: 'drawing', error: null });
  try {
    await showPast(atMs);
    const url = URL.createObjectURL(await take(box));
    frameStore.change(id, { state: 'done', url, facts: factsOf(box, atMs) });
  } catch (error) {
    frameStore.change(id, { state: 'failed', error });
  }
}

/** Until the city is shown as it was at `atMs` (milliseconds since 1970). */
function showPast(atMs: number): Promise<void> {
  viewStore.set({ instant: atMs }, 'replace');
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const past = pastStore.get();
      if (past?.atMs !== atMs || past.mode === 'loading') return;
      stop();
      if (past.mode === 'failed') reject(past.error);
      else resolve();
    };
    const stop = pastStore.subscribe(look);
    look();
  });
}

/** What the picture shows, counted from what it was drawn from. */
function factsOf([west, south, east, north]: Bbox, atMs: number): FrameFacts {
  const rows = [...liveSet.positions.values()].filter(
    ([, lng, lat]) => lng >= west && lng <= east && lat >= south && lat <= north,
  );
  const ages = rows.map(([, , , , , ms]) => atMs - ms);
  return {
    units: rows.length,
    oldestFixMs: ages.length > 0 ? Math.max(...ages) : null,
    openIncidents: [...liveSet.get('incidents').values()].filter(({ properties }) => isOpen(properties))
      .length,
    waitingAlarms: [...liveSet.get('alarms').values()].filter(
      ({ properties }) => properties.state === 'unacknowledged',
    ).length,
    plan: pastStore.get()?.plan?.name ?? null,
  };
}
