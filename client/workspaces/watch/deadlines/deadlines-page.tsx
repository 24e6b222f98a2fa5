import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../../core/contract/area-code.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { type Targets, targetsOf } from '../../../../core/incident/deadlines.ts';
import {
  type Percentile,
  type ResponseFigure,
  responseFigures,
} from '../../../../core/incident/response-times.ts';
import { PRIORITIES } from '../../../../core/vocabulary.ts';
import { targetsQuery } from '../../../api/incidents.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { formatNumber, formatShare, formatSpan } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { useAreaIncidents, useAreaName } from '../use-watch.ts';
import { EscalatedList, NextToBreach } from './due-lists.tsx';
import { SkillNeedsForm } from './skill-needs-form.tsx';
import { TargetsForm } from './targets-form.tsx';

const COUNT_EVERY_MS = 2000;
const DAY_MS = 86_400_000;

/** How quickly incidents are answered against the targets, which will be late next, and which went up a level. */
export function DeadlinesPage() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { data, error, refetch } = useQuery(targetsQuery);
  const area = useAreaName();
  const mayEdit = mayDo(account.role, 'edit_target') && levelOfCode(account.scopeCode) === 'city';
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="muted">{t('app.loading')}…</p>;
  return (
    <>
      <p className="muted">
        {area ? `${area} · ` : ''}
        {t('casework.deadlines.hint')}
      </p>
      <ResponseTable targets={targetsOf(data.items)} />
      <div className="desk-grid">
        <NextToBreach targets={targetsOf(data.items)} />
        <EscalatedList />
        {mayEdit ? <TargetsForm targets={data.items} /> : null}
        {mayEdit ? <SkillNeedsForm /> : null}
      </div>
    </>
  );
}

function ResponseTable({ targets }: { targets: Targets }) {
  const { t } = useTranslation();
  const incidents = useAreaIncidents();
  const now = useServerNow(COUNT_EVERY_MS);
  const figures = useMemo(() => {
    const recent = incidents
      .map(({ properties }) => properties)
      .filter(({ reportedAt }) => Date.parse(reportedAt) > now - DAY_MS);
    return PRIORITIES.map((priority) => responseFigures(recent, priority, targets, now));
  }, [incidents, targets, now]);
  const heads = ['target', 'median', 'p90', 'p95', 'within', 'n', 'waiting'] as const;
  return (
    <table className="desk-table response-table">
      <TableHead
        heads={[
          t('watch.fact.priority'),
          t('casework.deadlines.stage'),
          ...heads.map((head) => t(`casework.deadlines.${head}`)),
        ]}
        numbers={heads.map((_, i) => i + 2)}
      />
      {figures.map((rows, index) => (
        <tbody key={PRIORITIES[index]}>
          {rows.map((row, at) => (
            <FigureRow key={row.stage} row={row} first={at === 0} span={rows.length} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function FigureRow({ row, first, span }: { row: ResponseFigure; first: boolean; span: number }) {
  const { t } = useTranslation();
  const late = (percentile: Percentile | null) =>
    percentile && percentile.seconds > row.targetSeconds ? 'number tone-alert' : 'number';
  return (
    <tr>
      {first ? (
        <th scope="rowgroup" rowSpan={span} className="response-priority">
          <PriorityMark priority={row.priority} /> {t(priorityKey(row.priority))}
        </th>
      ) : null}
      <th scope="row">{t(`casework.stage.${row.stage}`)}</th>
      <td className="number">{formatSpan(row.targetSeconds * 1000)}</td>
      <td className={late(row.p50)}>{spanOf(row.p50)}</td>
      <td className={late(row.p90)}>{spanOf(row.p90)}</td>
      <td className={late(row.p95)}>{spanOf(row.p95)}</td>
      <td className="number">{formatShare(row.within, row.n)}</td>
      <td className="number">{formatNumber(row.n)}</td>
      <td className="number">{formatNumber(row.waiting)}</td>
    </tr>
  );
}

function spanOf(percentile: Percentile | null): string {
  return percentile ? `${percentile.atLeast ? '≥' : ''}${formatSpan(percentile.seconds * 1000)}` : '–';
}
