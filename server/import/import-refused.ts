import type { ProblemCode } from '../../core/contract/problem.ts';

/** A file or an order to import it that can not be taken; the message says what is wrong and what to do. Nothing was written. */
export class ImportRefused extends Error {
  readonly code: ProblemCode;
  readonly issues: readonly { path: string; message: string }[];
  constructor(code: ProblemCode, message: string, issues: readonly { path: string; message: string }[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}
