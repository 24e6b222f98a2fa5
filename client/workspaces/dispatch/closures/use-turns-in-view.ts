import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import { turnRulesQuery } from '../../../api/turn-rules.ts';
import { mapHost } from '../../../map/map-host.ts';
import { mapState } from '../../../map/map-state.ts';
import { useView } from '../../../state/view.ts';
import { type Approach, approachesOf, placeOf } from './turn-approaches.ts';

/** From this zoom on signs stand apart. */
const FROM_ZOOM = 15;

const statusOf = () => mapState.get().status;

/** Where turns are ruled, and which of that lies in what the panels leave free; undefined where one is too far away to see it. */
export function useTurnsInView() {
  const zoom = useView(({ camera }) => camera?.zoom ?? 0);
  // The map is looked at again when it was moved, or came.
  useView(({ camera }) => camera);
  useSyncExternalStore(mapState.subscribe, statusOf);
  const isNear = zoom >= FROM_ZOOM;
  const box = isNear ? mapHost.seen() : undefined;
  const { data, error, refetch } = useQuery(turnRulesQuery(box));
  const known = isNear ? data : undefined;
  return {
    isNear,
    all: known?.items,
    inView: known && box ? approachesOf(known.items).filter((one) => isIn(one, box)) : undefined,
    error,
    refetch,
  };
}

function isIn(approach: Approach, [west, south, east, north]: Bbox): boolean {
  const { lng, lat } = placeOf(approach);
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
