import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cordon } from '../../../../core/contract/cordon.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { cordonQuery, standingQuery } from '../../../api/cordons.ts';
import { useSession } from '../../../api/session.ts';
import { usePresentNow } from '../../../live/use-live.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView } from '../../../state/view.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { cordonEn } from '../../../ui/words/cordon-en.ts';
import { cordonZh } from '../../../ui/words/cordon-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import { CordonViews } from '../cordon-views.tsx';
import type { DeskParts } from '../desks.ts';
import { doneOf, isLate, OWNER, openCordon } from './cordon-open.ts';
import { NewCordon } from './new-cordon.tsx';
import { StandingCordon } from './standing-cordon.tsx';
import './cordon.css';

addWords('cordon', { zh: cordonZh, en: cordonEn });

const LOOK_MS = 1000;

/** A cordon that is open, or those that stand and a new one. */
function CordonDesk() {
  const { t } = useTranslation();
  const { account } = useSession();
  const now = usePresentNow(LOOK_MS);
  const of = useView((view) => view.dispatch.of);
  const may = mayDo(account.role, 'edit_unit');
  useEffect(() => () => overPicture.clear(OWNER), []);
  if (of !== null) return <OpenCordon key={of} id={of} now={now} may={may} />;
  return (
    <div className="cordon-desk">
      <CordonViews />
      <Standing now={now} />
      {may ? <NewCordon now={now} /> : <p className="note muted">{t('cordon.noPermission')}</p>}
    </div>
  );
}

function OpenCordon({ id, now, may }: { id: string; now: number; may: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(cordonQuery(id));
  useEffect(() => () => overPicture.clear(OWNER), []);
  if (data) return <StandingCordon cordon={data} now={now} may={may} />;
  return (
    <div className="cordon-desk">
      <button type="button" className="button quiet" onClick={() => openCordon(null)}>
        ← {t('cordon.back')}
      </button>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {error ? null : <p className="note muted">{t('app.loading')}…</p>}
    </div>
  );
}

function Standing({ now }: { now: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(standingQuery);
  return (
    <section aria-label={t('cordon.standing')}>
      <h2 className="panel-title">
        {t('cordon.standing')} <span>{data ? formatNumber(data.length) : ''}</span>
      </h2>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <p className="muted">{t('app.loading')}…</p>}
      {data?.length === 0 ? <p className="muted">{t('cordon.none')}</p> : null}
      <ul className="cordon-list">
        {data?.map((cordon) => (
          <li key={cordon.id}>
            <StandingRow cordon={cordon} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StandingRow({ cordon, now }: { cordon: Cordon; now: number }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { setAt, areaCode, positions } = cordon.properties;
  const late = positions.filter((one) => isLate(one, now)).length;
  return (
    <button type="button" className="cordon-row" onClick={() => openCordon(cordon.id)}>
      <b>{placeName(areaCode)}</b>
      <small>
        {t('cordon.setAgo', { age: formatAge(now - Date.parse(setAt)) })} · {t('cordon.done', doneOf(cordon))}
        {late > 0 ? <span className="tone-alert"> · {t('cordon.lateUnits', { n: late })}</span> : null}
      </small>
    </button>
  );
}

export const cordonDesk: DeskParts = { Left: CordonDesk };
