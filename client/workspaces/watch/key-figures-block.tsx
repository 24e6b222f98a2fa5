import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ageSeconds, feedFreshness } from '../../../core/live/freshness.ts';
import { useTargets } from '../../api/incidents.ts';
import { useFeeds, useIsLive, useLiveLoaded, useServerNow } from '../../live/use-live.ts';
import { formatAge, formatNumber, formatShare, formatSpan } from '../../ui/format.ts';
import { type KeyFigure, keyFigures } from './key-figures.ts';
import { useAreaIncidents, useAreaName, useNetHealth } from './use-watch.ts';

const COUNT_EVERY_MS = 5000;

export function useKeyFigures(): KeyFigure[] {
  const incidents = useAreaIncidents();
  const nets = useNetHealth();
  const targets = useTargets();
  const now = useServerNow(COUNT_EVERY_MS);
  return useMemo(() => keyFigures(incidents, nets, targets, now), [incidents, nets, targets, now]);
}

/** The few figures of the area looked at, each with the age of the feed it stands on. */
export function KeyFigures() {
  const { t } = useTranslation();
  const figures = useKeyFigures();
  const area = useAreaName();
  return (
    <section className="key-figures-block" aria-label={t('watch.figures.title')}>
      {area ? <p className="key-figures-area">{area}</p> : null}
      <dl className="key-figures">
        {figures.map((figure) => (
          <Figure key={figure.key} figure={figure} />
        ))}
      </dl>
    </section>
  );
}

function Figure({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const feed = useFeeds().find((one) => one.feed === figure.feed);
  const now = useServerNow(1000);
  const isLive = useIsLive();
  const freshness = feed ? feedFreshness(feed, now) : isLive ? 'lost' : 'fresh';
  const age = ageSeconds(feed?.lastSeenAt ?? null, now);
  const ageText = age === null ? t('shell.neverHeard') : formatAge(age * 1000);
  return (
    <div className={`figure ${figure.abnormal ? 'bad' : ''} ${freshness}`}>
      <dd>
        {loaded ? figureText(figure) : '–'}
        {isLive ? <span className="figure-age">{ageText}</span> : null}
      </dd>
      <dt>{figureLabel(t, figure)}</dt>
    </div>
  );
}

/** What a figure is; of a time with the target that it is held against. */
export function figureLabel(t: TFunction, { key, as, whole }: KeyFigure): string {
  const target = as === 'seconds' && whole !== null ? formatSpan(whole * 1000) : '–';
  return t(`watch.figures.${key}`, { target });
}

export function figureText({ part, whole, as, atLeast }: KeyFigure): string {
  if (part === null) return '–';
  if (as === 'seconds') return `${atLeast ? '≥' : ''}${formatSpan(part * 1000)}`;
  if (as === 'share') return formatShare(part, whole ?? 0);
  return as === 'of' ? `${formatNumber(part)}/${formatNumber(whole ?? 0)}` : formatNumber(part);
}
