import { useState } from 'react';
import { mapHost } from '../../map/map-host.ts';

/** A place of the map: clicked, or its middle, which the arrow keys move. */
export function usePickPlace(take: (place: { lng: number; lat: number }) => void) {
  const [isPicking, setIsPicking] = useState(false);
  return {
    isPicking,
    pick: async (): Promise<void> => {
      setIsPicking(true);
      const point = await mapHost.pickPoint();
      setIsPicking(false);
      if (point) take(point);
    },
    takeMiddle: (): void => {
      const box = mapHost.seen();
      if (box) take({ lng: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 });
    },
  };
}
