import { ConstraintViolated, DatabaseBusy, StatementFailed } from './database.ts';

/** What PostgreSQL says in an ErrorResponse. */
export interface Failure {
  code: string;
  message: string;
  constraint?: string | undefined;
}

const BUSY = new Set([
  '57014', // stopped at its deadline
  '57P01', // the server is shutting down
  '57P02',
  '57P03', // the server is starting
  '53300', // too many connections
  '40001', // could not serialise
  '40P01', // deadlock
  '55P03', // lock not available
  '25P03', // idle in transaction for too long
]);

/** The error that callers see for a failed statement, the same from both adapters. */
export function errorOf({ code, message, constraint }: Failure): Error {
  if (code.startsWith('23')) return new ConstraintViolated(message, code, constraint);
  if (BUSY.has(code) || code.startsWith('08')) return new DatabaseBusy(message);
  return new StatementFailed(message, code);
}
