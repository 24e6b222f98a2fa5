import type { TFunction } from 'i18next';
import type { Reason, ReasonValue } from '../../core/contract/reason.ts';
import { reasonText } from './reason-text.ts';

/** What a server says of a problem, in an answer or in the report of an import. */
export interface Told {
  code: string;
  detail: string;
  reason?: Reason | undefined;
  params?: Record<string, ReasonValue> | undefined;
  issues?: readonly ToldIssue[] | undefined;
  traceId?: string;
}
type ToldIssue = Pick<Told, 'reason' | 'params'> & { path: string };

/** What a problem means, in a line. */
export function problemHeadline(t: TFunction, { code }: Pick<Told, 'code'>): string {
  return t(`problem.${code}`, { defaultValue: t('problem.internal') });
}

/** The reason of the whole, then those of its fields or features, the features named. */
export function reasonLines(t: TFunction, { reason, params = {}, issues = [] }: Told): string[] {
  const own = reason ? [reasonText(t, { reason, params })] : [];
  return [...own, ...issues.flatMap((issue) => issueLine(t, issue))];
}

function issueLine(t: TFunction, { path, reason, params = {} }: ToldIssue): string[] {
  if (!reason) return [];
  const why = reasonText(t, { reason, params });
  const row = 'rows' in params ? undefined : /^feature (.+)$/.exec(path)?.[1];
  return [row ? t('featureSays', { row, why }) : why];
}
