import { BrushedDensity } from '../../core/columns/brushed-density.ts';
import { passingRows } from '../../core/columns/crossfilter.ts';
import { type PlanePoints, toPlane } from '../../core/geometry/city-plane.ts';
import { type EdgeWeights, edgeWeights } from '../../core/hotspot/edge-correction.ts';
import type { Smoothing } from '../../core/hotspot/kernel.ts';
import { type DenseLevel, denseLevel } from '../period/density-scale.ts';
import { type Densities, type Frame, frameOf, type ShownCount } from './dense-raster.ts';
import type { AnalysisDensity } from './density-wish.ts';
import type { Ground } from './ground.ts';
import type { HeldHistory } from './held-history.ts';

/** The rows that count. */
export interface ShownRows extends ShownCount {
  first: number;
  end: number;
  /** For each row of the whole history which clauses keep it out. */
  fails: Uint8Array;
}

interface Kept {
  key: string;
  clauses: string;
  brushed: BrushedDensity;
}

/** Densities of the rows that are held; what the last one needed is kept, so that a moved window costs only what moved. */
export class HeldDensities implements Densities<ShownRows> {
  readonly #held: HeldHistory;
  readonly #days: number;
  readonly #kept: Partial<Record<'now' | 'then', Kept>> = {};
  #plane: { of: Ground; points: PlanePoints } | undefined;
  #edge: { key: string; made: EdgeWeights } | undefined;

  /** `days`: length of the whole history. */
  constructor(held: HeldHistory, days: number) {
    this.#held = held;
    this.#days = days;
  }

  get outside(): number {
    return this.#edge?.made.outside ?? 0;
  }

  frame(asked: AnalysisDensity): Frame {
    return frameOf(asked);
  }

  values(
    which: 'now' | 'then',
    frame: Frame,
    { first, end, fails, clauses, days }: ShownRows,
    ground: Ground | undefined,
  ): Float32Array {
    const kept = this.#brushed(which, frame, ground);
    kept.brushed.show(first, end, fails, clauses !== kept.clauses);
    kept.clauses = clauses;
    return kept.brushed.values(days);
  }

  level(bandwidthMetres: number, { fails }: ShownRows): DenseLevel {
    const { points, count } = this.#held.table;
    return denseLevel(points, passingRows(fails, 0, count), bandwidthMetres, this.#days);
  }

  #brushed(which: 'now' | 'then', frame: Frame, ground: Ground | undefined): Kept {
    const key = JSON.stringify([frame, ground?.code]);
    const { grid, smoothing, parts } = frame;
    const kept = this.#kept[which];
    if (kept?.key === key) return kept;
    const { points, count } = this.#held.table;
    const weights = ground && this.edgeOf(ground, smoothing).weights;
    const brushed = new BrushedDensity(points, count, grid, smoothing, parts, weights);
    const made = { key, clauses: '', brushed };
    this.#kept[which] = made;
    return made;
  }

  /** What each row counts for at the border of the ground. */
  edgeOf(ground: Ground, smoothing: Smoothing): EdgeWeights {
    const key = JSON.stringify([ground.code, smoothing]);
    if (this.#edge?.key === key) return this.#edge.made;
    const { columns, count } = this.#held.table;
    if (this.#plane?.of !== ground)
      this.#plane = {
        of: ground,
        points: toPlane(ground.plane, columns.lng7.subarray(0, count), columns.lat7.subarray(0, count)),
      };
    const made = edgeWeights(ground.window, this.#plane.points, smoothing);
    this.#edge = { key, made };
    return made;
  }
}
