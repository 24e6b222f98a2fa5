import { z } from 'zod';
import { REASONS, type Reason } from './reason.ts';

/** The closed set of error codes, each with its HTTP status. */
export const PROBLEM_STATUS = {
  invalid_request: 400,
  unknown_parameter: 400,
  invalid_cursor: 400,
  malformed_json: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_exists: 409,
  import_undone_blocked: 409,
  version_stale: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid_geometry: 422,
  outside_city: 422,
  outside_scope: 422,
  illegal_transition: 422,
  idempotency_mismatch: 422,
  unreadable_file: 422,
  personal_data: 422,
  would_break_partition: 422,
  version_required: 428,
  too_many_requests: 429,
  internal: 500,
  database_busy: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** Why, as data (core/contract/reason.ts); a program reads these, a page has words for them. */
export const reasoned = {
  reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).optional(),
};

/** One field or feature that is not as it must be. */
export const Issue = z.object({ path: z.string(), message: z.string(), ...reasoned });
export type Issue = z.infer<typeof Issue>;

/** RFC 9457 problem details. `detail` says what happened and what to do, in English; `issues` name the fields or features. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    traceId: z.string(),
    ...reasoned,
    issues: z.array(Issue).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
