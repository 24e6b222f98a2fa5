import type { PatrolFrame } from './patrol-frame.ts';
import { PatrolRoutes } from './patrol-routes.ts';

/** Routes that hold the pinned stops only; or the first unit whose pinned stops can not be made in its shift and in their windows and gaps. */
export function pinnedRoutes(frame: PatrolFrame): { routes: PatrolRoutes; impossible: number } {
  const routes = new PatrolRoutes(frame);
  for (const [unit, { pin }] of frame.problem.units.entries()) {
    if (!pin) continue;
    let at = routes.startOf(unit);
    for (const { place, staySeconds } of pin.stops) {
      const token = routes.freeToken(place);
      if (token === -1) return { routes, impossible: unit };
      routes.setStay(token, staySeconds ?? frame.minStay[place]!);
      routes.pinned[token] = staySeconds === null ? 1 : 2;
      routes.link(token, at);
      at = token;
    }
    if (!routes.refresh(unit)) return { routes, impossible: unit };
    routes.openFrom[unit] = pin.whole ? -1 : at;
  }
  return { routes, impossible: -1 };
}
