import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoadHere } from '../../../../core/contract/closure.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { closuresQuery, roadAt } from '../../../api/closures.ts';
import { useSession } from '../../../api/session.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import type { DeskParts } from '../desks.ts';
import { usePickPlace } from '../use-pick-place.ts';
import { ClosureForm } from './closure-form.tsx';
import { ClosureRow } from './closure-row.tsx';
import './closures.css';

/** Roads that nobody may use for a while: closed by a click on the map, opened by a button. */
function ClosuresDesk() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { data, error, refetch } = useQuery(closuresQuery);
  const [road, setRoad] = useState<RoadHere | null>(null);
  const mayClose = mayDo(account.role, 'operate_checkpoint');
  if (road) return <ClosureForm key={road.id} road={road} onDone={() => setRoad(null)} />;
  return (
    <div className="closures panel-scroll">
      <header className="list-head">
        <h2 className="panel-title">
          {t('desks.closures.title')} <span>{data ? formatNumber(data.items.length) : ''}</span>
        </h2>
      </header>
      {mayClose ? (
        <ChooseRoad onRoad={setRoad} />
      ) : (
        <p className="note muted">{t('desks.closures.forbidden')}</p>
      )}
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <p className="note muted">{t('app.loading')}…</p>}
      {data?.items.length === 0 ? <p className="note muted">{t('desks.closures.none')}</p> : null}
      <ul aria-label={t('desks.closures.title')}>
        {data?.items.map((closure) => (
          <ClosureRow key={closure.id} closure={closure} mayOpen={mayClose} />
        ))}
      </ul>
    </div>
  );
}

/** The road that is meant: clicked, or in the middle of the map, which the arrow keys move. */
function ChooseRoad({ onRoad }: { onRoad: (road: RoadHere) => void }) {
  const { t } = useTranslation();
  const look = useMutation({ mutationFn: roadAt, onSuccess: onRoad });
  const { isPicking, pick, takeMiddle } = usePickPlace((place) => look.mutate(place));
  return (
    <div className="closure-choice">
      <button type="button" className="button primary" aria-pressed={isPicking} onClick={() => void pick()}>
        <Icon name="plus" size={14} /> {t(isPicking ? 'desks.closures.pick' : 'desks.closures.close')}
      </button>
      <button type="button" className="link-button" onClick={takeMiddle}>
        {t('desks.closures.middle')}
      </button>
      <ProblemNote error={look.error} />
    </div>
  );
}

export const closuresDesk: DeskParts = { Left: ClosuresDesk };
