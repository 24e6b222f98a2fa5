import type { Problem } from '../../core/contract/problem.ts';
import type { Outcome } from './act.ts';

/** An answer of the server, read whole. */
export interface Reply {
  status: number;
  body: unknown;
}

/** That the server refused, with its reason, at a time (ISO 8601 UTC); undefined: it did not. */
export function refusalOf(
  { status, body }: Reply,
  at: string,
): Extract<Outcome, { kind: 'refused' }> | undefined {
  if (status < 400) return undefined;
  const { reason, params = {}, detail = '' } = (body ?? {}) as Partial<Problem>;
  return { kind: 'refused', at, because: reason ? { reason, params } : null, detail };
}

/** Longer than this an answer is not waited for: the line is as good as none. */
const PATIENCE_MS = 15_000;

/** Asks over HTTP. Rejects where there is no line. */
export async function ask(method: string, path: string, json?: object, key?: string): Promise<Reply> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (json) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, body: isJson ? await response.json() : undefined };
}
