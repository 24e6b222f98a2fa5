/** The words of assignments: plain values without a schema library. */

/** States that a unit sets itself; on the way and at the scene follow from its assignment. */
export const OWN_UNIT_STATES = ['available', 'patrolling', 'unavailable', 'off_duty'] as const;
export type OwnUnitState = (typeof OWN_UNIT_STATES)[number];

/** How far a unit got with an incident that it was sent to; the last three are ends. */
export const ASSIGNMENT_STATES = [
  'sent',
  'acknowledged',
  'en_route',
  'arrived',
  'cleared',
  'taken_back',
  'declined',
] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

export const ASSIGNMENT_STEPS = [
  'acknowledge',
  'en_route',
  'arrive',
  'clear',
  'take_back',
  'decline',
] as const;
export type AssignmentStep = (typeof ASSIGNMENT_STEPS)[number];
