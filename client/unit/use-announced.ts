import { useEffect, useRef } from 'react';

/** Something new, by its id, is felt as well, where the phone can. */
export function useAnnounced(id: string | null): void {
  const last = useRef(id);
  useEffect(() => {
    if (id !== null && id !== last.current) navigator.vibrate?.([300, 150, 300]);
    last.current = id;
  }, [id]);
}
