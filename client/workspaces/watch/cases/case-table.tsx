import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isActionOverdue, isOverdue } from '../../../../core/case/due.ts';
import { CASE_KINDS, ORGANISATIONS } from '../../../../core/case/vocabulary.ts';
import { codePrefix } from '../../../../core/contract/area-code.ts';
import type { Case } from '../../../../core/contract/case.ts';
import { HOLDING_LEVELS } from '../../../../core/incident/deadlines.ts';
import { closedCasesQuery, MOST_CLOSED } from '../../../api/cases.ts';
import { useLive, useLiveLoaded } from '../../../live/use-live.ts';
import { type CaseFilter, casesShown } from '../../../state/cases-shown.ts';
import { downloadText } from '../../../ui/download.ts';
import { caseGradeKey, caseStateText } from '../../../ui/file-words.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { useArea, useToday } from '../use-watch.ts';
import { useCaseCsv } from './case-csv.ts';
import { filteredCases } from './case-filter.ts';
import { NewFileButton } from './file-lists.tsx';
import { FilterSelect } from './filter-select.tsx';
import { openFile } from './open-file.ts';
import { WorkloadTable } from './workload-table.tsx';

/** The cases of the area, most urgent first, by kind, level, organisation and delay; what each organisation has to do beside them. */
export function CaseTable() {
  const { t } = useTranslation();
  const { filter } = useSyncExternalStore(casesShown.subscribe, casesShown.get);
  const [showClosed, setShowClosed] = useState(false);
  const area = useArea();
  const today = useToday();
  const live = useLive('cases');
  const loaded = useLiveLoaded();
  const closed = useQuery({ ...closedCasesQuery(area), enabled: showClosed });
  const source = showClosed ? (closed.data?.features ?? NONE) : [...live.values()];
  const rows = filteredCases(source, filter, codePrefix(area), today);
  const late = rows.filter(({ properties }) => isOverdue(properties, today)).length;
  const csv = useCaseCsv();
  const set = (change: Partial<CaseFilter>) => casesShown.set({ filter: { ...filter, ...change } });
  return (
    <>
      <div className="cases-filter">
        <FilterSelect
          label={t('case.page.status')}
          value={showClosed ? 'closed' : ''}
          all={t('case.page.standing')}
          values={['closed'] as const}
          word={() => t('case.page.closed')}
          onChange={(value) => setShowClosed(value === 'closed')}
        />
        <FilterSelect
          label={t('case.page.kind')}
          value={filter.kind}
          values={CASE_KINDS}
          word={(value) => t(`case.kind.${value}`)}
          onChange={(kind) => set({ kind })}
        />
        <FilterSelect
          label={t('case.page.level')}
          value={filter.level}
          values={HOLDING_LEVELS}
          word={(value) => t(`levelLong.${value}`)}
          onChange={(level) => set({ level })}
        />
        <FilterSelect
          label={t('case.page.organisation')}
          value={filter.organisation}
          values={ORGANISATIONS}
          word={(value) => t(`organisation.${value}`)}
          onChange={(organisation) => set({ organisation })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={filter.onlyOverdue}
            onChange={() => set({ onlyOverdue: !filter.onlyOverdue })}
          />
          {t('case.page.onlyOverdue')}
        </label>
        <span className="muted" role="status">
          {t('case.page.counts', { n: formatNumber(rows.length), late: formatNumber(late) })}
        </span>
        <NewFileButton noun="cases" />
        <button
          type="button"
          className="button"
          disabled={rows.length === 0}
          onClick={() => downloadText(`cases-${today}.csv`, csv(rows, today))}
        >
          <Icon name="download" size={14} /> {t('case.page.csv')}
        </button>
      </div>
      {closed.error ? <ProblemNote error={closed.error} onRetry={() => void closed.refetch()} /> : null}
      {showClosed && closed.data?.nextCursor ? (
        <p className="muted">{t('case.page.moreClosed', { n: MOST_CLOSED })}</p>
      ) : null}
      <div className="cases-columns">
        {(showClosed ? closed.isPending : !loaded) ? (
          <p className="muted">{t('app.loading')}…</p>
        ) : (
          <Rows rows={rows} today={today} />
        )}
        <WorkloadTable
          selected={filter.organisation}
          onSelect={(organisation) => set({ organisation })}
          today={today}
        />
      </div>
    </>
  );
}

const NONE: readonly Case[] = [];

function Rows({ rows, today }: { rows: readonly Case[]; today: string }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const heads = [
    t('case.page.number'),
    t('case.page.name'),
    t('case.page.kind'),
    t('case.page.grade'),
    t('case.page.level'),
    t('case.page.owner'),
    t('case.page.dueOn'),
    t('case.actions.title'),
  ];
  if (rows.length === 0) return <p className="muted">{t('case.page.empty')}</p>;
  return (
    <table className="desk-table">
      <TableHead heads={heads} />
      <tbody>
        {rows.map((file) => {
          const { id, properties: p } = file;
          return (
            <tr key={id}>
              <td className="nowrap">{p.number}</td>
              <td>
                <button type="button" className="link-button" onClick={() => openFile('cases', file)}>
                  {name(p)}
                </button>
                <small className="muted"> {placeName(p.areaCode)}</small>
              </td>
              <td>{t(`case.kind.${p.kind}`)}</td>
              <td>{t(caseGradeKey(p.grade))}</td>
              <td>{t(`level.${p.heldBy}`)}</td>
              <td>{t(`organisation.${p.owner}`)}</td>
              <td className={isOverdue(p, today) ? 'tone-warn' : undefined}>
                {p.dueOn}
                <small className={isOverdue(p, today) ? undefined : 'muted'}>
                  {' '}
                  {caseStateText(t, p, today)}
                </small>
              </td>
              <td>
                <ActionCounts file={file} today={today} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ActionCounts({ file, today }: { file: Case; today: string }) {
  const { t } = useTranslation();
  const { actions } = file.properties;
  const open = actions.filter(({ state }) => state === 'open').length;
  const late = actions.filter((action) => isActionOverdue(action, today)).length;
  if (open === 0) return <span className="muted">–</span>;
  return (
    <>
      {t('case.actions.counts', { open })}
      {late > 0 ? <small className="tone-warn"> {t('case.actions.overdue', { n: late })}</small> : null}
    </>
  );
}
