import { mapState } from './map-state.ts';

interface Point {
  lng: number;
  lat: number;
}

let pickDone: ((point: Point | null) => void) | undefined;

/** Lets the user click a place; null if she thinks better of it. Only one may ask at a time. */
export function pickPoint(what: 'place' | 'corner' = 'place'): Promise<Point | null> {
  endPick(null);
  mapState.set({ picking: what });
  return new Promise((resolve) => {
    pickDone = resolve;
  });
}

/** Whether somebody was waiting for a point. */
export function endPick(point: Point | null): boolean {
  const done = pickDone;
  pickDone = undefined;
  mapState.set({ picking: null });
  done?.(point);
  return done !== undefined;
}
