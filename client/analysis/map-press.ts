import { useEffect, useRef } from 'react';

/** A press on the ground of the map, degrees; `code`: the smallest area drawn there. Answers whether it was meant for the question. */
export type PressOnMap = (at: { lng: number; lat: number; code: string | undefined }) => boolean;

let current: PressOnMap | null = null;

/** Gives a press to the question that is open; false: it wants none, or not this one. */
export function pressOnQuestion(at: Parameters<PressOnMap>[0]): boolean {
  return current?.(at) ?? false;
}

/** Takes presses on the map for as long as the component is there. */
export function useMapPress(press: PressOnMap): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const take: PressOnMap = (at) => latest.current(at);
    current = take;
    return () => {
      if (current === take) current = null;
    };
  }, []);
}
