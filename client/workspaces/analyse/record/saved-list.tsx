import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../core/contract/analysis.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { analysesQuery, useRemoveAnalysis } from '../../../api/analyses.ts';
import { useSession } from '../../../api/session.ts';
import { formatClock, formatDay, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { linkToRecord, openRecord } from './open-record.ts';

/** Results saved so far, newest first; each is a link that opens it and runs it again. */
export function SavedList({ openId }: { openId: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({ ...analysesQuery, enabled: isOpen });
  const remove = useRemoveAnalysis();
  return (
    <details className="saved-analyses" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('analysisRecord.list')}</summary>
      <ProblemNote error={error ?? remove.error} />
      {data?.length === 0 ? <p className="muted">{t('analysisRecord.none')}</p> : null}
      <ul>
        {data?.map((record) => (
          <SavedRow
            key={record.id}
            record={record}
            isOpen={record.id === openId}
            onRemove={() => remove.mutate(record)}
          />
        ))}
      </ul>
    </details>
  );
}

function SavedRow(props: { record: Analysis; isOpen: boolean; onRemove: () => void }) {
  const { t } = useTranslation();
  const { record, isOpen } = props;
  const { role, scopeCode } = useSession().account;
  const atMs = Date.parse(record.createdAt);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    openRecord(record, scopeCode);
  };
  return (
    <li>
      <a
        href={linkToRecord(record, scopeCode)}
        title={t('analysisRecord.open')}
        aria-current={isOpen}
        onClick={open}
      >
        {record.title}
      </a>
      {mayDo(role, 'save_analysis') ? (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('analysisRecord.remove', { title: record.title })}
          title={t('analysisRecord.remove', { title: record.title })}
          onClick={props.onRemove}
        >
          <Icon name="close" size={12} />
        </button>
      ) : null}
      <small>
        {t('analysisRecord.line', {
          method: t(`analysisRecord.methods.${record.method}`),
          n: formatNumber(record.incidents),
          by: record.createdByName ?? t('analysisRecord.nobody'),
          at: `${formatDay(atMs)} ${formatClock(atMs).slice(0, 5)}`,
        })}
      </small>
    </li>
  );
}
