import type { Problem } from '../../core/contract/problem.ts';
import type { Outcome } from './act.ts';

/** An answer of the server, read whole. */
export interface Reply {
  status: number;
  body: unknown;
  /** The ETag of what was read. */
  tag?: string | undefined;
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

/** Asks over HTTP. `tag`: of what was read before; 304 says that it still holds. Rejects where there is no line. */
export async function ask(
  method: string,
  path: string,
  json?: object,
  { key, tag }: { key?: string | undefined; tag?: string | undefined } = {},
): Promise<Reply> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (json) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  if (tag) headers['If-None-Match'] = tag;
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body: unknown = isJson ? await response.json() : undefined;
  return { status: response.status, body, tag: response.headers.get('ETag') ?? undefined };
}
