import type { Split } from '../../../../core/columns/split.ts';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import { groundFrames } from '../../../map/ground-frames.ts';
import { mapHost } from '../../../map/map-host.ts';
import { bboxOfPanel, cameraOfBox, type Size } from '../../../map/panels/panel-frame.ts';
import { viewStore } from '../../../state/view.ts';
import type { Camera, View } from '../../../state/view-state.ts';
import { splitBy, unsplit } from './split-state.ts';

/** What the map showed when it was split, until the panels show it. */
let entered: Bbox | undefined;
let shownSize: Size = { width: 0, height: 0 };
/** Where the map was then, and where the panels began. */
let came: { from: Camera; to: Camera } | undefined;

/** Splits the picture, or splits it otherwise. The panels will show what the map shows. */
export function enterSplit(by: Split, isSplit: boolean): void {
  if (!isSplit) entered = mapHost.seen();
  viewStore.set({ analyse: splitBy(viewStore.get().analyse, by) });
}

/** To be called when it is known how large panels are. */
export function sizePanels(size: Size): void {
  shownSize = size;
  if (!entered) return;
  const { camera: from } = viewStore.get();
  groundFrames.jumpTo(cameraOfBox(entered, size));
  const { camera: to } = viewStore.get();
  came = from && to ? { from, to } : undefined;
  entered = undefined;
}

/** Back to one map: where it was, or, when the panels were moved, of what a panel shows. `view`: under another filter. */
export function leaveSplit(view: Pick<View, 'filter' | 'analyse'> = viewStore.get()): void {
  const { camera } = viewStore.get();
  const isUnmoved = JSON.stringify(camera) === JSON.stringify(came?.to);
  const next = { filter: view.filter, analyse: unsplit(view.analyse) };
  viewStore.set(came && isUnmoved ? { ...next, camera: came.from } : next);
  if (camera && !isUnmoved) mapHost.show([...bboxOfPanel(camera, shownSize, 0)] as Bbox);
}
