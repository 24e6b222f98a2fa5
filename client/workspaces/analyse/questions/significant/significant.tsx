import type { Question } from '../question.ts';
import { Parameters } from './parameters.tsx';
import { Results } from './results.tsx';
import '../../cells/cells.css';

/** Where is it significant? Local statistics of the incidents that count, under the false discovery rate. */
export const SIGNIFICANT: Question = { key: 'significant', Parameters, Results };
