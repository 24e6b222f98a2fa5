import { useTranslation } from 'react-i18next';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { type Approach, placeOf } from './turn-approaches.ts';
import { useTurnText } from './turn-rule-text.ts';
import type { useTurnsInView } from './use-turns-in-view.ts';

type Open = (place: { lng: number; lat: number }) => void;

/** The rules of turns where the map is, which has them as signs, as a list; opening one tells its place. */
export function TurnsInView({ turns, onOpen }: { turns: ReturnType<typeof useTurnsInView>; onOpen: Open }) {
  const { t } = useTranslation();
  const { isNear, inView, error, refetch } = turns;
  return (
    <section className="turn-rules" aria-label={t('turnRules.title')}>
      <h2 className="panel-title">
        {t('turnRules.title')} <span>{inView ? formatNumber(inView.length) : ''}</span>
      </h2>
      {isNear ? null : <p className="note muted">{t('turnRules.far')}</p>}
      {isNear && error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {isNear && !inView && !error ? <p className="note muted">{t('app.loading')}…</p> : null}
      {inView?.length === 0 ? <p className="note muted">{t('turnRules.none')}</p> : null}
      <ul aria-label={t('turnRules.title')}>
        {inView?.map((one) => (
          <ApproachRow key={one.id} one={one} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

function ApproachRow({ one, onOpen }: { one: Approach; onOpen: Open }) {
  const { t } = useTranslation();
  const { nameOf, goingText } = useTurnText();
  const road = nameOf(one.first.properties);
  return (
    <li>
      <b>{`${road} · ${goingText(one.first)}`}</b>
      <button
        type="button"
        className="link-button"
        aria-label={t('turnRules.lookOf', { road })}
        onClick={() => onOpen(placeOf(one))}
      >
        {t('turnRules.open')}
      </button>
      <Rules rules={one.rules} />
    </li>
  );
}

/** One rule a line, with whom it binds. */
export function Rules({ rules }: { rules: readonly TurnRule[] }) {
  const { linesOf } = useTurnText();
  return linesOf(rules).map(({ id, kind, rule, bound }) => (
    <small key={id} className={`turn-rule ${kind}`}>
      {rule} <span className="muted">{bound}</span>
    </small>
  ));
}
