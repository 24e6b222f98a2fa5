import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { drawingOf } from './preview-shapes.ts';

/** Where the accepted rows lie, as a small drawing. */
export function ImportPreview({ features }: { features: readonly Record<string, unknown>[] }) {
  const { t } = useTranslation();
  const drawing = useMemo(() => drawingOf(features), [features]);
  if (!drawing) return null;
  return (
    <figure className="import-preview">
      <svg viewBox={drawing.viewBox} role="img" aria-label={t('import.preview', { n: features.length })}>
        <path d={drawing.outlines} />
        {drawing.points.map(({ x, y }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the points of one check never change
          <circle key={place} cx={x} cy={y} r={1.8} />
        ))}
      </svg>
      <figcaption className="muted">{t('import.preview', { n: features.length })}</figcaption>
    </figure>
  );
}
