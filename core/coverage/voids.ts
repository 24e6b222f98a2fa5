/** Points next to each other that nobody covers. */
export interface CoverageVoid {
  /** Their numbers, the heaviest first. */
  points: number[];
  weight: number;
}

export interface VoidGround {
  weights: ArrayLike<number>;
  /** Points of different groups are never in one void. */
  groups: readonly string[];
  /** Pairs of neighbours, one after another. */
  borders: readonly number[];
}

/** The voids of points that are not covered: connected by borders within a group; the heaviest first, then the one with more points. */
export function coverageVoids(
  { weights, groups, borders }: VoidGround,
  isCovered: (point: number) => boolean,
): CoverageVoid[] {
  const isOpen = groups.map((_, point) => !isCovered(point));
  const parent = groups.map((_, point) => point);
  const rootOf = (point: number): number => {
    let root = point;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = point; parent[at] !== root; ) [at, parent[at]] = [parent[at]!, root];
    return root;
  };
  for (let i = 0; i + 1 < borders.length; i += 2) {
    const [one, other] = [borders[i]!, borders[i + 1]!];
    if (isOpen[one] && isOpen[other] && groups[one] === groups[other]) parent[rootOf(one)] = rootOf(other);
  }
  const byRoot = new Map<number, number[]>();
  groups.forEach((_, point) => {
    if (!isOpen[point]) return;
    const root = rootOf(point);
    const known = byRoot.get(root);
    if (known) known.push(point);
    else byRoot.set(root, [point]);
  });
  const voids = [...byRoot.values()].map((points) => ({
    points: points.sort((a, b) => weights[b]! - weights[a]! || a - b),
    weight: points.reduce((sum, point) => sum + weights[point]!, 0),
  }));
  return voids.sort(
    (a, b) => b.weight - a.weight || b.points.length - a.points.length || a.points[0]! - b.points[0]!,
  );
}
