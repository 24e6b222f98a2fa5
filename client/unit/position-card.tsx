import { useTranslation } from 'react-i18next';
import { formatAge } from '../ui/format.ts';
import type { Locating } from './position.ts';

/** Whether the position is reported, and what to do when it can not be. */
export function PositionCard(props: {
  locating: Locating;
  unsent: number;
  sentAgeMs: number | null;
  onStart: () => void;
}) {
  const { t } = useTranslation();
  const { locating, unsent, sentAgeMs, onStart } = props;
  const { kind } = locating;
  const isWrong = kind === 'denied' || kind === 'unavailable' || kind === 'insecure';
  return (
    <section className="card">
      <h3>{t('phone.position.title')}</h3>
      <p className={isWrong ? 'tone-warn' : 'muted'} role="status">
        {kind === 'known'
          ? t('phone.position.known', { metres: Math.round(locating.accuracyMetres) })
          : t(`phone.position.${kind}`)}
      </p>
      {kind === 'off' ? (
        <button type="button" className="button big" onClick={onStart}>
          {t('phone.position.start')}
        </button>
      ) : null}
      {sentAgeMs === null ? null : (
        <p className="muted">{t('phone.position.sent', { age: formatAge(sentAgeMs) })}</p>
      )}
      {unsent > 1 ? <p className="tone-warn">{t('phone.position.unsent', { n: unsent })}</p> : null}
    </section>
  );
}
