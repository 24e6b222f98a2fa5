import { QueryClient } from '@tanstack/react-query';
import type { Problem, ProblemCode } from '../../core/contract/problem.ts';

/** What went wrong, as the server told it, or `unreachable` when there was no answer. */
export interface ClientProblem extends Omit<Problem, 'code'> {
  code: ProblemCode | 'unreachable' | 'past_shown';
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: ClientProblem;
  constructor(problem: ClientProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export interface RequestOptions extends Omit<RequestInit, 'body'> {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, for example a FormData. */
  body?: BodyInit;
  /** Version of the row that the edit was made on. */
  ifMatch?: number;
  idempotencyKey?: string;
}

let isPastShown = () => false;
/** What may be written while the past is shown: it changes nothing of the picture. Live alarms sound over it. */
const WRITABLE = /^\/api\/(session|reviews|alarms\/silence|latency)\b/;

/** While `check` answers true nothing is written: who looks at the past must not change the present by what she sees. */
export function refuseWritesWhile(check: () => boolean): void {
  isPastShown = check;
}

const sessionLost = new Set<() => void>();

/** Calls `listener` when an answer says that nobody is signed in any more. */
export function onSessionLost(listener: () => void): () => void {
  sessionLost.add(listener);
  return () => sessionLost.delete(listener);
}

/** Tells everybody that nobody is signed in any more. */
export function loseSession(): void {
  for (const listener of sessionLost) listener();
}

/** The JSON that `path` answers, undefined for an empty answer. Throws ApiError with the problem otherwise. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** As `request`, for the answers that are not JSON. */
export async function requestBytes(path: string, options: RequestOptions = {}): Promise<ArrayBuffer> {
  const response = await send(path, options);
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response.arrayBuffer();
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { json, ifMatch, idempotencyKey, ...init } = options;
  if ((init.method ?? 'GET') !== 'GET' && isPastShown() && !WRITABLE.test(path))
    throw new ApiError(PAST_SHOWN);
  const headers = new Headers(init.headers);
  if (json !== undefined) headers.set('content-type', 'application/json');
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  if (!headers.has('accept')) headers.set('accept', 'application/json');
  try {
    return await fetch(path, {
      ...init,
      headers,
      credentials: 'same-origin',
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(unreachable(path));
  }
}

async function problemOf(response: Response): Promise<ClientProblem> {
  const problem = await response.json().catch(() => null);
  const known =
    typeof problem?.code === 'string' ? (problem as ClientProblem) : unreachable(response.url, response);
  if (known.code === 'not_signed_in') loseSession();
  return known;
}

const PAST_SHOWN: ClientProblem = {
  type: 'about:blank',
  title: 'Past shown',
  status: 0,
  code: 'past_shown',
  detail: 'The past is shown: nothing was changed.',
  traceId: '',
};

/** What is told of a request to which no usable answer came. */
export function unreachable(path: string, response?: Response): ClientProblem {
  return {
    type: 'about:blank',
    title: 'Unreachable',
    status: response?.status ?? 0,
    code: 'unreachable',
    detail: `no usable answer from ${path}`,
    traceId: response?.headers.get('x-trace-id') ?? '',
  };
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 &&
        error instanceof ApiError &&
        (error.problem.status === 0 || error.problem.status >= 500),
    },
  },
});
