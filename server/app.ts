import { allow } from './auth/actor.ts';
import { addressOf } from './auth/address.ts';
import { authenticate, Sessions, type SignInNeed } from './auth/authenticate.ts';
import { compressAnswer } from './compress-answer.ts';
import { DEFAULT_LIMITS, type Deps } from './deps.ts';
import { allowedMethods } from './method-not-allowed.ts';
import { ProblemError, problemResponse, toProblem } from './problem.ts';
import { guardInput, refuseCrossSite, SAFE_METHODS } from './request-guard.ts';
import { apiRoutes } from './routes/all.ts';
import { documentationRoutes, SECURITY_SCHEMES } from './routes/documentation.ts';
import { securityHeaders } from './security-headers.ts';
import { TokenBuckets } from './token-bucket.ts';
import { newRouter, type Router } from './validate.ts';

/** What can be asked without a sign-in. Everything else under /api and /tiles can not. */
function signInNeed(method: string, path: string): SignInNeed {
  const isSession = path === '/api/session';
  if (method === 'POST') return isSession || path === '/api/session/demo' ? 'never' : 'always';
  if (method === 'GET' && isSession) return 'maybe';
  return PUBLIC_DOCUMENTS.test(path) ? 'never' : 'always';
}
const PUBLIC_DOCUMENTS = /^\/api\/(health|openapi(-3\.0)?\.json|docs(\/[a-z0-9.-]+)?)$/;

/** What the account of a unit can ask for: its own duty. Everything else is closed to it. */
const OF_UNIT =
  /^(GET|HEAD|DELETE) \/api\/session$|^GET \/api\/unit$|^POST \/api\/(unit\/(check-in|post|state)|positions|assignments\/[^/]+\/steps)$/;

/** The whole HTTP side: guards, then routes; every refusal and every fault leaves as problem+json. */
export function createApp(deps: Deps): Router {
  const app = newRouter();
  const sessions = new Sessions(deps);
  const writes = new TokenBuckets({ ...DEFAULT_LIMITS, ...deps.limits }.writes, deps.clock);

  app.use('*', async (c, next) => {
    c.set('traceId', crypto.randomUUID());
    await next();
    c.res.headers.set('X-Request-Id', c.var.traceId);
  });
  app.use('*', securityHeaders(deps.settings));
  app.use('/api/*', compressAnswer);
  app.use('/tiles/:file', compressAnswer);
  app.use('*', refuseCrossSite(deps.settings.publicUrl));
  app.use('*', guardInput);
  for (const prefix of ['/api/*', '/tiles/*']) app.use(prefix, authenticate(deps, sessions, signInNeed));
  app.use('*', async (c, next) => {
    const { actor } = c.var;
    if (actor?.role === 'unit' && !OF_UNIT.test(`${c.req.method} ${c.req.path}`)) allow(actor, 'read');
    await next();
  });
  app.use('/api/*', async (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method) && c.var.actor) writes.take(c.var.actor.accountId);
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });

  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES))
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  for (const routes of apiRoutes(deps, sessions)) app.route('/', routes);
  app.route('/', documentationRoutes(app));

  app.notFound((c) => {
    const allowed = allowedMethods(app.routes, c.req.path);
    if (allowed.length === 0)
      return problemResponse(
        c,
        new ProblemError('not_found', `There is nothing at ${c.req.path.slice(0, 200)}.`),
      );
    const detail = `${c.req.method} is not possible here; ${allowed.join(', ')} is.`;
    return problemResponse(
      c,
      new ProblemError('method_not_allowed', detail, { headers: { Allow: allowed.join(', ') } }),
    );
  });
  app.onError((error, c) => {
    const problem = toProblem(error);
    const about = { traceId: c.var.traceId, method: c.req.method, path: c.req.path };
    if (problem?.code === 'forbidden' || problem?.code === 'cross_site')
      deps.log.warn({ ...about, login: c.var.actor?.login, address: addressOf(c) }, problem.message);
    if (problem) return problemResponse(c, problem);
    deps.log.error({ ...about, err: error }, 'request failed');
    return problemResponse(
      c,
      new ProblemError('internal', 'Something went wrong here; the trace id names it in the log.'),
    );
  });
  return app;
}
