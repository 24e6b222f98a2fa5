import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { LoggedNoun } from '../core/contract/live.ts';
import { type Issue, PROBLEM_STATUS, type Problem, type ProblemCode } from '../core/contract/problem.ts';
import { type Because, type Refusal, refusal } from '../core/contract/reason.ts';
import { ConstraintViolated, DatabaseBusy, StatementFailed } from './database/database.ts';

/**
 * The one thing that routes throw: becomes RFC 9457 problem details. A Refusal tells the reason as data too, for what people can meet
 * on the page. `headers` go with the answer (Retry-After, ETag, Allow).
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly because: Because | undefined;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    why: string | Refusal,
    more: { issues?: readonly Issue[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(typeof why === 'string' ? why : why.message);
    this.code = code;
    this.because = typeof why === 'string' ? undefined : { reason: why.reason, params: why.params };
    this.issues = more.issues ?? [];
    this.headers = more.headers ?? {};
  }
}

/** 404: `what` does not exist, or not for this account. */
export function notFound(noun: LoggedNoun, what: string): ProblemError {
  return new ProblemError('not_found', refusal(`There is no ${what} here.`, 'thing_unknown', { noun }));
}

/** What any thrown thing means to a client; undefined when it is a fault of ours. */
export function toProblem(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof DatabaseBusy)
    return new ProblemError('database_busy', DATABASE_BUSY, { headers: { 'Retry-After': '2' } });
  if (error instanceof ConstraintViolated) return ofConstraint(error);
  // SQLSTATE class 22: a value that the database can not hold, which no check before it caught.
  if (error instanceof StatementFailed && error.code.startsWith('22'))
    return new ProblemError('invalid_request', 'A value of the request can not be stored.');
  if (error instanceof HTTPException) return ofHttp(error);
  return undefined;
}

const DATABASE_BUSY = refusal(
  'The database did not answer in time. Nothing was changed; try again.',
  'database_busy',
  { seconds: 2 },
);

/** The answer itself. */
export function problemResponse(c: Context, problem: ProblemError): Response {
  const status = PROBLEM_STATUS[problem.code];
  const body: Problem = {
    type: `/api/docs#problem-${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status,
    code: problem.code,
    detail: problem.message,
    traceId: c.get('traceId') ?? '',
    ...problem.because,
    ...(problem.issues.length > 0 ? { issues: problem.issues.slice(0, 100) } : {}),
  };
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...problem.headers,
  });
}

function ofConstraint(error: ConstraintViolated): ProblemError {
  if (error.code === '23505')
    return new ProblemError(
      'already_exists',
      refusal(`Something with this key exists already (${error.constraint ?? 'unique'}).`, 'code_taken'),
    );
  if (error.code === '23503')
    return new ProblemError(
      'conflict',
      refusal(
        `Something else still refers to it, or what it refers to is gone (${error.constraint ?? 'reference'}).`,
        'still_referred',
      ),
    );
  return new ProblemError('conflict', `The database refused the row (${error.constraint ?? error.code}).`);
}

function ofHttp(error: HTTPException): ProblemError | undefined {
  if (error.status === 413) return new ProblemError('too_large', 'The request body is too large.');
  if (error.status === 415)
    return new ProblemError(
      'unsupported_media_type',
      'Send the body as application/json (imports: multipart/form-data).',
    );
  if (error.status === 400 && /json/i.test(error.message))
    return new ProblemError('malformed_json', 'The request body is not valid JSON.');
  if (error.status < 500)
    return new ProblemError('invalid_request', error.message || 'The request is not valid.');
  return undefined;
}
