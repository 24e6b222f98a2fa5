import { distanceMetres } from '../../../../../core/geometry/metres.ts';
import { drawnRadius, surenessOf } from './new-shapes.ts';
import { type NewState, newStore } from './new-store.ts';

/** A press on the map selects the first cluster that is drawn there; false: there is none. */
export function pressCluster(
  { findings, settings, showsMild }: NewState,
  { lng, lat }: { lng: number; lat: number },
): boolean {
  if (!findings || !settings || findings.scan === 'tooWide') return false;
  const index = findings.scan.clusters.findIndex(
    (cluster) =>
      (showsMild || surenessOf(cluster.p) !== 'chance') &&
      distanceMetres(cluster.centre[0] * 1e7, cluster.centre[1] * 1e7, lng * 1e7, lat * 1e7) <=
        drawnRadius(cluster, settings.cell),
  );
  if (index < 0) return false;
  newStore.select(index);
  return true;
}
