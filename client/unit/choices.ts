import type { AssignmentState } from '../../core/incident/vocabulary.ts';

/** A step that a unit can take next: its word, and what is sent. */
export interface Choice {
  word: 'acknowledge' | 'en_route' | 'arrive' | 'dealtWith' | 'leave' | 'clear';
  step: 'acknowledge' | 'en_route' | 'arrive' | 'clear';
  isDealtWith?: boolean;
}

const CHOICES: Partial<Record<AssignmentState, readonly Choice[]>> = {
  sent: [
    { word: 'acknowledge', step: 'acknowledge' },
    { word: 'en_route', step: 'en_route' },
  ],
  acknowledged: [{ word: 'en_route', step: 'en_route' }],
  en_route: [
    { word: 'arrive', step: 'arrive' },
    { word: 'clear', step: 'clear' },
  ],
  arrived: [
    { word: 'dealtWith', step: 'clear', isDealtWith: true },
    { word: 'leave', step: 'clear' },
  ],
};

/** What can follow, the usual first. */
export function choicesOf(state: AssignmentState): readonly Choice[] {
  return CHOICES[state] ?? [];
}
