import { isWithinCode } from '../../../core/contract/area-code.ts';
import type { CoverageCalibration } from '../../../core/contract/coverage.ts';
import { type CountedRow, reachedWithin } from '../../../core/coverage/cover-sets.ts';
import type { Reached } from '../../../core/coverage/placement.ts';
import { type CoverageMeasure, coverSeconds } from '../../../core/coverage/vocabulary.ts';
import type { Net } from '../../../core/vocabulary.ts';
import type { CityTravel } from '../road-book.ts';
import type { CoverageMoment, Facilities, Facility } from './facilities.ts';
import { type CoverageGround, weightsOf } from './ground.ts';

/** What is to be covered by whom, and how well. */
export interface CoverageWish {
  nets: readonly Net[];
  minutes: number;
  measure: CoverageMeasure;
  within: string;
}

/** Facilities with what each reaches, whether it counts or not. */
export interface Situation {
  travel: CityTravel;
  moment: CoverageMoment;
  ground: CoverageGround;
  facilities: Facility[];
  rows: CountedRow[];
  planned: Facilities['planned'];
  calibration: CoverageCalibration | null;
}

/** What the facilities of the nets that count reach in time. */
export function reachedBy({ facilities, rows }: Situation, wish: CoverageWish): Reached[] {
  return [...facilities.keys()]
    .filter((i) => facilities[i]!.why === null && wish.nets.includes(facilities[i]!.net))
    .map((i) => reachedWithin(rows[i]!, coverSeconds(facilities[i]!.net, wish.minutes)));
}

/** Weights of the grids in the area; those outside count nothing. */
export function weightsWithin(ground: CoverageGround, { measure, within }: CoverageWish): Float64Array {
  return weightsOf(ground, measure).map((weight, at) =>
    isWithinCode(ground.grids[at]!.code, within) ? weight : 0,
  );
}
