import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refusal } from '../core/contract/reason.ts';
import { ProblemError } from './problem.ts';
import type { AppEnv } from './validate.ts';

const MAX_BODY_BYTES = 1_000_000;
const MAX_DEPTH = 32;
/** Methods that change nothing. */
export const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses requests that another site makes a browser send: nothing is changed, and nothing answered to scripts of others.
 * `publicUrl` is where browsers reach us when a proxy in front names another host.
 */
export const refuseCrossSite =
  (publicUrl: string | null): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const isRead = SAFE_METHODS.includes(c.req.method);
    const site = c.req.header('Sec-Fetch-Site');
    const isNavigation = c.req.header('Sec-Fetch-Mode') === 'navigate';
    if (site === 'cross-site' && !(isRead && isNavigation)) throw crossSite();
    if (!isRead && (site === 'same-site' || !isOwnOrigin(c, publicUrl))) throw crossSite();
    return next();
  };

function isOwnOrigin(c: Context, publicUrl: string | null): boolean {
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  const host = c.req.header('Host') ?? new URL(c.req.url).host;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || (publicUrl !== null && new URL(publicUrl).origin === origin);
}

function crossSite(): ProblemError {
  return new ProblemError('cross_site', 'A page of another site may not do this.');
}

/** Refuses addresses with a NUL, and bodies that are too large, too deep or hold a NUL, before anything parses them. */
export const guardInput: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (/%00/.test(c.req.url)) throw new ProblemError('invalid_request', 'The address holds a NUL character.');
  if (SAFE_METHODS.includes(c.req.method) || isUpload(c)) return next();
  return await limited(c, async () => {
    if (/json/i.test(c.req.header('Content-Type') ?? '')) checkJson(await c.req.text());
    await next();
  });
};

const limited = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new ProblemError(
      'too_large',
      refusal(`A request body has at most ${MAX_BODY_BYTES / 1e6} MB.`, 'body_too_large', {
        megabytes: MAX_BODY_BYTES / 1e6,
      }),
    );
  },
});

/** Files to import set their own limit and are read as a stream. */
function isUpload(c: Context): boolean {
  return c.req.path === '/api/imports';
}

function checkJson(text: string): void {
  if (/\0|\\u0000/.test(text))
    throw new ProblemError('invalid_request', 'The request body holds a NUL character.');
  if (nestingDepth(text) > MAX_DEPTH)
    throw new ProblemError(
      'invalid_request',
      `The request body is nested more than ${MAX_DEPTH} levels deep.`,
    );
}

/** How deep arrays and objects of a JSON text lie in each other, without parsing it. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92) i++;
      else if (char === 34) inString = false;
    } else if (char === 34) inString = true;
    else if (char === 91 || char === 123) deepest = Math.max(deepest, ++depth);
    else if (char === 93 || char === 125) depth--;
  }
  return deepest;
}
