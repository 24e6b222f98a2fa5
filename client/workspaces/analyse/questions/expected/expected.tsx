import type { Question } from '../question.ts';
import { Parameters } from './parameters.tsx';
import { Results } from './results.tsx';
import '../../cells/cells.css';
import './expected.css';

/** What is to be expected where? A forecast for places and shifts, with its back-test always beside it. */
export const EXPECTED: Question = { key: 'expected', Parameters, Results };
