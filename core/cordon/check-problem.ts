import type { CordonRefusal } from './ask.ts';
import type { CordonProblem } from './problem.ts';

/** Why a problem cannot be planned, null if it can: it has no place, a node that the roads have not, or a number that is none. */
export function checkProblem(problem: CordonProblem): CordonRefusal | null {
  const { departure, units, speeds, nowSeconds, marginSeconds } = problem;
  if (departure.starts.length === 0) return 'cordon_off_road';
  if (!hasItsNodes(problem)) return 'cordon_place_unknown';
  if (speeds.slow > speeds.fast) return 'cordon_speeds_reversed';
  const isTold =
    speeds.slow > 0 &&
    [speeds.fast, departure.sinceSeconds, nowSeconds, marginSeconds].every(Number.isFinite) &&
    units.every(({ speedFactor, readyAtSeconds }) => speedFactor > 0 && !Number.isNaN(readyAtSeconds));
  return isTold ? null : 'cordon_number_wrong';
}

function hasItsNodes({ roads, departure, units, checkpoints, exits }: CordonProblem): boolean {
  const count = roads.firstLink.length - 1;
  const nodes = [
    ...departure.starts.map(({ node }) => node),
    ...units.flatMap(({ starts, standing }) => [
      ...starts.map(({ node }) => node),
      ...(standing ? [standing.node] : []),
    ]),
    ...checkpoints.map(({ node }) => node),
    ...('nodes' in exits ? exits.nodes : []),
  ];
  return nodes.every((node) => Number.isInteger(node) && node >= 0 && node < count);
}
