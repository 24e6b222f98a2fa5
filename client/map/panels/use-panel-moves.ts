import { type MouseEvent, type PointerEvent, useRef, type WheelEvent } from 'react';
import { viewStore } from '../../state/view.ts';
import type { Camera } from '../../state/view-state.ts';
import { useKeys } from '../../ui/keys.ts';
import { groundFrames } from '../ground-frames.ts';
import { movedCamera } from './panel-frame.ts';

/** A press that moves less is a click. */
const CLICK_PIXELS = 3;
const PIXELS_A_LEVEL = 400;

/** The keys that bring all panels nearer or take them farther, while they are shown. */
export function usePanelZoomKeys(): void {
  useKeys({ '+': () => zoomPanels(1), '-': () => zoomPanels(-1) });
}

/** Moves every panel, since all show the same ground. */
export function zoomPanels(levels: number): void {
  const { camera } = viewStore.get();
  if (camera) groundFrames.jumpTo(movedCamera(camera, { right: 0, down: 0 }, levels));
}

/** Dragging any panel moves all of them, the wheel zooms round where it points; handlers for what holds the panels. */
export function usePanelMoves() {
  const drag = useRef<{ x: number; y: number; camera: Camera; moved: boolean } | null>(null);
  return {
    onPointerDown: ({ button, clientX: x, clientY: y }: PointerEvent) => {
      const { camera } = viewStore.get();
      drag.current = button === 0 && camera ? { x, y, camera, moved: false } : null;
    },
    onPointerMove: (event: PointerEvent) => {
      const held = drag.current;
      if (!held) return;
      const [right, down] = [event.clientX - held.x, event.clientY - held.y];
      if (!held.moved && Math.hypot(right, down) < CLICK_PIXELS) return;
      if (!held.moved) event.currentTarget.setPointerCapture(event.pointerId);
      held.moved = true;
      groundFrames.jumpTo(movedCamera(held.camera, { right, down }));
    },
    onPointerUp: () => {
      if (!drag.current?.moved) drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
    /** The end of a drag is no press on the panel below. */
    onClickCapture: (event: MouseEvent) => {
      if (drag.current?.moved) event.stopPropagation();
      drag.current = null;
    },
    onWheel: ({ deltaY, clientX, clientY, target }: WheelEvent) => {
      const { camera } = viewStore.get();
      const canvas = (target as HTMLElement).closest('li')?.querySelector('canvas');
      if (!camera || !canvas) return;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const round = { right: clientX - left - width / 2, down: clientY - top - height / 2 };
      groundFrames.jumpTo(movedCamera(camera, { right: 0, down: 0 }, -deltaY / PIXELS_A_LEVEL, round));
    },
  };
}
