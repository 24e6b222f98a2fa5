import type { Question } from '../question.ts';
import { Parameters } from './parameters.tsx';
import { Results } from './results.tsx';
import '../../cells/cells.css';

/** Where is it changing? Emerging hot spots of the incidents that count. */
export const CHANGING: Question = { key: 'changing', Parameters, Results };
