import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { moveStop, type StopAt, stopAt } from '../../../../../core/patrol/edit-rounds.ts';
import type { PlannedRound } from '../../../../../core/patrol/shift-plan.ts';
import { type OpenPlan, patrolStore } from '../patrol-store.ts';
import { shiftTimes } from '../use-plan.ts';

const MINUTE_MS = 60_000;
/** A press that moves less than this is a click. */
const SLACK_PIXELS = 4;

interface Drag {
  from: StopAt;
  /** Of the stop before the drag. */
  arriveMs: number;
  x: number;
  y: number;
  msPerPixel: number;
}

/** Lets bars be dragged along their row to another time, and to another row; Escape lets go. What it would be is shown until it is dropped. */
export function useStopDrag(plan: OpenPlan, mayEdit: boolean) {
  const axis: RefObject<HTMLDivElement | null> = useRef(null);
  const [rounds, setRounds] = useState<readonly PlannedRound[] | null>(null);

  const press = useCallback(
    (event: ReactPointerEvent<HTMLElement>, from: StopAt): void => {
      const track = event.currentTarget.parentElement;
      if (!mayEdit || event.button !== 0 || !track) return;
      const { startMs, endMs } = shiftTimes(plan);
      const drag: Drag = {
        from,
        arriveMs: stopAt(plan.rounds, from).arriveMs,
        x: event.clientX,
        y: event.clientY,
        msPerPixel: (endMs - startMs) / track.getBoundingClientRect().width,
      };
      follow(drag, plan, axis.current, setRounds);
    },
    [plan, mayEdit],
  );
  return { axis, rounds, press };
}

function follow(
  drag: Drag,
  plan: OpenPlan,
  axis: HTMLElement | null,
  show: (rounds: readonly PlannedRound[] | null) => void,
): void {
  let target: ReturnType<typeof moveStop> | null = null;
  const end = (): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', drop);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', letGo, true);
    show(null);
  };
  const move = (event: PointerEvent): void => {
    const [right, down] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!target && Math.hypot(right, down) < SLACK_PIXELS) return;
    const byMs = Math.round((right * drag.msPerPixel) / MINUTE_MS) * MINUTE_MS;
    target = moveStop(
      plan.rounds,
      drag.from,
      rowAt(axis, event.clientY) ?? drag.from.round,
      drag.arriveMs + byMs,
    );
    show(target.rounds);
  };
  const drop = (): void => {
    end();
    if (target && patrolStore.get().plan === plan) patrolStore.change(target.rounds, target.at);
  };
  const letGo = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', drop);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', letGo, true);
}

/** The number of the row at a height of the screen. */
function rowAt(axis: HTMLElement | null, y: number): number | undefined {
  for (const row of axis?.querySelectorAll<HTMLElement>('[data-round]') ?? []) {
    const { top, bottom } = row.getBoundingClientRect();
    if (y >= top && y < bottom) return Number(row.dataset.round);
  }
  return undefined;
}
