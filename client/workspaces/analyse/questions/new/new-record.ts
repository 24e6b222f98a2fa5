import { METHODS } from '../../../../../core/analysis/methods.ts';
import type { QuestionMade } from '../../record/analysis-made.ts';
import type { NewFindings } from './new-findings.ts';
import { recordedSettings, SEED } from './new-settings.ts';
import { surenessOf } from './new-shapes.ts';
import type { NewState } from './new-store.ts';

/** What a record has of the findings that are shown; null before there are any. */
export function newRecord({ findings, settings, readAtMs }: NewState): QuestionMade | null {
  if (!findings || !settings || findings.incidents === 0) return null;
  const { fromMs, toMs, incidents, digests } = findings;
  return {
    parameters: recordedSettings(settings),
    formulaVersion: METHODS.space_time_scan.version,
    seed: SEED,
    figures: figuresOf(findings),
    found: { window: { fromMs, toMs }, incidents, digests },
    readAtMs,
  };
}

function figuresOf({ scan, repeats, groups }: NewFindings): Record<string, number> {
  const figures: Record<string, number> = {};
  if (scan !== 'tooWide') {
    const [best] = scan.clusters;
    figures.places = scan.places;
    figures.clusters = scan.clusters.filter(({ p }) => surenessOf(p) !== 'chance').length;
    if (best)
      Object.assign(figures, { best_observed: best.observed, best_expected: best.expected, best_p: best.p });
  }
  if ('table' in repeats) {
    const { observed, mean, p } = repeats.table;
    Object.assign(figures, { repeats: observed[0] ?? 0, repeats_mean: mean[0] ?? 0, repeats_p: p[0] ?? 1 });
  }
  if ('list' in groups) Object.assign(figures, { groups: groups.total, in_no_group: groups.noise });
  return figures;
}
