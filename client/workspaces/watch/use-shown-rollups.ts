import { useMemo } from 'react';
import { liveSet } from '../../live/live-set.ts';
import { useIsLive, useLive } from '../../live/use-live.ts';
import { countedRollups, type ShownRollup } from './counted-rollups.ts';
import { useToday } from './use-watch.ts';

/** Figures of areas of one level as of what is shown: as the server says of the present, counted from the picture of the past. */
export function useShownRollups(
  rollups: readonly ShownRollup[] | undefined,
): readonly ShownRollup[] | undefined {
  const isLive = useIsLive();
  const today = useToday();
  const [incidents, units, devices] = [useLive('incidents'), useLive('units'), useLive('devices')];
  const [posts, checkpoints, institutions] = [
    useLive('posts'),
    useLive('checkpoints'),
    useLive('institutions'),
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a noun that changed means that the collections did
  return useMemo(
    () => (isLive || !rollups ? rollups : countedRollups(rollups, liveSet.collections, today)),
    [isLive, rollups, today, incidents, units, devices, posts, checkpoints, institutions],
  );
}
