import type { ZodError } from 'zod';
import { type Because, because, type Refusal } from '../core/contract/reason.ts';

type Issue = ZodError['issues'][number];

/** What a schema found, as a reason with the field's name; `given` is what was held against it. */
export function refusalOfIssue(issue: Issue, given: unknown): Refusal {
  return { message: issue.message, ...becauseOf(issue, given) };
}

function becauseOf(issue: Issue, given: unknown): Because {
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return ofType(issue, field, isGiven(given, issue.path));
    case 'too_small':
      return ofSize(issue.origin, field, Number(issue.minimum), 'too_small');
    case 'too_big':
      return ofSize(issue.origin, field, Number(issue.maximum), 'too_big');
    case 'invalid_format':
      if (issue.format === 'date') return because('not_a_day', { field });
      return issue.format === 'datetime'
        ? because('not_a_time', { field })
        : because('bad_format', { field });
    case 'invalid_value':
      return isGiven(given, issue.path)
        ? because('not_among', { field, known: issue.values.map(String) })
        : because('field_missing', { field });
    case 'unrecognized_keys':
      return because('field_unknown', { fields: issue.keys.slice(0, 5).map((key) => key.slice(0, 60)) });
    default:
      return because('bad_format', { field });
  }
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'number',
  boolean: 'flag',
  array: 'list',
  tuple: 'list',
};

function ofType(issue: Issue & { code: 'invalid_type' }, field: string, wasGiven: boolean): Because {
  if (!wasGiven) return because('field_missing', { field });
  if (issue.expected === 'int') return because('not_whole', { field });
  const isInside = issue.path.includes('coordinates');
  if (isInside && (issue.expected === 'tuple' || issue.expected === 'array'))
    return because('coordinates_not_nested');
  return because('not_of_type', { field, type: TYPES[issue.expected] ?? 'object' });
}

function ofSize(origin: string, field: string, bound: number, way: 'too_small' | 'too_big'): Because {
  if (origin === 'string' && way === 'too_small')
    return bound <= 1 ? because('field_missing', { field }) : because('too_short', { field, minimum: bound });
  if (origin === 'string') return because('too_long', { field, maximum: bound });
  if (origin === 'array' && way === 'too_small') return because('coordinates_too_few');
  if (origin === 'array') return because('too_many_vertices', { maximum: bound });
  return way === 'too_small'
    ? because('too_small', { field, minimum: bound })
    : because('too_big', { field, maximum: bound });
}

/** The last name on the way to a value; longitude and latitude by their place in a position. */
function fieldOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (path.includes('coordinates') && (last === 0 || last === 1)) return last === 0 ? 'lng' : 'lat';
  const name = path.findLast((step) => typeof step === 'string');
  return name === undefined ? '' : String(name);
}

function isGiven(given: unknown, path: readonly PropertyKey[]): boolean {
  let value = given;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value !== undefined;
}
