import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverHead } from '../../../../core/contract/handover.ts';
import { handoverQuery, handoversQuery } from '../../../api/handovers.ts';
import { Icon } from '../../../ui/icon.tsx';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { handoverEn } from '../../../ui/words/handover-en.ts';
import { handoverZh } from '../../../ui/words/handover-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import { Draft } from './draft.tsx';
import { SignOn } from './sign-on.tsx';
import { PaperTitle, Signatures, SummaryView } from './summary-view.tsx';
import { usePlainTime } from './use-plain-time.ts';
import '../../../ui/paper.css';
import './handover.css';

addWords('handover', { zh: handoverZh, en: handoverEn });

/** The shift as it is handed over: the present one, and those that were. */
export function HandoverPage() {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className="handover paper">
      {shown === null ? <Draft onOpen={setShown} /> : <Past id={shown} onBack={() => setShown(null)} />}
      <PastList shown={shown} onOpen={setShown} />
    </div>
  );
}

function Past({ id, onBack }: { id: string; onBack: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(handoverQuery(id));
  return (
    <div className="handover-main">
      <div className="handover-head">
        <button type="button" className="button" onClick={onBack}>
          <Icon name="back" size={14} /> {t('handover.back')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('handover.print')}
        </button>
      </div>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          {data.isIntact ? null : (
            <p role="alert" className="tone-alert">
              {t('handover.broken')}
            </p>
          )}
          <PaperTitle summary={data.summary} />
          <Signatures handover={data} />
          {data.state === 'signed_off' ? <SignOn handover={data} /> : null}
          <SummaryView
            summary={data.summary}
            nowMs={Date.parse(data.to)}
            since={data.changes}
            isOver={data.state === 'signed_on'}
          />
        </>
      ) : error ? null : (
        <p className="muted">{t('app.loading')}…</p>
      )}
    </div>
  );
}

function PastList({ shown, onOpen }: { shown: string | null; onOpen: (id: string | null) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(handoversQuery);
  return (
    <aside className="handover-past" aria-label={t('handover.past')}>
      <h3>{t('handover.past')}</h3>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? <p className="muted">{t('handover.pastEmpty')}</p> : null}
      <ul>
        {data?.map((head) => (
          <li key={head.id}>
            <PastRow head={head} on={head.id === shown} onOpen={() => onOpen(head.id)} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function PastRow({ head, on, onOpen }: { head: HandoverHead; on: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const who = (name: string | null) => (name ? personName(t, name) : t('app.unknown'));
  return (
    <button type="button" className="handover-row" aria-current={on ? 'true' : undefined} onClick={onOpen}>
      <b>{t(`handover.shift.${head.shift}`)}</b>
      <span>{t('handover.period', { from: at(head.from), to: at(head.to) })}</span>
      <small className={head.state === 'signed_off' ? 'tone-warn' : undefined}>
        {who(head.signedOffByName)} →{' '}
        {head.state === 'signed_on' ? who(head.signedOnByName) : t('handover.unsigned')}
      </small>
    </button>
  );
}
