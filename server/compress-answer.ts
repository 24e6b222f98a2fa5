import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
const LEAST_BYTES = 1024;
const TYPES = /^application\/(json|geo\+json|problem\+json|vnd\.jingwei\.[a-z-]+)(?![\w+-])/;

/**
 * Gzips JSON and columns of more than 1 kB; tiles see to it themselves. The ETag stays as it is: it names the row's version for
 * If-Match, not the bytes on the way. What is compressed already, streamed or ranged passes untouched.
 */
export const compressAnswer: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers, status } = c.res;
  if (!TYPES.test(headers.get('Content-Type') ?? '')) return;
  // Not asked for before it is needed: an answer whose body was looked at is sent as a stream, at several times the cost.
  if (headers.has('Content-Encoding')) return;
  if (!headers.get('Vary')?.includes('Accept-Encoding')) headers.append('Vary', 'Accept-Encoding');
  if (status === 206 || c.req.method === 'HEAD') return;
  if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '') || !c.res.body) return;
  const bytes = Buffer.from(await c.res.arrayBuffer());
  const kept = new Headers(headers);
  kept.delete('Content-Length');
  if (bytes.length < LEAST_BYTES) {
    c.res = new Response(bytes, { status, headers: kept });
    return;
  }
  kept.set('Content-Encoding', 'gzip');
  c.res = undefined;
  c.res = new Response(new Uint8Array(await compress(bytes, { level: 4 })), { status, headers: kept });
};

const LARGE = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  Vary: 'Accept-Encoding',
};

/** A large JSON answer, gzipped lightly when that is accepted: it is read once, and soon. */
export async function sendLarge(c: Context, body: unknown): Promise<Response> {
  if (!acceptsGzip(c)) return c.body(JSON.stringify(body), 200, LARGE);
  return await sendPacked(c, await packLarge(body));
}

/** JSON, gzipped lightly, to be sent more than once. */
export async function packLarge(body: unknown): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await compress(JSON.stringify(body), { level: 1 }));
}

/** Sends what `packLarge` packed, as it is when gzip is accepted. */
export async function sendPacked(
  c: Context,
  packed: Uint8Array<ArrayBuffer>,
  own: Record<string, string> = {},
): Promise<Response> {
  const headers = { ...LARGE, ...own };
  if (acceptsGzip(c)) return c.body(packed, 200, { ...headers, 'Content-Encoding': 'gzip' });
  return c.body(new Uint8Array(await decompress(packed)), 200, headers);
}

function acceptsGzip(c: Context): boolean {
  return /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
}
