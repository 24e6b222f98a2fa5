import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { selectSession, touchSession } from '../queries/sessions.ts';
import type { AppEnv } from '../validate.ts';
import type { Actor } from './actor.ts';
import { hashSecret } from './secret.ts';

const REMEMBERED_MS = 2000;
const TOUCH_AFTER_MS = 60_000;

/** Session cookie's name; the `__Host-` prefix binds it to the host and to TLS. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-jingwei_session' : 'jingwei_session';
}

/**
 * Answers who a secret belongs to, from memory for 2 s: a map asks for dozens of tiles at once. A disabled account or an
 * ended session is therefore refused at once by the process that ended it, and by others within 2 s.
 */
export class Sessions {
  readonly #deps: Deps;
  readonly #remembered = new Map<string, { actor: Actor | undefined; until: number }>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The account behind the SHA-256 of a secret, or undefined if it may not come in (any more). */
  async find(secretHash: string): Promise<Actor | undefined> {
    const now = this.#deps.clock();
    const known = this.#remembered.get(secretHash);
    if (known && known.until > now) return known.actor;
    const actor = await this.#read(secretHash, now);
    if (this.#remembered.size > 10_000) this.#remembered.clear();
    const endsMs = actor ? Date.parse(actor.expiresAt) : Number.POSITIVE_INFINITY;
    const until = Math.min(endsMs, now + REMEMBERED_MS);
    this.#remembered.set(secretHash, { actor, until });
    return actor;
  }

  /** Forgets what is remembered, after a session or an account changed. */
  forget(): void {
    this.#remembered.clear();
  }

  async #read(secretHash: string, now: number): Promise<Actor | undefined> {
    const { database, settings } = this.#deps;
    const row = await selectSession(database, secretHash, new Date(now).toISOString());
    if (!row) return undefined;
    const { lastSeenAt, ...account } = row;
    const slides = row.kind === 'cookie' && now - Date.parse(lastSeenAt) > TOUCH_AFTER_MS;
    if (!slides) return { ...account, secretHash };
    const expiresAt = new Date(now + settings.sessionHours * 3_600_000).toISOString();
    await touchSession(database, secretHash, new Date(now).toISOString(), expiresAt);
    return { ...account, secretHash, expiresAt };
  }
}

/** The secret that a request brings: a bearer token, else the session cookie. */
export function secretOf(c: Context, tls: boolean): string | undefined {
  const [scheme, token] = (c.req.header('Authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return getCookie(c, cookieName(tls));
}

/** Whether a request must be signed in: `never` looked at, `maybe` (then without `actor`), `always`. */
export type SignInNeed = 'never' | 'maybe' | 'always';

/** Lets through who is signed in as `needOf` a request asks, and sets `actor`. A bearer token that is given must hold. */
export function authenticate(
  deps: Deps,
  sessions: Sessions,
  needOf: (method: string, path: string) => SignInNeed,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const need = needOf(c.req.method, c.req.path);
    if (need === 'never') return next();
    const secret = secretOf(c, deps.settings.tls);
    const actor = secret ? await sessions.find(hashSecret(secret)) : undefined;
    if (!actor && need === 'maybe' && c.req.header('Authorization') === undefined) return next();
    if (!actor)
      throw new ProblemError('not_signed_in', 'Sign in first, or send a bearer token.', {
        headers: { 'WWW-Authenticate': 'Bearer realm="jingwei"' },
      });
    c.set('actor', actor);
    return next();
  };
}
