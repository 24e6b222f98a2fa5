import { OpenAPIHono, type RouteConfig, type RouteHandler, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ZodError } from 'zod';
import { type Issue, Problem } from '../core/contract/problem.ts';
import type { Actor } from './auth/actor.ts';
import { ProblemError } from './problem.ts';
import { refusalOfIssue } from './validation-refusal.ts';

/** What the middleware leaves for the routes. `actor` is set on every route that needs a sign-in. */
export interface AppEnv {
  Variables: { traceId: string; actor: Actor };
}
export type Router = OpenAPIHono<AppEnv>;

/** A router whose refused input becomes a problem with the field named. */
export function newRouter(): Router {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success)
        throw invalidInput(result.target, result.error, (result as { data?: unknown }).data);
    },
  });
}

type ContextOf<R extends RouteConfig> = Parameters<RouteHandler<R, AppEnv>>[0];

/**
 * Registers a route and its document. A route without a query schema accepts no parameter at all. Answers are held against
 * their schema by the tests, not by the compiler: 60 routes of inferred GeoJSON answers would cost it seconds.
 */
export function serve<R extends RouteConfig>(
  router: Router,
  route: R,
  handler: (c: ContextOf<R>) => Response | Promise<Response>,
): void {
  const strict = {
    ...route,
    request: { query: z.strictObject({}), ...route.request },
    responses: { ...route.responses, default: PROBLEM_ANSWER },
  };
  router.openapi(strict as unknown as R, handler as unknown as RouteHandler<R, AppEnv>);
}

const PROBLEM_ANSWER = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
};

/** The documented answer of a route. */
export function answers(schema: z.ZodType, description: string, mediaType = 'application/json') {
  return { description, content: { [mediaType]: { schema } } };
}

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true as const, content: { 'application/json': { schema } } };
}

export const GEOJSON = 'application/geo+json';

/** GeoJSON (RFC 7946), or a plain JSON answer, never stored by shared caches. */
export function sendGeoJson(
  c: Context,
  body: unknown,
  headers: Record<string, string> = {},
  status: 200 | 201 = 200,
) {
  return c.body(JSON.stringify(body), status, { 'Content-Type': GEOJSON, ...headers });
}

function invalidInput(target: string, error: ZodError, given: unknown): ProblemError {
  const issues = error.issues.slice(0, 20).map((issue) => {
    const path = [target === 'json' ? 'body' : target, ...issue.path.map(String)].join('.');
    return { path, ...refusalOfIssue(issue, given) } satisfies Issue;
  });
  const unknown = target === 'query' ? unknownParameter(error, given) : undefined;
  if (unknown) return new ProblemError('unknown_parameter', unknown, { issues });
  const geometry = error.issues.find((issue) => issue.path.includes('coordinates'));
  if (geometry && target === 'json') {
    const message = `The geometry is not valid at ${geometry.path.join('.')}: ${geometry.message}.`;
    return new ProblemError('invalid_geometry', { ...refusalOfIssue(geometry, given), message }, { issues });
  }
  const [first] = issues;
  if (!first) return new ProblemError('invalid_request', `${target}: not valid.`);
  return new ProblemError(
    'invalid_request',
    { ...first, message: `${first.path}: ${first.message}.` },
    { issues },
  );
}

function unknownParameter(error: ZodError, given: unknown): string | undefined {
  const repeated = Object.entries(given ?? {}).find(([, value]) => Array.isArray(value));
  if (repeated) return `The query parameter ${repeated[0].slice(0, 60)} is given more than once.`;
  const unknown = error.issues.find((issue) => issue.code === 'unrecognized_keys');
  return unknown && `Unknown query parameter: ${unknown.keys.slice(0, 5).join(', ').slice(0, 200)}.`;
}
