import { useTranslation } from 'react-i18next';
import { useLiveLoaded } from '../../live/use-live.ts';
import { figureLabel, figureText, useKeyFigures } from './key-figures-block.tsx';

/** The same figures, to be read across a room. */
export function WallFigures() {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const figures = useKeyFigures();
  return (
    <dl className="wall-figures" aria-label={t('watch.figures.title')}>
      {figures.map((figure) => (
        <div key={figure.key} className={figure.abnormal ? 'bad' : undefined}>
          <dd>{loaded ? figureText(figure) : '–'}</dd>
          <dt>{figureLabel(t, figure)}</dt>
        </div>
      ))}
    </dl>
  );
}
