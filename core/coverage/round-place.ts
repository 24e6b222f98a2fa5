/** Degrees, EPSG:4326. */
interface Place {
  lng: number;
  lat: number;
}

export interface PlannedRound {
  post: Place | null;
  /** In the order of their times, milliseconds since 1970. */
  stops: readonly (Place & { arriveMs: number; leaveMs: number })[];
}

/**
 * Where a unit is at an instant by its round: at a stop, straight between two (by the share of the time), before the first one at its post or there,
 * after the last one there. undefined: the round has no stops.
 */
export function roundPlace({ post, stops }: PlannedRound, atMs: number): Place | undefined {
  const next = stops.findIndex(({ leaveMs }) => atMs <= leaveMs);
  const to = stops[next];
  if (!to) return stops.at(-1);
  const before = stops[next - 1];
  if (atMs >= to.arriveMs) return to;
  if (!before) return post ?? to;
  const share = (atMs - before.leaveMs) / (to.arriveMs - before.leaveMs);
  return { lng: before.lng + share * (to.lng - before.lng), lat: before.lat + share * (to.lat - before.lat) };
}
