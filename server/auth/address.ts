import type { Context } from 'hono';

/** The network address that a request comes from, as the socket says; a request without a socket (tests) is 'local'. */
export function addressOf(c: Context): string {
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? 'local';
}
