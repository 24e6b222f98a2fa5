import type { CandidateUnit, UnitWanted } from '../../../core/patrol/recommendation-terms.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 4);
export const INCIDENT = 'incident';
export const WANTED: UnitWanted = {
  incidentId: INCIDENT,
  type: 'theft',
  priority: 3,
  nowMs: NOW_MS,
  targetSeconds: 900,
  fixIntervalSeconds: 5,
  skills: { wanted: [], required: [] },
};

export function unit(code: string, more: Partial<CandidateUnit> = {}): CandidateUnit {
  return {
    id: `id-${code}`,
    code,
    areaCode: '630102001',
    vehicle: 'car',
    crewSize: 2,
    offShiftMs: NOW_MS + 8 * 3_600_000,
    skills: [],
    state: 'patrolling',
    stateSinceMs: NOW_MS - 3_600_000,
    fix: { lng7: 1_017_800_000, lat7: 366_200_000, atMs: NOW_MS },
    travelSeconds: 300,
    task: null,
    isInCordon: false,
    ...more,
  };
}
export const fixOf = (ageSeconds: number) => ({
  lng7: 1_017_800_000,
  lat7: 366_200_000,
  atMs: NOW_MS - ageSeconds * 1000,
});
