import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';

/** Equal as long as the incidents that count are the same, as far as their numbers tell, at whatever level areas are counted. */
export function whatCounts(summary: AnalysisSummary): string {
  const { history, selected, histogram, types, priorities, statuses, nets, hours } = summary;
  const figures = [histogram, types, priorities, statuses, nets, hours].map((list) => list.join());
  return [history.total, history.span.fromMs, selected, ...figures].join('|');
}

/** What a result is made of: what was asked, and the incidents that counted. */
interface Made {
  key: string;
  counted: string;
}

/** What a result is no longer of: what is asked now, or the incidents that count now; null: it is of both. */
export function outdatedBy(made: Made, now: Made): 'asked' | 'incidents' | null {
  if (made.key !== now.key) return 'asked';
  return made.counted === now.counted ? null : 'incidents';
}
