import type { Question } from '../question.ts';
import { DenseParameters } from './dense-parameters.tsx';
import { DenseResults } from './dense-results.tsx';

/** Where is it dense? A kernel density of the incidents that count, over the ground or along the roads. */
export const DENSE: Question = { key: 'dense', Parameters: DenseParameters, Results: DenseResults };
