import type { PatrolRepeat } from './patrol-problem.ts';

/**
 * What it costs to follow the order of earlier shifts: each step from one place straight to another costs `costEach` for every earlier route that made
 * it. Routes are places (by their place in the problem's list) in the order of their visits.
 */
export function repeatedPairs(
  earlierRoutes: readonly (readonly number[])[],
  costEach: number,
): PatrolRepeat[] {
  const pairs = new Map<string, PatrolRepeat>();
  for (const route of earlierRoutes)
    for (const [at, to] of route.entries()) {
      const from = route[at - 1];
      if (from === undefined || from === to) continue;
      const known = pairs.get(`${from}>${to}`) ?? { from, to, cost: 0 };
      pairs.set(`${from}>${to}`, { ...known, cost: known.cost + costEach });
    }
  return [...pairs.values()];
}
