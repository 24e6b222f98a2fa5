import { METHODS } from '../../../../../core/analysis/methods.ts';
import type { LocalParameters } from '../../../../../core/contract/analysis.ts';
import type { Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import type { SignificanceMade } from '../../../../analysis/significance-job.ts';
import type { CellsChoice } from '../../cells/cells-choice.ts';
import { savedCells } from '../../cells/saved-cells.ts';
import { countClasses } from './significant-cells.ts';
import type { SignificantChoice } from './significant-choice.ts';

/** What a record has of a question that was answered. */
export function significanceParameters(
  choice: SignificantChoice,
  cells: CellsChoice,
  made: SignificanceMade,
): { parameters: LocalParameters; formulaVersion: number; seed: number | null } {
  const { statistic, permutations, seed } = choice;
  return {
    parameters: {
      method: statistic,
      cells: savedCells(made.cells, cells),
      band: made.band,
      exposure: cells.kind === 'plan' ? choice.exposure : 'none',
      confidence: cells.confidence,
      permutations,
    },
    formulaVersion: METHODS[statistic].version,
    seed: permutations > 0 ? seed : null,
  };
}

/** The main figures of a result, for its record. */
export function significanceFigures(made: SignificanceMade, confidence: Confidence): Record<string, number> {
  const counts = countClasses(made, confidence);
  return {
    cells: made.bins.length,
    compared: made.compared,
    tested: made.tested,
    outside: made.outside,
    ...Object.fromEntries(counts),
  };
}
