import { METHODS } from '../../../../../core/analysis/methods.ts';
import type { ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import { EXPECTATION_SEED, type ExpectationMade } from '../../../../analysis/expectation-job.ts';
import type { QuestionMade } from '../../record/analysis-made.ts';
import { flaggedNow } from './expected-cells.ts';
import type { ExpectedChoice } from './expected-choice.ts';

/** What a record has of a forecast. */
export function expectedRecord(
  made: ExpectationMade,
  { days, shift, share, weeks }: ExpectedChoice,
  model: ExpectationModel,
  readAtMs: number,
): QuestionMade {
  const score = made.scores[model][share];
  const flagged = flaggedNow(made, model, share);
  const known = (value: number) => (Number.isFinite(value) ? value : 0);
  return {
    parameters: {
      method: 'expectation',
      cellMetres: made.cells.grid.cellMetres,
      days,
      shift,
      share,
      weeks,
      model,
    },
    formulaVersion: METHODS.expectation.version,
    seed: EXPECTATION_SEED,
    figures: {
      cells: made.groundCells,
      flagged: flagged.length,
      expected: flagged.reduce((sum, cell) => sum + made.expected[model].all[cell]!, 0),
      folds: made.weeks,
      hits: score.hits,
      tested: score.total,
      hit_rate: known(score.hitRate),
      pai: known(score.pai),
      pei_star: known(score.peiStar),
      gain: known(score.gain),
      gain_from: known(score.gainFrom),
      gain_to: known(score.gainTo),
      empty_share: known(score.emptyShare),
      discovered: made.discovered,
      raised: made.raised,
      outside: made.outside,
    },
    found: made,
    readAtMs,
  };
}
