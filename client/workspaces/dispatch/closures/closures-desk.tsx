import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoadHere } from '../../../../core/contract/closure.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { closuresQuery, roadAt } from '../../../api/closures.ts';
import { useSession } from '../../../api/session.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { addWords } from '../../../ui/words/late-words.ts';
import { turnRulesEn } from '../../../ui/words/turn-rules-en.ts';
import { turnRulesZh } from '../../../ui/words/turn-rules-zh.ts';
import type { DeskParts } from '../desks.ts';
import { usePickPlace } from '../use-pick-place.ts';
import { ClosureForm } from './closure-form.tsx';
import { ClosureRow } from './closure-row.tsx';
import { RoadLook } from './road-look.tsx';
import { useTurnSigns } from './turn-signs-on-map.ts';
import { TurnsInView } from './turns-in-view.tsx';
import { useTurnsInView } from './use-turns-in-view.ts';
import './closures.css';

addWords('turnRules', { zh: turnRulesZh, en: turnRulesEn });

const noPlace = (): void => undefined;

/** Roads that nobody may use for a while: closed by a click on the map, opened by a button; and where turns are ruled. */
function ClosuresDesk() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { data, error, refetch } = useQuery(closuresQuery);
  const [chosen, setChosen] = useState<{ road: RoadHere; isClosing: boolean } | null>(null);
  const mayClose = mayDo(account.role, 'operate_checkpoint');
  const choose = (isClosing: boolean) => (road: RoadHere) => setChosen({ road, isClosing });
  const look = useMutation({ mutationFn: roadAt, onSuccess: choose(false) });
  const { mutate } = look;
  const lookAt = useCallback((place: { lng: number; lat: number }) => mutate(place), [mutate]);
  const turns = useTurnsInView();
  // A click on a sign takes nobody's form away.
  useTurnSigns(turns.all, chosen?.isClosing ? noPlace : lookAt);
  const done = (): void => setChosen(null);
  if (chosen?.isClosing) return <ClosureForm key={chosen.road.id} road={chosen.road} onDone={done} />;
  if (chosen) {
    const close = mayClose ? () => choose(true)(chosen.road) : undefined;
    return <RoadLook key={chosen.road.id} road={chosen.road} onBack={done} onClose={close} />;
  }
  return (
    <div className="closures panel-scroll">
      <header className="list-head">
        <h2 className="panel-title">
          {t('desks.closures.title')} <span>{data ? formatNumber(data.items.length) : ''}</span>
        </h2>
      </header>
      <ChooseRoad mayClose={mayClose} onRoad={choose(mayClose)} />
      {mayClose ? null : <p className="note muted">{t('desks.closures.forbidden')}</p>}
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <p className="note muted">{t('app.loading')}…</p>}
      {data?.items.length === 0 ? <p className="note muted">{t('desks.closures.none')}</p> : null}
      <ul aria-label={t('desks.closures.title')}>
        {data?.items.map((closure) => (
          <ClosureRow key={closure.id} closure={closure} mayOpen={mayClose} />
        ))}
      </ul>
      <ProblemNote error={look.error} />
      <TurnsInView turns={turns} onOpen={lookAt} />
    </div>
  );
}

/** The road that is meant: clicked, or in the middle of the map, which the arrow keys move. */
function ChooseRoad({ mayClose, onRoad }: { mayClose: boolean; onRoad: (road: RoadHere) => void }) {
  const { t } = useTranslation();
  const look = useMutation({ mutationFn: roadAt, onSuccess: onRoad });
  const { isPicking, pick, takeMiddle } = usePickPlace((place) => look.mutate(place));
  return (
    <div className="closure-choice">
      <button type="button" className="button primary" aria-pressed={isPicking} onClick={() => void pick()}>
        <Icon name="plus" size={14} />{' '}
        {t(isPicking ? 'desks.closures.pick' : mayClose ? 'desks.closures.close' : 'turnRules.look')}
      </button>
      <button type="button" className="link-button" onClick={takeMiddle}>
        {t('desks.closures.middle')}
      </button>
      <ProblemNote error={look.error} />
    </div>
  );
}

export const closuresDesk: DeskParts = { Left: ClosuresDesk };
