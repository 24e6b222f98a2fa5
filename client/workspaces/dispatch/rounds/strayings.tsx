import { useTranslation } from 'react-i18next';
import type { PatrolStraying, RunningRound } from '../../../../core/contract/running-round.ts';
import { useAcknowledgeStraying } from '../../../api/running-rounds.ts';
import { formatAge, formatClock, formatDistance } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { openStraying } from './round-need.ts';

/** When the unit was off its way, and who knows. Shift+A acknowledges the newest that nobody did. */
export function Strayings(props: { round: RunningRound; now: number; mayAcknowledge: boolean }) {
  const { round, now, mayAcknowledge } = props;
  const { t } = useTranslation();
  const acknowledge = useAcknowledgeStraying();
  const open = openStraying(round);
  const take = () => (open && !acknowledge.isPending ? acknowledge.mutate(open) : false);
  useKeys({ A: take }, mayAcknowledge);
  if (round.strayings.length === 0) return <p className="muted">{t('rounds.noStrayings')}</p>;
  return (
    <section aria-label={t('rounds.strayings')}>
      <h3>{t('rounds.strayings')}</h3>
      <ProblemNote error={acknowledge.error} />
      <ol className="round-strayings">
        {round.strayings.map((straying) => (
          <li key={straying.id} className={straying.acknowledgedAt === null ? 'open' : ''}>
            <StrayingText straying={straying} now={now} />
            {straying.acknowledgedAt === null && mayAcknowledge ? (
              <button
                type="button"
                className="button primary"
                disabled={acknowledge.isPending}
                onClick={() => acknowledge.mutate(straying)}
              >
                {t('rounds.acknowledge')} {straying === open ? <kbd>⇧A</kbd> : null}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function StrayingText({ straying, now }: { straying: PatrolStraying; now: number }) {
  const { t } = useTranslation();
  const { fromAt, toAt, goesOn, mostMetres, acknowledgedAt, acknowledgedByName } = straying;
  const from = Date.parse(fromAt);
  const span =
    toAt !== null
      ? t('rounds.backAfter', { age: formatAge(Date.parse(toAt) - from) })
      : goesOn
        ? t('rounds.stillOff', { age: formatAge(now - from) })
        : t('rounds.endUnknown');
  return (
    <p>
      <b>{formatClock(from).slice(0, 5)}</b> {t('rounds.most', { metres: formatDistance(mostMetres) })} ·{' '}
      {span}
      <br />
      <small className="muted">
        {acknowledgedAt === null
          ? t('rounds.notAcknowledged')
          : t('rounds.acknowledged', {
              name: acknowledgedByName ?? t('rounds.somebody'),
              time: formatClock(Date.parse(acknowledgedAt)).slice(0, 5),
            })}
      </small>
    </p>
  );
}
