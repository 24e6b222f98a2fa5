import { COMPACTNESS_MEASURES, type Compactness, type CompactnessMeasure } from './compactness.ts';

/** A measure by which a grid is weak, and against what. */
export interface Weakness {
  measure: CompactnessMeasure;
  value: number;
  /** `below_limit`: less than what is asked of every grid; `far_below_rest`: allowed, but an outlier among the grids compared. */
  why: 'below_limit' | 'far_below_rest';
  /** The value that it would have to reach. */
  wanted: number;
}

export interface WeakShape<Id> {
  id: Id;
  /** In the order of COMPACTNESS_MEASURES; at least one. */
  weaknesses: Weakness[];
}

export type CompactnessLimits = Readonly<Record<CompactnessMeasure, number>>;

/**
 * What is asked of every grid unless somebody says otherwise. A strip of 1 : 8 has Polsby-Popper 0.31, Reock 0.16 and hull ratio 1; a border
 * that follows alleys at twice the length of the straight one has a quarter of the Polsby-Popper of its outline.
 */
export const COMPACTNESS_LIMITS: CompactnessLimits = { polsbyPopper: 0.15, reock: 0.2, hullRatio: 0.55 };

/** Of fewer grids none is called an outlier. */
const LEAST_COMPARED = 8;
/** An outlier lies at least so far below the median, so that of nearly equal shapes none is named. */
const LEAST_GAP = 0.1;

/**
 * The grids of weak shape among those compared (of a community, a street, a city), each with the measures that are weak: below the limit, or
 * far below the rest, which is below Tukey's fence (first quartile less 1.5 times the distance of the quartiles; Tukey, "Exploratory Data
 * Analysis", 1977) and at least 0.1 below the median. The weakest first, which is the one that lacks most of what it would have to reach.
 */
export function weakShapes<Id>(
  grids: readonly { id: Id; compactness: Compactness }[],
  limits: CompactnessLimits = COMPACTNESS_LIMITS,
): WeakShape<Id>[] {
  const fences = COMPACTNESS_MEASURES.map((measure) =>
    fenceOf(grids.map((grid) => grid.compactness[measure])),
  );
  const weak = grids.map(({ id, compactness }) => ({
    id,
    weaknesses: COMPACTNESS_MEASURES.flatMap((measure, at): Weakness[] => {
      const value = compactness[measure];
      if (value < limits[measure]) return [{ measure, value, why: 'below_limit', wanted: limits[measure] }];
      const wanted = fences[at] ?? 0;
      return value < wanted ? [{ measure, value, why: 'far_below_rest', wanted }] : [];
    }),
  }));
  const lacks = ({ weaknesses }: WeakShape<Id>): number =>
    Math.max(...weaknesses.map(({ value, wanted }) => 1 - value / wanted));
  return weak.filter(({ weaknesses }) => weaknesses.length > 0).sort((a, b) => lacks(b) - lacks(a));
}

/** The value below which one lies far below the rest; 0 of few. */
function fenceOf(values: readonly number[]): number {
  if (values.length < LEAST_COMPARED) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, median, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  return Math.min(lower - 1.5 * (upper - lower), median - LEAST_GAP);
}

/** Linear between the ranks, as R's type 7 (Hyndman and Fan, "Sample quantiles in statistical packages", 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (rank - Math.floor(rank)) * (above - below);
}
