import { useTranslation } from 'react-i18next';
import { ageSeconds, feedFreshness } from '../../../core/live/freshness.ts';
import { useFeeds, useLiveLoaded, useServerNow } from '../../live/use-live.ts';
import type { WallFigure } from '../../state/scene.ts';
import { formatAge } from '../../ui/format.ts';
import type { KeyFigure } from './key-figures.ts';
import { figureLabel, figureText, useKeyFigures } from './key-figures-block.tsx';

/** Those of the key figures that a scene wants, to be read across a room; one that rests on a late feed says so. */
export function WallFigures({ keys }: { keys: readonly WallFigure[] }) {
  const { t } = useTranslation();
  const figures = useKeyFigures().filter(({ key }) => keys.includes(key));
  if (figures.length === 0) return null;
  return (
    <dl className="wall-figures" aria-label={t('watch.figures.title')}>
      {figures.map((figure) => (
        <Figure key={figure.key} figure={figure} />
      ))}
    </dl>
  );
}

function Figure({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const feed = useFeeds().find((one) => one.feed === figure.feed);
  const now = useServerNow(1000);
  const freshness = feed ? feedFreshness(feed, now) : 'lost';
  const age = ageSeconds(feed?.lastSeenAt ?? null, now);
  return (
    <div className={`${figure.abnormal ? 'bad' : ''} ${freshness}`}>
      <dd>
        {loaded ? figureText(figure) : '–'}
        {freshness === 'fresh' ? null : (
          <small>{age === null ? t('shell.neverHeard') : formatAge(age * 1000)}</small>
        )}
      </dd>
      <dt>{figureLabel(t, figure)}</dt>
    </div>
  );
}
