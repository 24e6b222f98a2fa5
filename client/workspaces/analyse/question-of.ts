import type { QuestionKey } from '../../state/analyse-view.ts';
import { ALL_QUESTIONS } from './questions/all.ts';
import { DENSE } from './questions/dense/dense.tsx';
import type { Question } from './questions/question.ts';

/** The question of that name, or the first one if it can not be asked here. */
export function questionOf(key: QuestionKey): Question {
  return ALL_QUESTIONS.find((question) => question.key === key) ?? DENSE;
}
