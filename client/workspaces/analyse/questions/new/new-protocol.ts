import type { Study } from '../../../../analysis/study.ts';
import type { NewFindings } from './new-findings.ts';
import type { NewSettings } from './new-settings.ts';

/** What has replications. */
export type Replicated = 'scan' | 'knox';

/** One at a time, each answered. */
export type NewCommand =
  | { kind: 'begin'; study: Study; settings: NewSettings }
  | { kind: Replicated; from: number; to: number }
  | { kind: 'findings'; maxima: Float64Array; cells: Float64Array };

export type NewAnswer =
  | { kind: 'begun'; replications: Record<Replicated, number> }
  | { kind: 'part'; values: Float64Array }
  | { kind: 'findings'; findings: NewFindings };
