/** How far a look at what patrols did reaches back: 8 hours, as long as a shift, 24 hours, 7 days. */
export const DOSAGE_PERIODS = ['shift', 'day', 'week'] as const;
export type DosagePeriod = (typeof DOSAGE_PERIODS)[number];

/** What patrols gave places, or grids. */
export const DOSAGE_SUBJECTS = ['places', 'grids'] as const;
export type DosageSubject = (typeof DOSAGE_SUBJECTS)[number];

/** The shift under way, the one before it, or the last seven days. */
export const COVERAGE_PERIODS = ['now', 'shift', 'week'] as const;
export type CoveragePeriod = (typeof COVERAGE_PERIODS)[number];

/** By which areas the roads are added up. */
export const COVERAGE_LEVELS = ['street', 'community'] as const;
