import type { Issue, ProblemCode } from '../../core/contract/problem.ts';
import type { Refusal } from '../../core/contract/reason.ts';

/** A file or an order to import it that can not be taken; the refusal says what is wrong and what to do. Nothing was written. */
export class ImportRefused extends Error {
  readonly code: ProblemCode;
  readonly refusal: Refusal;
  readonly issues: readonly Issue[];
  constructor(code: ProblemCode, refusal: Refusal, issues: readonly Issue[] = []) {
    super(refusal.message);
    this.code = code;
    this.refusal = refusal;
    this.issues = issues;
  }
}
