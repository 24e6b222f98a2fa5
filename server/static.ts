import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';

interface StaticFile {
  type: string;
  etag: string;
  cacheControl: string;
  plain: Buffer;
  brotli: Buffer | undefined;
  gzip: Buffer | undefined;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pbf': 'application/x-protobuf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Answers GET with the files of the built client, held in memory. Files under /assets/ carry a hash in their name and
 * are cached for good; the rest is revalidated by ETag. A page load at a path without extension gets the page of that name, at an unknown
 * one index.html, since the client reads its view from the address. Anything else passes on.
 */
export function serveSite(directory: string): MiddlewareHandler {
  const files = readSite(directory);
  return async (c, next) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    const page = () => files.get(`${path}.html`) ?? files.get('/index.html');
    const file = files.get(path) ?? (isPageLoad(c, path) ? page() : undefined);
    return file ? answer(c, file) : next();
  };
}

function isPageLoad(c: Context, path: string): boolean {
  const wantsHtml = c.req.header('accept')?.includes('text/html') ?? false;
  const mode = c.req.header('sec-fetch-mode') ?? 'navigate';
  return wantsHtml && mode === 'navigate' && extname(path) === '' && !/^\/(api|tiles)(\/|$)/.test(path);
}

function answer(c: Context, file: StaticFile): Response {
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Cache-Control': file.cacheControl,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .some((tag) => tag.replace(/^W\//, '') === file.etag)
  )
    return c.body(null, 304, headers);
  const [body, encoding] = encode(file, c.req.header('accept-encoding') ?? '');
  if (encoding) headers['Content-Encoding'] = encoding;
  return c.body(new Uint8Array(body), 200, headers);
}

function encode(file: StaticFile, accepted: string): [body: Buffer, encoding: string | undefined] {
  const accepts = (name: string): boolean =>
    new RegExp(`(^|[\\s,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted);
  if (file.brotli && accepts('br')) return [file.brotli, 'br'];
  if (file.gzip && accepts('gzip')) return [file.gzip, 'gzip'];
  return [file.plain, undefined];
}

function readSite(directory: string): Map<string, StaticFile> {
  const names = listFiles(directory);
  const read = (name: string): Buffer | undefined =>
    names.has(name) ? readFileSync(join(directory, name)) : undefined;
  const files = [...names].filter((name) => !/\.(br|gz)$/.test(name));
  return new Map(
    files.map((name) => {
      const path = `/${name.split(sep).join('/')}`;
      const plain = readFileSync(join(directory, name));
      return [
        path,
        {
          type: TYPES[extname(name)] ?? 'application/octet-stream',
          etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
          cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          plain,
          brotli: read(`${name}.br`),
          gzip: read(`${name}.gz`),
        },
      ];
    }),
  );
}

function listFiles(directory: string): Set<string> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return new Set();
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return new Set(entries.filter((name) => statSync(join(directory, name)).isFile()));
}
