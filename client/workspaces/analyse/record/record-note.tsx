import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AnalysisMade, type Verdict, verdictOf } from '../../../../core/analysis/verdict.ts';
import type { AnalysisToday } from '../../../../core/contract/analysis.ts';
import { analysisQuery } from '../../../api/analyses.ts';
import { ApiError } from '../../../api/client.ts';
import { useSession } from '../../../api/session.ts';
import { formatClock, formatDay, formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { openRecord } from './open-record.ts';

const TONES: Record<Verdict, string> = {
  same: 'tone-ok',
  asked_otherwise: 'muted',
  formula: 'tone-warn',
  incidents: 'tone-warn',
  differs: 'tone-alert',
};

/** The saved result that is open, and what came of making it again. */
export function RecordNote(props: { id: string; made: AnalysisMade | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(analysisQuery(props.id));
  const isGone = error instanceof ApiError && error.problem.code === 'not_found';
  return (
    <section className="record-note" aria-label={t('analysisRecord.title')}>
      {data ? <Compared saved={data} made={props.made} /> : null}
      {isGone ? <p className="tone-warn">{t('analysisRecord.gone')}</p> : <ProblemNote error={error} />}
      <button type="button" className="link-button" onClick={props.onClose}>
        {t('analysisRecord.close')}
      </button>
    </section>
  );
}

function Compared({ saved, made }: { saved: AnalysisToday; made: AnalysisMade | null }) {
  const { t } = useTranslation();
  const { scopeCode } = useSession().account;
  const verdict = made && verdictOf(saved, made);
  const atMs = Date.parse(saved.createdAt);
  return (
    <>
      <p>
        {t('analysisRecord.opened', {
          title: saved.title,
          by: saved.createdByName ?? t('analysisRecord.nobody'),
          at: `${formatDay(atMs)} ${formatClock(atMs).slice(0, 5)}`,
          version: saved.formulaVersion,
        })}
      </p>
      {verdict ? (
        <p className={TONES[verdict]} role="status" data-verdict={verdict}>
          {t(`analysisRecord.verdict.${verdict}`, {
            was: formatNumber(verdict === 'formula' ? saved.formulaVersion : saved.incidents),
            now: formatNumber(verdict === 'formula' ? saved.formulaNow : (made?.incidents ?? 0)),
            changed: formatNumber(saved.changedSince),
          })}
        </p>
      ) : (
        <p className="muted" role="status">
          {t('analysisRecord.waiting')}
        </p>
      )}
      {verdict === 'asked_otherwise' ? (
        <button type="button" className="button" onClick={() => openRecord(saved, scopeCode)}>
          {t('analysisRecord.apply')}
        </button>
      ) : null}
    </>
  );
}
