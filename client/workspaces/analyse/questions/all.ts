import { CHANGING } from './changing/changing.tsx';
import { DENSE } from './dense/dense.tsx';
import { EXPECTED } from './expected/expected.tsx';
import { NEW } from './new/new.tsx';
import type { Question } from './question.ts';
import { SIGNIFICANT } from './significant/significant.tsx';

/** The questions that can be asked, in the order in which they are offered. */
export const ALL_QUESTIONS: readonly Question[] = [DENSE, SIGNIFICANT, NEW, CHANGING, EXPECTED];
