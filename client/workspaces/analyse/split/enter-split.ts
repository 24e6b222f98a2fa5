import type { Split } from '../../../../core/columns/split.ts';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import { groundFrames } from '../../../map/ground-frames.ts';
import { mapHost } from '../../../map/map-host.ts';
import { viewStore } from '../../../state/view.ts';
import type { View } from '../../../state/view-state.ts';
import { bboxOfPanel, cameraOfBox, type Size } from './panel-frame.ts';
import { splitBy, unsplit } from './split-state.ts';

/** What the map showed when it was split, until the panels show it. */
let entered: Bbox | undefined;

/** Splits the picture, or splits it otherwise. The panels will show what the map shows. */
export function enterSplit(by: Split, isSplit: boolean): void {
  if (!isSplit) entered = mapHost.seen();
  viewStore.set({ analyse: splitBy(viewStore.get().analyse, by) });
}

/** Once it is known how large panels are. */
export function takeEntered(size: Size): void {
  if (entered) groundFrames.jumpTo(cameraOfBox(entered, size));
  entered = undefined;
}

/** Back to one map, of what a panel of this size shows; `view`: under another filter. */
export function leaveSplit(size: Size, view: Pick<View, 'filter' | 'analyse'> = viewStore.get()): void {
  const { camera } = viewStore.get();
  viewStore.set({ filter: view.filter, analyse: unsplit(view.analyse) });
  if (camera) mapHost.show([...bboxOfPanel(camera, size, 0)] as Bbox);
}
