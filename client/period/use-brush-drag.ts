import { type PointerEvent, type PointerEventHandler, useEffect, useRef } from 'react';
import { viewStore } from '../state/view.ts';
import type { Brush } from '../state/view-state.ts';
import { brushBetween, moveBrush } from './brush.ts';
import { brushing } from './brushing.ts';
import type { Bins, Span } from './period-bins.ts';

/** Pixels of slack for taking hold of an end of the brush. */
const GRIP_PIXELS = 7;
/** A press that moves less is a click: it clears the brush. */
const CLICK_PIXELS = 3;

/** A span of time in bins, and the brush on it. */
export interface Brushed {
  span: Span;
  bins: Bins;
  brush: Brush | null;
  /** `push`: a step of its own for Back; `replace`: the same step goes on. */
  onBrush: (brush: Brush | null, how: 'push' | 'replace') => void;
}

interface Drag {
  kind: 'new' | 'move' | 'from' | 'to';
  startX: number;
  startMs: number;
  brush: Brush | null;
  moved: boolean;
}

/** Draws, moves and widens a brush by the pointer, and clears it by a click beside it: handlers for the element that shows the span. */
export function useBrushDrag(
  brushed: Brushed,
): Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', PointerEventHandler> {
  const { span, brush, onBrush } = brushed;
  const drag = useRef<Drag | null>(null);
  useEffect(() => () => brushing.set(false), []);
  const at = (event: PointerEvent): { x: number; ms: number; msPerPixel: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const msPerPixel = (span.toMs - span.fromMs) / box.width;
    const x = event.clientX - box.left;
    return { x, ms: span.fromMs + Math.min(box.width, Math.max(0, x)) * msPerPixel, msPerPixel };
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const { x, ms, msPerPixel } = at(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    const kind = gripOf(brush, ms, GRIP_PIXELS * msPerPixel);
    drag.current = { kind, startX: x, startMs: ms, brush, moved: false };
  };
  const move = (event: PointerEvent) => {
    const held = drag.current;
    if (!held) return;
    const { x, ms } = at(event);
    if (!held.moved && Math.abs(x - held.startX) < CLICK_PIXELS) return;
    const how = held.moved ? 'replace' : 'push';
    held.moved = true;
    brushing.set(true);
    onBrush(dragged(held, ms, brushed), how);
  };
  const release = () => {
    if (drag.current && !drag.current.moved && drag.current.kind === 'new') onBrush(null, 'push');
    drag.current = null;
    brushing.set(false);
    viewStore.settle();
  };
  return { onPointerDown: press, onPointerMove: move, onPointerUp: release, onPointerCancel: release };
}

function gripOf(brush: Brush | null, ms: number, slackMs: number): Drag['kind'] {
  if (!brush) return 'new';
  if (Math.abs(ms - brush.fromMs) <= slackMs) return 'from';
  if (Math.abs(ms - brush.toMs) <= slackMs) return 'to';
  return ms > brush.fromMs && ms < brush.toMs ? 'move' : 'new';
}

function dragged({ kind, startMs, brush }: Drag, ms: number, { span, bins }: Brushed): Brush | null {
  if (kind === 'new' || !brush) return brushBetween(startMs, ms, span, bins);
  if (kind === 'move') {
    const steps = Math.round((ms - startMs) / bins.widthMs);
    return moveBrush(brush, steps * bins.widthMs, span);
  }
  return kind === 'from'
    ? brushBetween(brush.toMs - 1, ms, span, bins)
    : brushBetween(brush.fromMs, ms, span, bins);
}
