import { useEffect, useState } from 'react';

const EVENTS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/** Whether somebody touched mouse, screen or keyboard in the last `ms`. */
export function useRecentUse(ms: number): boolean {
  const [used, setUsed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setUsed(false), ms);
      setUsed(true);
    };
    for (const event of EVENTS) window.addEventListener(event, touched);
    return () => {
      clearTimeout(timer);
      for (const event of EVENTS) window.removeEventListener(event, touched);
    };
  }, [ms]);
  return used;
}
