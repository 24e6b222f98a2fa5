import { type FocusEvent, useRef, useState } from 'react';
import { type SteadyRow, steadyOrder } from './steady-order.ts';

/** Rows that keep still while the pointer or the keyboard is among them. `holder` goes on the element round the rows. */
export function useSteadyRows<T>(wanted: readonly T[], idOf: (item: T) => string) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [, release] = useState(0);
  const shown = useRef<SteadyRow<T>[]>([]);
  const { rows, waiting } = steadyOrder(shown.current, wanted, idOf, pointed || focused);
  shown.current = rows;
  const holder = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
    },
  };
  return {
    rows,
    waiting,
    holder,
    /** Lets the rows fall into the order that they should have, once. */
    renew: () => {
      shown.current = [];
      release((n) => n + 1);
    },
  };
}
